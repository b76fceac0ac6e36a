import { Branch, configWith, MINUTE, only, T0, types } from '../support/branch';

const call = (advisor: string, counter = '1') => ({ type: 'CallNext', advisor, counter }) as const;

describe('calling the next ticket', () => {
  test('earliest due first, with the reason', () => {
    const branch = new Branch().signOn('ana', '1');
    branch.issue('caja');
    branch.after(2).issue('gerencia');
    branch.after(1);
    expect(branch.do(call('ana'))).toEqual([
      {
        type: 'TicketCalled',
        ticket: 't2',
        queue: 'gerencia',
        lane: 'general',
        number: 'G01',
        advisor: 'ana',
        counter: '1',
        serves: ['caja', 'personal-banker', 'empresas', 'gerencia'],
        waitMs: MINUTE,
        inTarget: true,
        foretold: branch.ticket('t2').foretold,
        why: { rule: 'due', due: T0 + 7 * MINUTE, waited: 2, overtook: 1, assignment: 'on-demand' },
      },
    ]);
    expect(branch.ticket('t2')).toMatchObject({
      state: 'called',
      advisor: 'ana',
      counter: '1',
      calledAt: branch.now,
      lastCallAt: branch.now,
      recalls: 0,
    });
    expect(branch.whole.advisors.ana).toMatchObject({
      state: 'busy',
      ticket: 't2',
      since: branch.now,
    });
  });

  test('only queues they serve', () => {
    const branch = new Branch().signOn('ana', '1', ['caja']);
    branch.issue('gerencia');
    expect(branch.do(call('ana'))).toEqual([]);
    branch.issue('caja');
    expect(branch.next('ana')).toBe('t2');
  });

  test('an empty line: nothing is decided', () => {
    expect(new Branch().signOn('ana', '1').do(call('ana'))).toEqual([]);
  });

  test('late calls miss the target', () => {
    const branch = new Branch().signOn('ana', '1');
    branch.issue('gerencia');
    expect(only(branch.after(6).do(call('ana')), 'TicketCalled')[0]).toMatchObject({
      inTarget: false,
      waitMs: 6 * MINUTE,
    });
  });

  test('a busy advisor is refused, with the ticket in hand', () => {
    const branch = new Branch().signOn('ana', '1');
    const [first] = [branch.issue(), branch.issue()];
    branch.next('ana');
    expect(branch.refusal(call('ana'))).toMatchObject({
      kind: 'conflict',
      code: 'advisor_busy',
      extra: { ticket: first, number: 'C01' },
    });
    branch.start(first);
    expect(branch.refusal(call('ana')).code).toBe('advisor_busy');
  });

  test.each(['paused', 'offline'] as const)('while %s no ticket is given', (state) => {
    const branch = new Branch().signOn('ana', '1');
    branch.issue();
    branch.do({ type: 'SetAdvisor', advisor: 'ana', state, serves: [] });
    expect(branch.refusal(call('ana'))).toMatchObject({
      kind: 'conflict',
      code: 'advisor_not_available',
      extra: { state },
    });
  });

  test('an advisor who never signed on is offline', () => {
    expect(new Branch().refusal(call('eva'))).toMatchObject({
      code: 'advisor_not_available',
      extra: { state: 'offline' },
    });
  });

  test('calling from another free counter moves the advisor there', () => {
    const branch = new Branch().signOn('ana', '1');
    branch.issue();
    expect(types(branch.do(call('ana', '2')))).toEqual(['AdvisorStateChanged', 'TicketCalled']);
    expect(branch.whole.advisors.ana).toMatchObject({ counter: '2', state: 'busy' });
    expect(branch.ticket('t1').counter).toBe('2');
  });

  test('a taken counter and an unknown one are refused', () => {
    const branch = new Branch().signOn('ana', '1').signOn('eva', '2');
    expect(branch.refusal(call('ana', '2'))).toMatchObject({
      kind: 'conflict',
      code: 'counter_taken',
      extra: { counter: '2', advisor: 'eva' },
    });
    expect(branch.refusal(call('ana', '9'))).toMatchObject({
      kind: 'missing',
      code: 'unknown_counter',
      fields: [{ got: '9', wants: 'one of 1, 2, 3, 4, 5' }],
    });
  });

  test('a deferral that has run out ends before the choice', () => {
    const branch = new Branch().signOn('ana', '1');
    const id = branch.issue();
    branch.do({ type: 'Defer', ticket: id, minutes: 5 });
    expect(branch.after(4).do(call('ana'))).toEqual([]);
    expect(types(branch.after(1).do(call('ana')))).toEqual(['DeferralEnded', 'TicketCalled']);
    expect(branch.whole.queues.caja).toMatchObject({ general: 0, deferred: 0, called: 1 });
  });

  test('`why` counts the tickets cut from the slice', () => {
    const branch = new Branch(configWith({}, { caja: { targetMinutes: 60 } })).signOn('ana', '1');
    branch.front = 3;
    for (let n = 0; n < 5; n += 1) branch.issue('caja');
    branch.after(1).issue('gerencia');
    expect(only(branch.do(call('ana')), 'TicketCalled')[0].why).toMatchObject({
      waited: 6,
      overtook: 3,
      overtookMore: true,
    });
    branch.finish((branch.start('t6'), 't6'));
    expect(only(branch.do(call('ana')), 'TicketCalled')[0].why).toEqual({
      rule: 'due',
      due: T0 + 60 * MINUTE,
      waited: 5,
      overtook: 0,
      assignment: 'on-demand',
    });
  });
});

describe('calling out of turn', () => {
  const chosen = (ticket: string, reason = 'fainted in the line') =>
    ({ type: 'CallTicket', advisor: 'ana', counter: '1', ticket, reason }) as const;
  const branch = () => {
    const made = new Branch(configWith({ outOfTurnAllowed: true })).signOn('ana', '1', [
      'caja',
      'empresas',
    ]);
    made.issue('caja');
    made.after(1).issue('caja');
    return made;
  };

  test('with a reason, which `why` carries', () => {
    const made = branch();
    expect(only(made.do(chosen('t2')), 'TicketCalled')[0].why).toEqual({
      rule: 'out-of-turn',
      due: T0 + 21 * MINUTE,
      waited: 2,
      overtook: 1,
      reason: 'fainted in the line',
      assignment: 'on-demand',
    });
    expect(made.ticket('t2').why?.rule).toBe('out-of-turn');
  });

  test('for a deferred customer who is back early', () => {
    const made = branch();
    made.do({ type: 'Defer', ticket: 't2', minutes: 10 });
    expect(types(made.do(chosen('t2')))).toEqual(['DeferralEnded', 'TicketCalled']);
    expect(made.whole.queues.caja).toMatchObject({ general: 1, deferred: 0, called: 1 });
  });

  test('refused where the branch does not allow it', () => {
    expect(branch().configure(configWith()).refusal(chosen('t2'))).toMatchObject({
      kind: 'forbidden',
      code: 'out_of_turn_not_allowed',
    });
  });

  test('refused without a reason', () => {
    expect(branch().refusal(chosen('t2', '  '))).toMatchObject({
      kind: 'invalid',
      code: 'reason_required',
      fields: [{ field: 'reason' }],
    });
  });

  test('refused for a ticket not waiting, unknown, or of a queue the advisor lacks', () => {
    const made = branch();
    made.do({ type: 'Cancel', ticket: 't2', because: 'staff' });
    expect(made.refusal(chosen('t2'))).toMatchObject({
      kind: 'conflict',
      code: 'wrong_state',
      extra: { number: 'C02', state: 'cancelled' },
    });
    expect(made.refusal(chosen('nope'))).toMatchObject({ kind: 'missing', code: 'unknown_ticket' });
    expect(made.refusal(chosen(made.issue('gerencia')))).toMatchObject({
      kind: 'conflict',
      code: 'queue_not_served',
    });
  });
});
