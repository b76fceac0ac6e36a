import { MINUTE, T0, types } from '../support/branch';
import { called } from './moves.unit';

describe('asking for more time', () => {
  const defer = (minutes: number, ticket = 't2') => ({ type: 'Defer', ticket, minutes }) as const;

  test('leaves the line until then, due unchanged', () => {
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

  test('asking again while deferred adds to it', () => {
    const branch = called();
    branch.do(defer(10));
    expect(branch.after(2).do(defer(5))).toMatchObject([
      { until: T0 + 15 * MINUTE, times: 2, extended: true },
    ]);
    expect(branch.whole.queues.caja).toMatchObject({ general: 0, deferred: 1 });
  });

  test('while called, the advisor is freed', () => {
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
  test('a served customer may rate 1 to 5; the remark is stored as an id', () => {
    const branch = called();
    expect(branch.refusal({ type: 'GiveFeedback', ticket: 't1', score: 5 })).toMatchObject({
      code: 'wrong_state',
    });
    branch.serve('t1');
    expect(branch.do({ type: 'GiveFeedback', ticket: 't1', score: 5, remark: 'r1' })).toEqual([
      { type: 'FeedbackGiven', ticket: 't1', score: 5, remark: 'r1' },
    ]);
    for (const score of [0, 6, 2.5]) {
      expect(branch.refusal({ type: 'GiveFeedback', ticket: 't1', score })).toMatchObject({
        kind: 'invalid',
        code: 'invalid_score',
      });
    }
  });

  test("an erased person's score counts, and no words are kept", () => {
    const branch = called();
    branch.serve('t1');
    const rated = { type: 'GiveFeedback', ticket: 't1', score: 4, remark: 'r1' } as const;
    const words = { ...rated, existing: { writerErased: true } };
    expect(branch.do(words)).toEqual([{ type: 'FeedbackGiven', ticket: 't1', score: 4 }]);
    expect(branch.refusal(words)).toMatchObject({ code: 'already_rated' });
  });

  test('only once: the first score stays, and words may follow once', () => {
    const branch = called();
    branch.serve('t1');
    const rate = (score: number, remark?: string) =>
      ({ type: 'GiveFeedback', ticket: 't1', score, ...(remark ? { remark } : {}) }) as const;
    expect(branch.do(rate(4))).toHaveLength(1);
    expect(branch.ticket('t1').rated).toEqual({ score: 4 });
    for (const again of [rate(4), rate(5), rate(5, 'r1')]) {
      expect(branch.refusal(again)).toMatchObject({ kind: 'conflict', code: 'already_rated' });
    }
    expect(branch.do(rate(4, 'r1'))).toHaveLength(1);
    expect(branch.ticket('t1').rated).toEqual({ score: 4, remark: true });
    expect(branch.refusal(rate(4, 'r2'))).toMatchObject({ code: 'already_rated' });
  });

  test('what a printer reports is recorded', () => {
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
