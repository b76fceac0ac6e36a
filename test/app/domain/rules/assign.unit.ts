import { Branch, configWith, hand, types } from '../support/branch';

const serves = ['caja', 'empresas'];

describe('automatic assignment', () => {
  const automatic = configWith({ assignment: 'automatic' });

  test('after every command free advisors are matched with tickets', () => {
    const branch = new Branch(automatic).signOn('ana', '1');
    expect(
      branch.do({
        type: 'IssueTicket',
        ticket: 'x',
        queue: 'caja',
        lane: 'general',
        language: 'es',
      }),
    ).toMatchObject([
      { type: 'TicketIssued' },
      {
        type: 'TicketCalled',
        ticket: 'x',
        advisor: 'ana',
        counter: '1',
        why: { assignment: 'automatic', rule: 'due' },
      },
    ]);
    branch.issue();
    branch.issue();
    expect(
      types(
        branch.do({ type: 'SetAdvisor', advisor: 'eva', state: 'available', counter: '2', serves }),
      ),
    ).toEqual(['AdvisorStateChanged', 'TicketCalled']);
    branch.start('x');
    expect(types(branch.finish('x'))).toEqual(['ServiceFinished', 'TicketCalled']);
  });

  test('pressing finish-and-next calls one, not two', () => {
    const branch = new Branch(automatic).signOn('ana', '1');
    [branch.issue(), branch.issue(), branch.issue()].forEach(String);
    branch.start('t1');
    expect(types(branch.finish('t1', true))).toEqual(['ServiceFinished', 'TicketCalled']);
  });

  test('to the advisor with the fewest served per hour on duty, then to the longest idle', () => {
    const branch = new Branch().signOn('ana', '1').signOn('eva', '2');
    branch.issue();
    branch.next('ana');
    branch.serve('t1');
    branch.after(60).signOn('ivo', '3').after(1).configure(automatic);
    branch.issue();
    // eva has served nobody and been idle longer than ivo; ana has served one
    expect(branch.ticket('t2').advisor).toBe('eva');
    branch.issue();
    expect(branch.ticket('t3').advisor).toBe('ivo');
    branch.issue();
    expect(branch.ticket('t4').advisor).toBe('ana');
  });

  test('skills count, and a paused advisor gets nothing', () => {
    const branch = new Branch(automatic).signOn('ana', '1', ['caja']);
    branch.issue('gerencia');
    expect(branch.ticket('t1').state).toBe('waiting');
    branch.do({ type: 'SetAdvisorQueues', advisor: 'ana', queues: ['caja', 'gerencia'] });
    expect(branch.ticket('t1')).toMatchObject({ state: 'called', advisor: 'ana' });
    branch.do({ type: 'SetAdvisor', advisor: 'ana', state: 'paused', serves });
    expect(branch.ticket('t1').state).toBe('waiting');
    branch.issue('caja');
    expect(branch.ticket('t2').state).toBe('waiting');
  });

  test('a called customer\'s "more time" gives the advisor the next one', () => {
    const branch = new Branch(automatic).signOn('ana', '1');
    branch.issue();
    branch.issue();
    expect(types(branch.do({ type: 'Defer', ticket: 't1', minutes: 5 }))).toEqual([
      'TicketReturned',
      'TicketDeferred',
      'TicketCalled',
    ]);
    expect(types(branch.do({ type: 'NoShow', ticket: 't2', by: hand('ana') }))).toEqual([
      'TicketMissed',
    ]);
  });
});
