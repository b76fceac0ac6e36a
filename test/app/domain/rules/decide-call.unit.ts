import { Branch, configWith, hand, MINUTE, only, T0, types } from '../support/branch';

const call = (advisor: string, counter = '1') => ({ type: 'CallNext', advisor, counter }) as const;

describe('calling the next ticket', () => {
  test('earliest due first, with why', () => {
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

  test('nobody waits: nothing is decided', () => {
    expect(new Branch().signOn('ana', '1').do(call('ana'))).toEqual([]);
  });

  test('late calls are out of target', () => {
    const branch = new Branch().signOn('ana', '1');
    branch.issue('gerencia');
    expect(only(branch.after(6).do(call('ana')), 'TicketCalled')[0]).toMatchObject({
      inTarget: false,
      waitMs: 6 * MINUTE,
    });
  });

  test('a busy advisor is refused with the ticket in hand', () => {
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

  test.each(['paused', 'offline'] as const)('while %s nothing is given', (state) => {
    const branch = new Branch().signOn('ana', '1');
    branch.issue();
    branch.do({ type: 'SetAdvisor', advisor: 'ana', state, queues: [] });
    expect(branch.refusal(call('ana'))).toMatchObject({
      kind: 'conflict',
      code: 'advisor_not_available',
      extra: { state },
    });
  });

  test('somebody who never signed on is offline', () => {
    expect(new Branch().refusal(call('eva'))).toMatchObject({
      code: 'advisor_not_available',
      extra: { state: 'offline' },
    });
  });

  test('from another free counter the advisor has moved', () => {
    const branch = new Branch().signOn('ana', '1');
    branch.issue();
    expect(types(branch.do(call('ana', '2')))).toEqual(['AdvisorStateChanged', 'TicketCalled']);
    expect(branch.whole.advisors.ana).toMatchObject({ counter: '2', state: 'busy' });
    expect(branch.ticket('t1').counter).toBe('2');
  });

  test('a counter where another is, and one that is not there', () => {
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

  test('a deferral that is over ends before the choice', () => {
    const branch = new Branch().signOn('ana', '1');
    const id = branch.issue();
    branch.do({ type: 'Defer', ticket: id, minutes: 5 });
    expect(branch.after(4).do(call('ana'))).toEqual([]);
    expect(types(branch.after(1).do(call('ana')))).toEqual(['DeferralEnded', 'TicketCalled']);
    expect(branch.whole.queues.caja).toMatchObject({ general: 0, deferred: 0, called: 1 });
  });

  test('what was cut from the slice is said', () => {
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

  test('with a reason, which the why carries', () => {
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

  test('a deferred customer who is back early', () => {
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

describe('recall, start, finish, no-show', () => {
  const called = () => {
    const branch = new Branch().signOn('ana', '1').signOn('eva', '2');
    branch.issue();
    branch.issue();
    branch.next('ana');
    return branch;
  };
  const byAna = { ticket: 't1', by: hand('ana') };

  test('recall counts and starts the wait for the customer anew', () => {
    const branch = called().after(1);
    expect(branch.do({ type: 'Recall', ...byAna })).toEqual([
      {
        type: 'TicketRecalled',
        ticket: 't1',
        queue: 'caja',
        number: 'C01',
        advisor: 'ana',
        counter: '1',
        times: 1,
        automatic: false,
      },
    ]);
    expect(branch.ticket('t1')).toMatchObject({
      state: 'called',
      recalls: 1,
      calledAt: T0,
      lastCallAt: T0 + MINUTE,
    });
  });

  test('start, then finish with the time it took; the advisor is free and has served one', () => {
    const branch = called();
    expect(types(branch.after(1).do({ type: 'Start', ...byAna }))).toEqual(['ServiceStarted']);
    expect(branch.whole.queues.caja).toMatchObject({ called: 0, serving: 1 });
    expect(branch.after(3).do({ type: 'Finish', ...byAna, next: false })).toEqual([
      {
        type: 'ServiceFinished',
        ticket: 't1',
        queue: 'caja',
        advisor: 'ana',
        counter: '1',
        serviceMs: 3 * MINUTE,
      },
    ]);
    expect(branch.ticket('t1')).toMatchObject({
      state: 'served',
      startedAt: T0 + MINUTE,
      endedAt: T0 + 4 * MINUTE,
      advisor: 'ana',
      counter: '1',
    });
    expect(branch.whole.advisors.ana).toMatchObject({
      state: 'available',
      served: 1,
      idleSince: branch.now,
    });
    expect(branch.whole.advisors.ana.ticket).toBeUndefined();
    expect(branch.whole.queues.caja).toMatchObject({
      serving: 0,
      served: 1,
      serviceMs: 3 * MINUTE,
    });
  });

  test('finish and next is one decision', () => {
    const branch = called();
    branch.start('t1');
    expect(types(branch.finish('t1', true))).toEqual(['ServiceFinished', 'TicketCalled']);
    expect(branch.whole.advisors.ana).toMatchObject({ state: 'busy', ticket: 't2', served: 1 });
    branch.start('t2');
    expect(types(branch.finish('t2', true))).toEqual(['ServiceFinished']);
  });

  test('no-show frees the advisor', () => {
    const branch = called();
    expect(branch.do({ type: 'Miss', ...byAna })).toEqual([
      {
        type: 'TicketMissed',
        ticket: 't1',
        queue: 'caja',
        advisor: 'ana',
        counter: '1',
        automatic: false,
      },
    ]);
    expect(branch.whole.advisors.ana).toMatchObject({
      state: 'available',
      served: 0,
      unanswered: 0,
    });
    expect(branch.whole.queues.caja).toMatchObject({ called: 0, missed: 1, general: 1 });
  });

  test.each(['Recall', 'Start', 'Miss'] as const)(
    '%s needs a called ticket, and names the state it is in',
    (type) => {
      const branch = called();
      expect(branch.refusal({ type, ticket: 't2', by: hand('ana') })).toMatchObject({
        kind: 'conflict',
        code: 'wrong_state',
        extra: { number: 'C02', state: 'waiting' },
      });
      branch.start('t1');
      expect(branch.refusal({ type, ...byAna })).toMatchObject({
        code: 'wrong_state',
        extra: { state: 'serving' },
      });
      branch.finish('t1');
      expect(branch.refusal({ type, ...byAna })).toMatchObject({
        code: 'wrong_state',
        fields: [{ field: 'state', got: 'served', wants: 'called' }],
      });
    },
  );

  test('finish before start is refused', () => {
    expect(called().refusal({ type: 'Finish', ...byAna, next: false })).toMatchObject({
      kind: 'conflict',
      code: 'wrong_state',
      message: 'Ticket C01 is called; to finish it must be serving.',
      fields: [{ got: 'called', wants: 'serving' }],
    });
  });

  test.each(['Recall', 'Start', 'Miss', 'Return'] as const)(
    '%s is for the advisor who called, or a supervisor',
    (type) => {
      const branch = called();
      expect(branch.refusal({ type, ticket: 't1', by: hand('eva') })).toMatchObject({
        kind: 'forbidden',
        code: 'not_your_ticket',
        extra: { number: 'C01' },
      });
      const [fact] = branch.do({ type, ticket: 't1', by: hand('boss', true) });
      expect(fact).toMatchObject({ advisor: 'ana' });
    },
  );

  test("finishing is theirs or a supervisor's too", () => {
    const branch = called();
    branch.start('t1');
    expect(
      branch.refusal({ type: 'Finish', ticket: 't1', by: hand('eva'), next: false }).code,
    ).toBe('not_your_ticket');
    expect(
      types(branch.do({ type: 'Finish', ticket: 't1', by: hand('boss', true), next: true })),
    ).toEqual(['ServiceFinished', 'TicketCalled']);
    expect(branch.ticket('t2').advisor).toBe('ana');
  });

  test('an unknown ticket', () => {
    expect(called().refusal({ type: 'Start', ticket: 'nope', by: hand('ana') })).toMatchObject({
      kind: 'missing',
      code: 'unknown_ticket',
      fields: [{ got: 'nope' }],
    });
  });
});
