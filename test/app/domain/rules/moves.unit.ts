import { Command } from '../../../../src/app/domain/model/commands';
import { Branch, configWith, hand, MINUTE, T0 } from '../support/branch';

export const called = (more: object = {}) => {
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

  test('refused when no advisor has it', () => {
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
    branch.do({ type: 'NoShow', ticket: 't1', by: hand('ana') });
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

  test('a supervisor may move a waiting ticket, deferred or not', () => {
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

  test("an advisor may not move a waiting ticket, nor another advisor's", () => {
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
