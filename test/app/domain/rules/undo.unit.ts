import { StretchBook } from '../../../../src/app/domain/fold/stretches';
import { decide } from '../../../../src/app/domain/rules/decide';
import { UNDO_MS } from '../../../../src/app/domain/rules/undo';
import { Branch, configWith, hand, MINUTE, only, staff, types } from '../support/branch';

const ana = hand('ana');
const undo = (by = ana, ticket = 't1') => ({ type: 'Undo' as const, ticket, by });
const transfer = (queue = 'empresas') =>
  ({ type: 'Transfer', ticket: 't1', by: ana, queue }) as const;

/** ana has been serving t1 for four minutes. */
function serving(settings: Parameters<typeof configWith>[0] = {}): Branch {
  const branch = new Branch(configWith(settings)).signOn('ana', '1');
  branch.issue();
  branch.next('ana');
  branch.start('t1');
  return branch.after(4);
}
const figures = (branch: Branch, queue = 'caja') => branch.whole.queues[queue];
const stretches = (branch: Branch) => {
  const book = new StretchBook();
  for (const event of branch.events) book.take(event, '2026-03-10');
  return book.begun.map(({ subject, kind, how, began, serviceMs }) =>
    [subject, kind, began, how, serviceMs].filter((each) => each !== undefined).join(' '),
  );
};

test('a finish is undone: the service goes on as if it had never ended', () => {
  const branch = serving();
  const [before, queues] = [branch.ticket('t1'), branch.whole.queues];
  branch.finish('t1');
  expect(figures(branch)).toMatchObject({ served: 1, serving: 0, services: 1 });
  expect(types(branch.after(1).do(undo(), staff('ana')))).toEqual(['TicketUndone']);
  expect(branch.ticket('t1')).toEqual(before);
  expect(branch.floor.tickets.t1).toEqual(before);
  expect(branch.floor.endedCalls).toEqual([]);
  expect(branch.whole.queues).toEqual(queues);
  expect(branch.whole.advisors.ana).toMatchObject({
    state: 'busy',
    ticket: 't1',
    served: 0,
    services: 0,
    serviceMs: 0,
  });
  branch.after(5).finish('t1');
  expect(figures(branch)).toMatchObject({ served: 1, services: 1, serviceMs: 10 * MINUTE });
  expect(stretches(branch)).toEqual([
    'ana idle available called',
    't1 waiting issued called',
    't1 called called started',
    't1 serving started undone',
    'ana idle freed undone',
    `t1 serving undone finished ${10 * MINUTE}`,
    'ana idle freed',
  ]);
});

test('a transfer is undone: the wait in the other queue no longer counts', () => {
  const branch = serving();
  const [before, queues] = [branch.ticket('t1'), branch.whole.queues];
  branch.do(transfer(), staff('ana'));
  expect(figures(branch)).toMatchObject({ handedOn: 1 });
  branch.after(1).do(undo(), staff('ana'));
  expect(branch.ticket('t1')).toEqual(before);
  expect(branch.whole.queues).toMatchObject(queues);
  expect(figures(branch, 'empresas')).toMatchObject({ general: 0, handedOn: 0 });
  expect(branch.whole.advisors.ana).toMatchObject({ ticket: 't1', handedOn: 0, services: 0 });
  expect(stretches(branch)).toContain('t1 waiting transferred undone');
});

test('a customer called meanwhile goes back to the line; one being served stays', () => {
  const branch = serving();
  branch.issue();
  branch.finish('t1', true);
  expect(types(branch.do(undo(), staff('ana')))).toEqual(['TicketReturned', 'TicketUndone']);
  expect([branch.ticket('t2').state, branch.ticket('t1').state]).toEqual(['waiting', 'serving']);
  branch.finish('t1', true);
  branch.start('t2');
  expect(branch.refusal(undo())).toMatchObject({
    code: 'advisor_busy',
    extra: { number: 'C02' },
  });
});

test('an advisor who paused afterwards is back at the counter', () => {
  const branch = serving();
  branch.do(
    { type: 'SetAdvisor', advisor: 'ana', state: 'paused', afterThis: true, serves: ['caja'] },
    staff('ana'),
  );
  branch.finish('t1');
  expect(branch.whole.advisors.ana.state).toBe('paused');
  expect(types(branch.do(undo(), staff('ana')))).toEqual(['AdvisorStateChanged', 'TicketUndone']);
  expect(branch.whole.advisors.ana).toMatchObject({ state: 'busy', counter: '1' });
  branch.finish('t1');
  branch.do({ type: 'SetAdvisor', advisor: 'ana', state: 'offline', serves: ['caja'] });
  expect(branch.refusal(undo())).toMatchObject({ code: 'advisor_not_available' });
});

test('called elsewhere, undone already, nothing to undo, too late: each refused by name', () => {
  const branch = serving().signOn('eva', '2');
  // the advisor who has it is not sent to themselves
  expect(branch.refusal(undo())).toMatchObject({ code: 'nothing_to_undo' });
  expect(branch.refusal(undo(hand('boss', true)))).toMatchObject({ code: 'called_elsewhere' });
  branch.do(transfer(), staff('ana'));
  branch.do({ type: 'CallNext', advisor: 'eva', counter: '2' }, staff('eva'));
  expect(branch.refusal(undo())).toMatchObject({
    code: 'called_elsewhere',
    extra: { number: 'C01', counter: '2', advisor: 'eva' },
  });
  branch.do({ type: 'Return', ticket: 't1', by: hand('eva') }, staff('eva'));
  expect(branch.refusal(undo())).toMatchObject({ code: 'nothing_to_undo' });

  const twice = serving();
  twice.finish('t1');
  twice.do(undo(), staff('ana'));
  for (const again of [ana, hand('boss', true)]) {
    expect(twice.refusal(undo(again))).toMatchObject({ code: 'nothing_to_undo' });
  }
  twice.finish('t1');
  twice.now += UNDO_MS;
  expect(types(twice.decide(undo()))).toEqual(['TicketUndone']);
  twice.now += 1;
  expect(twice.refusal(undo())).toMatchObject({ code: 'undo_too_late' });
});

test('reads from before the lock would allow a second undo: the events decide', () => {
  const branch = serving();
  branch.finish('t1');
  const before = branch.slice(undo());
  branch.do(undo(), staff('ana'));
  const stale = { ...branch.slice(undo()), past: before.past, tickets: before.tickets };
  const facts = (slice: typeof stale) =>
    decide({ ...slice, advisors: before.advisors }, undo(), staff('ana'), branch.now).events;
  expect(facts(stale)).toHaveLength(1);
  expect(branch.refusal(undo())).toMatchObject({ code: 'nothing_to_undo' });
});

test('not by others, not on a new day, not beside another ticket of the customer', () => {
  const branch = serving().signOn('eva', '2');
  branch.finish('t1');
  expect(branch.refusal(undo(hand('eva')))).toMatchObject({ code: 'not_your_ticket' });
  expect(types(branch.decide(undo(hand('boss', true))))).toEqual(['TicketUndone']);
  branch.given([{ type: 'DayOpened', day: '2026-03-11' }]);
  expect(branch.refusal(undo())).toMatchObject({ code: 'undo_too_late' });

  const again = new Branch().signOn('ana', '1');
  again.issue('caja', 'general', { customer: 'c1' });
  again.next('ana');
  again.serve('t1');
  again.issue('caja', 'general', { customer: 'c1' });
  expect(again.refusal(undo())).toMatchObject({ code: 'active_ticket_exists' });
});

test('with automatic calls, a customer called meanwhile goes to the next free advisor', () => {
  const branch = new Branch(configWith({ assignment: 'automatic' })).signOn('ana', '1');
  for (const _ of [1, 2]) branch.issue();
  branch.start('t1');
  const called = branch.finish('t1');
  expect(only(called, 'TicketCalled')).toMatchObject([{ ticket: 't2', advisor: 'ana' }]);
  branch.signOn('eva', '2');
  const facts = branch.do(undo(), staff('ana'));
  expect(types(facts)).toEqual(['TicketReturned', 'TicketUndone', 'TicketCalled']);
  expect(branch.ticket('t1')).toMatchObject({ state: 'serving', advisor: 'ana' });
  expect(branch.ticket('t2')).toMatchObject({ state: 'called', advisor: 'eva' });
});

test('not where a customer who came today has the number by now', () => {
  const branch = new Branch(configWith({ hours: 'always' })).signOn('ana', '1');
  branch.issue();
  branch.next('ana');
  branch.start('t1');
  branch.now += 24 * 60 * MINUTE;
  branch.issue('empresas');
  expect(branch.whole.day).toBe('2026-03-11');
  branch.finish('t1');
  expect(types(branch.decide(undo()))).toEqual(['TicketUndone']);
  const again = branch.issue();
  expect(branch.ticket(again).number).toBe(branch.ticket('t1').number);
  expect(branch.refusal(undo())).toMatchObject({ code: 'number_in_use' });
  branch.do({ type: 'Cancel', ticket: again, because: 'staff' });
  expect(types(branch.decide(undo()))).toEqual(['TicketUndone']);
});
