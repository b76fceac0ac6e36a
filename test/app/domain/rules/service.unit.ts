import { Branch, hand, MINUTE, T0, types } from '../support/branch';

describe('recall, start, finish, no-show', () => {
  const called = () => {
    const branch = new Branch().signOn('ana', '1').signOn('eva', '2');
    branch.issue();
    branch.issue();
    branch.next('ana');
    return branch;
  };
  const byAna = { ticket: 't1', by: hand('ana') };

  test('recall is counted and restarts the wait for the customer', () => {
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

  test('start, then finish with the time it took; the advisor is free again', () => {
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
    expect(branch.do({ type: 'NoShow', ...byAna })).toEqual([
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

  test.each(['Recall', 'Start', 'NoShow'] as const)(
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
      message: 'Ticket C01 is called; only one that is serving or held can be finished.',
      fields: [{ got: 'called', wants: 'serving or held' }],
    });
  });

  test.each(['Recall', 'Start', 'NoShow', 'Return'] as const)(
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

  test('so is finishing', () => {
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
