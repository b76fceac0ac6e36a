import { Branch, configWith, hand, MINUTE, T0, types } from '../support/branch';
import { Command } from '../../../../src/app/domain/model/commands';

const called = (more: object = {}) => {
  const branch = new Branch().signOn('ana', '1').signOn('eva', '2');
  branch.issue('caja', 'general', more);
  branch.issue();
  branch.next('ana');
  return branch;
};

describe('returning a ticket', () => {
  test.each(['called', 'serving'] as const)(
    'from %s: back in line with its due, the advisor free',
    (state) => {
      const branch = called();
      if (state === 'serving') branch.start('t1');
      expect(branch.after(1).do({ type: 'Return', ticket: 't1', by: hand('ana') })).toEqual([
        {
          type: 'TicketReturned',
          ticket: 't1',
          queue: 'caja',
          lane: 'general',
          was: state,
          advisor: 'ana',
          because: 'slip',
        },
      ]);
      const { advisor, counter, startedAt, lastCallAt, why, ...ticket } = branch.ticket('t1');
      expect({ advisor, counter, startedAt, lastCallAt, why }).toEqual({});
      expect(ticket).toMatchObject({
        state: 'waiting',
        due: T0 + 20 * MINUTE,
        told: false,
        recalls: 0,
      });
      expect(branch.whole.advisors.ana.state).toBe('available');
      expect(branch.whole.queues.caja).toMatchObject({ general: 2, called: 0, serving: 0 });
      expect(branch.next('eva')).toBe('t1');
    },
  );

  test('its wait is counted once, however often it is called', () => {
    const branch = called().after(1);
    branch.do({ type: 'Return', ticket: 't1', by: hand('ana') });
    expect(branch.do({ type: 'CallNext', advisor: 'ana', counter: '1' })).toMatchObject([
      { type: 'TicketCalled', ticket: 't1', again: true },
    ]);
    expect(branch.whole.queues.caja).toMatchObject({ calls: 1, waitMs: 0, inTarget: 1 });
  });

  test('refused when it is not in hand', () => {
    expect(called().refusal({ type: 'Return', ticket: 't2', by: hand('ana') })).toMatchObject({
      kind: 'conflict',
      code: 'wrong_state',
      extra: { state: 'waiting' },
    });
  });
});

describe('reopening a no-show', () => {
  const missed = (more: object = {}) => {
    const branch = called(more);
    branch.do({ type: 'Miss', ticket: 't1', by: hand('ana') });
    return branch;
  };

  test('the same day: back in line with the due it had', () => {
    const branch = missed().after(30);
    expect(branch.do({ type: 'Reopen', ticket: 't1', by: hand('eva') })).toEqual([
      { type: 'TicketReopened', ticket: 't1', queue: 'caja', lane: 'general' },
    ]);
    expect(branch.ticket('t1')).toMatchObject({ state: 'waiting', due: T0 + 20 * MINUTE });
    expect(branch.ticket('t1').endedAt).toBeUndefined();
    expect(branch.whole.queues.caja).toMatchObject({ missed: 0, general: 2 });
  });

  test('refused the day after, even before the sweep has closed the day', () => {
    expect(
      missed()
        .after(24 * 60)
        .refusal({ type: 'Reopen', ticket: 't1', by: hand('ana') }),
    ).toMatchObject({
      kind: 'conflict',
      code: 'wrong_day',
      extra: { number: 'C01', day: '2026-03-10' },
    });
  });

  test('refused while the customer has another active ticket', () => {
    const branch = missed({ customer: 'c1' });
    branch.issue('gerencia', 'general', { customer: 'c1' });
    expect(branch.refusal({ type: 'Reopen', ticket: 't1', by: hand('ana') })).toMatchObject({
      code: 'active_ticket_exists',
      extra: { number: 'G01', position: 1 },
    });
  });

  test.each(['served', 'cancelled'] as const)('refused when %s', (state) => {
    const branch = called();
    if (state === 'served') branch.serve('t1');
    else branch.do({ type: 'Cancel', ticket: 't1', because: 'staff' });
    expect(branch.refusal({ type: 'Reopen', ticket: 't1', by: hand('ana') })).toMatchObject({
      code: 'wrong_state',
      extra: { state },
    });
  });
});

describe('transferring a ticket', () => {
  const to = (queue: string, by = hand('ana'), ticket = 't1'): Command => ({
    type: 'Transfer',
    ticket,
    by,
    queue,
    reason: 'wrong queue',
  });

  test('before start it keeps its number, issue and wait', () => {
    const branch = called().after(3);
    expect(branch.do(to('gerencia'))).toEqual([
      {
        type: 'TicketTransferred',
        ticket: 't1',
        from: 'caja',
        to: 'gerencia',
        lane: 'general',
        was: 'called',
        due: T0 + 5 * MINUTE,
        advisor: 'ana',
        reason: 'wrong queue',
      },
    ]);
    expect(branch.ticket('t1')).toMatchObject({
      number: 'C01',
      queue: 'gerencia',
      state: 'waiting',
      issuedAt: T0,
      due: T0 + 5 * MINUTE,
    });
    expect(branch.ticket('t1').dueFrom).toBeUndefined();
    expect(branch.whole.queues.caja).toMatchObject({ called: 0, general: 1 });
    expect(branch.whole.queues.gerencia).toMatchObject({ general: 1, issued: 0 });
    expect(branch.whole.advisors.ana.state).toBe('available');
  });

  test('after start, due and wait in the new queue both count from the transfer', () => {
    const branch = called();
    branch.start('t1');
    branch.after(10).do(to('empresas'));
    expect(branch.ticket('t1')).toMatchObject({
      due: T0 + 20 * MINUTE,
      dueFrom: T0 + 10 * MINUTE,
      number: 'C01',
      issuedAt: T0,
    });
    branch.after(2).do({ type: 'CallNext', advisor: 'ana', counter: '1' });
    expect(branch.whole.queues.empresas).toMatchObject({ calls: 1, waitMs: 2 * MINUTE });
  });

  test('a supervisor may move one that waits, deferred or not', () => {
    const branch = called();
    branch.do(to('empresas', hand('boss', true), 't2'));
    expect(branch.whole.queues).toMatchObject({ caja: { general: 0 }, empresas: { general: 1 } });
    branch.do({ type: 'Defer', ticket: 't2', minutes: 5 });
    branch.do(to('caja', hand('boss', true), 't2'));
    expect(branch.whole.queues).toMatchObject({
      caja: { general: 0, deferred: 1 },
      empresas: { general: 0, deferred: 0 },
    });
    expect(branch.ticket('t2').deferredUntil).toBe(T0 + 5 * MINUTE);
  });

  test("an advisor may not move one that waits, nor another's", () => {
    expect(called().refusal(to('empresas', hand('ana'), 't2'))).toMatchObject({
      kind: 'conflict',
      code: 'wrong_state',
      extra: { state: 'waiting' },
    });
    expect(called().refusal(to('empresas', hand('eva')))).toMatchObject({
      kind: 'forbidden',
      code: 'not_your_ticket',
    });
  });

  test('the same, an unknown and a closed queue are refused', () => {
    expect(called().refusal(to('caja'))).toMatchObject({
      kind: 'invalid',
      code: 'same_queue',
      fields: [{ got: 'caja', wants: 'one of personal-banker, empresas, gerencia' }],
    });
    expect(called().refusal(to('vip'))).toMatchObject({
      kind: 'invalid',
      code: 'unknown_queue',
      fields: [{ got: 'vip' }],
    });
    expect(
      called()
        .configure(configWith({}, { empresas: { open: false } }))
        .refusal(to('empresas')),
    ).toMatchObject({ kind: 'conflict', code: 'queue_closed' });
  });
});

describe('asking for more time', () => {
  const defer = (minutes: number, ticket = 't2') => ({ type: 'Defer', ticket, minutes }) as const;

  test('out of the line until then, due unchanged', () => {
    const branch = called();
    expect(branch.do(defer(10))).toEqual([
      {
        type: 'TicketDeferred',
        ticket: 't2',
        queue: 'caja',
        lane: 'general',
        until: T0 + 10 * MINUTE,
        minutes: 10,
        times: 1,
      },
    ]);
    expect(branch.ticket('t2')).toMatchObject({
      state: 'waiting',
      deferredUntil: T0 + 10 * MINUTE,
      due: T0 + 20 * MINUTE,
      defers: 1,
      told: false,
    });
    expect(branch.whole.queues.caja).toMatchObject({ general: 0, deferred: 1 });
  });

  test('again while deferred adds to it', () => {
    const branch = called();
    branch.do(defer(10));
    expect(branch.after(2).do(defer(5))).toMatchObject([
      { until: T0 + 15 * MINUTE, times: 2, extended: true },
    ]);
    expect(branch.whole.queues.caja).toMatchObject({ general: 0, deferred: 1 });
  });

  test('while called the advisor is freed', () => {
    const branch = called();
    expect(branch.do(defer(5, 't1'))).toMatchObject([
      { type: 'TicketReturned', because: 'more-time', advisor: 'ana' },
      { type: 'TicketDeferred' },
    ]);
    expect(branch.whole.advisors.ana.state).toBe('available');
    expect(branch.whole.queues.caja).toMatchObject({ general: 1, deferred: 1, called: 0 });
  });

  test.each([-5, 0, 7, 1.5, Infinity, NaN])('%d minutes are refused', (minutes) => {
    expect(called().refusal(defer(minutes))).toMatchObject({
      kind: 'invalid',
      code: 'invalid_minutes',
      fields: [{ field: 'minutes', got: minutes, wants: 'one of 5, 10, 15' }],
    });
  });

  test('a third time is refused', () => {
    const branch = called();
    branch.do(defer(5));
    branch.do(defer(5));
    expect(branch.refusal(defer(5))).toMatchObject({
      kind: 'conflict',
      code: 'defers_used_up',
      extra: { number: 'C02', max: 2 },
    });
  });

  test('refused while being served', () => {
    const branch = called();
    branch.start('t1');
    expect(branch.refusal(defer(5, 't1'))).toMatchObject({
      code: 'wrong_state',
      extra: { state: 'serving' },
    });
  });
});

describe('cancelling', () => {
  test.each(['waiting', 'deferred', 'called', 'serving'] as const)('while %s', (state) => {
    const branch = called();
    const id = state === 'waiting' || state === 'deferred' ? 't2' : 't1';
    if (state === 'deferred') branch.do({ type: 'Defer', ticket: id, minutes: 5 });
    if (state === 'serving') branch.start(id);
    branch.do({ type: 'Cancel', ticket: id, because: 'customer' });
    expect(branch.ticket(id)).toMatchObject({ state: 'cancelled', endedAt: T0 });
    expect(branch.ticket(id).deferredUntil).toBeUndefined();
    expect(branch.whole.queues.caja).toMatchObject({
      deferred: 0,
      serving: 0,
      cancelled: 1,
      general: id === 't2' ? 0 : 1,
      called: id === 't2' ? 1 : 0,
    });
    expect(branch.whole.advisors.ana.state).toBe(id === 't1' ? 'available' : 'busy');
  });

  test('an ended ticket stays ended', () => {
    const branch = called();
    branch.serve('t1');
    expect(branch.refusal({ type: 'Cancel', ticket: 't1', because: 'customer' })).toMatchObject({
      kind: 'conflict',
      code: 'wrong_state',
      extra: { state: 'served' },
    });
  });
});

describe('feedback and prints', () => {
  test('a served customer may judge, 1 to 5; the remark is an id', () => {
    const branch = called();
    expect(branch.refusal({ type: 'GiveFeedback', ticket: 't1', score: 5 })).toMatchObject({
      code: 'wrong_state',
    });
    branch.serve('t1');
    expect(branch.do({ type: 'GiveFeedback', ticket: 't1', score: 5, remark: 'r1' })).toEqual([
      { type: 'FeedbackGiven', ticket: 't1', score: 5, remark: 'r1' },
    ]);
    for (const score of [0, 6, 2.5])
      expect(branch.refusal({ type: 'GiveFeedback', ticket: 't1', score })).toMatchObject({
        kind: 'invalid',
        code: 'invalid_score',
      });
  });

  test('what a printer says is recorded', () => {
    const branch = called();
    expect(
      branch.do({
        type: 'RecordPrint',
        ticket: 't1',
        ok: false,
        reprint: false,
        reason: 'no paper',
      }),
    ).toEqual([
      { type: 'TicketPrinted', ticket: 't1', ok: false, reprint: false, reason: 'no paper' },
    ]);
    expect(
      types(branch.do({ type: 'RecordPrint', ticket: 't1', ok: true, reprint: true })),
    ).toEqual(['TicketPrinted']);
    expect(
      branch.refusal({ type: 'RecordPrint', ticket: 'nope', ok: true, reprint: true }).code,
    ).toBe('unknown_ticket');
  });
});
