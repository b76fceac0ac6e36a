import { isSentHome } from '../../../../src/app/domain/line/line-is-over';
import { closesForTheDay, isOpen, nextOpening } from '../../../../src/app/domain/model/day';
import { Sign } from '../../../../src/app/domain/model/sign';
import { timesOfSign } from '../../../../src/app/domain/model/sign-times';
import { waitOfQueue } from '../../../../src/app/domain/views/project';
import { Branch, configWith, hand, MINUTE, only, staff, T0, types } from '../support/branch';

const HOUR = 60 * MINUTE;
const closed = (more: Partial<Sign> = {}): Sign => ({
  says: 'closed',
  fromMs: T0,
  untilMs: T0 + 14 * HOUR,
  reason: 'systems',
  line: 'serve',
  by: 'eva',
  ...more,
});
const hours = { 2: [{ from: '09:00', to: '14:00' }], 3: [{ from: '09:00', to: '14:00' }] };
const taking = { type: 'IssueTicket', queue: 'caja', lane: 'general', language: 'es' } as const;
const put = (says: 'open' | 'closed', queue?: string, from?: number) =>
  ({ type: 'PutSign', says, queue, from }) as const;

test('a closed branch gives no numbers until its time is over, whatever the calendar says', () => {
  const settings = configWith({ hours, sign: closed({ untilMs: T0 + HOUR }) }).settings;
  expect(isOpen(T0 - 1, settings)).toBe(true);
  expect(isOpen(T0, settings)).toBe(false);
  expect(nextOpening(T0, settings)).toBe(T0 + HOUR);
  expect(isOpen(T0 + HOUR, settings)).toBe(true);
  expect(closesForTheDay(T0, settings)).toBe(T0 + 4 * HOUR);
  const allDay = configWith({ hours, sign: closed() }).settings;
  expect(closesForTheDay(T0, allDay)).toBe(T0);
  expect(nextOpening(T0, allDay)).toBe(T0 + 23 * HOUR);
});

test('a branch open beyond its hours gives numbers, and closes when the sign comes down', () => {
  const sign = closed({ says: 'open', fromMs: T0 + 5 * HOUR, untilMs: T0 + 7 * HOUR });
  const { settings } = configWith({ hours, sign });
  expect([4, 5, 6.9, 7].map((after) => isOpen(T0 + after * HOUR, settings))).toEqual([
    false,
    true,
    true,
    false,
  ]);
  expect(closesForTheDay(T0, settings)).toBe(T0 + 7 * HOUR);
});

test('what is said about a queue, and every way into it, follows the sign, not the setting', () => {
  const branch = new Branch(configWith()).signOn('ana', '1');
  branch.issue();
  branch.next('ana');
  branch.start('t1');
  branch.issue('gerencia');
  branch.configure(configWith({}, { empresas: { sign: closed() } }));
  const said = (at: number) =>
    waitOfQueue(branch.floor, branch.config, branch.config.queues.empresas, at).said.as;
  expect([said(T0 - 1), said(T0)]).toEqual(['unknown', 'closed']);
  const by = hand('ana');
  for (const command of [
    { ...taking, ticket: 'x', queue: 'empresas' },
    { type: 'Transfer', ticket: 't1', queue: 'empresas', by },
    { type: 'MoveTicket', ticket: 't2', queue: 'empresas', reason: 'customer-asked' },
  ] as const) {
    expect(branch.refusal(command)).toMatchObject({ code: 'queue_closed' });
  }
  branch.configure(configWith({}, { empresas: { open: false, sign: closed({ says: 'open' }) } }));
  expect(types(branch.do({ type: 'Transfer', ticket: 't1', queue: 'empresas', by }))).toEqual([
    'TicketTransferred',
  ]);
});

test('waiting customers are kept or cancelled: only those of the queue, deferred ones too', () => {
  const branch = new Branch(configWith()).signOn('ana', '1', ['caja']);
  for (const queue of ['caja', 'caja', 'caja', 'gerencia', 'caja']) branch.issue(queue);
  branch.next('ana');
  branch.start('t1');
  branch.do({ type: 'Hold', ticket: 't1', by: hand('ana'), reason: 'form' }, staff('ana'));
  branch.do({ type: 'Defer', ticket: 't2', minutes: 5 });
  branch.next('ana');
  const close = { type: 'CloseLine', batch: 200 } as const;
  branch.configure(configWith({}, { caja: { sign: closed() } }));
  expect(isSentHome(branch.whole, branch.config, branch.ticket('t5'), branch.now)).toBe(false);
  expect(branch.do(close)).toEqual([]);
  branch.configure(configWith({}, { caja: { sign: closed({ line: 'cancel' }) } }));
  const cancelled = only(branch.do(close), 'TicketCancelled');
  expect(
    cancelled.map(({ ticket, because, queueClosed }) => [ticket, because, queueClosed]),
  ).toEqual([
    ['t2', 'closing', true],
    ['t5', 'closing', true],
  ]);
  // held and called customers, and those of other queues, are served
  expect(['t1', 't3', 't4'].map((id) => branch.ticket(id).state)).toEqual([
    'held',
    'called',
    'waiting',
  ]);
  branch.do({ type: 'NoShow', ticket: 't3', by: hand('ana') }, staff('ana'));
  expect(branch.refusal({ type: 'Reopen', ticket: 't3', by: hand('ana') })).toMatchObject({
    code: 'queue_closed',
  });
});

test('a branch closed with its line kept keeps the line, although everybody is outside', () => {
  const branch = new Branch(configWith({ hours })).signOn('ana', '1');
  branch.issue();
  branch.do({ type: 'SetAdvisor', advisor: 'ana', state: 'offline', serves: ['caja'] });
  branch.configure(configWith({ hours, sign: closed() })).after(30);
  expect(branch.do({ type: 'CloseLine', batch: 200 })).toEqual([]);
  branch.configure(configWith({ hours, sign: closed({ line: 'cancel' }) }));
  const [{ queueClosed }] = only(branch.do({ type: 'CloseLine', batch: 200 }), 'TicketCancelled');
  expect(queueClosed).toBeUndefined();
});

test('a planned closing is not in force yet, and warns customers whom it may overtake', () => {
  const sign = closed({ fromMs: T0 + 20 * MINUTE, line: 'cancel' });
  const branch = new Branch(configWith({}, { caja: { sign } })).signOn('ana', '1');
  for (let n = 0; n < 30; n += 1) branch.issue();
  const command = { ...taking, ticket: 'x' } as const;
  const [last] = only(branch.decide(command), 'TicketIssued');
  expect(last.mayMissClosing).toBe(true);
  expect(branch.do({ type: 'CloseLine', batch: 200 })).toEqual([]);
  branch.after(20);
  expect(branch.do({ type: 'CloseLine', batch: 7 })).toHaveLength(7);
});

test('of two signs at once, the second learns of the first; there is only one plan', () => {
  const branch = new Branch(configWith());
  expect(branch.refusal(put('open'))).toMatchObject({ code: 'already_open' });
  expect(branch.do(put('closed'))).toEqual([]);
  branch.configure(configWith({ sign: closed() }));
  expect(branch.refusal(put('closed'))).toMatchObject({
    code: 'already_closed',
    extra: { by: 'eva', reason: 'systems' },
  });
  expect(branch.refusal(put('closed', undefined, T0 + HOUR))).toMatchObject({
    code: 'already_closed',
  });
  branch.configure(configWith({}, { caja: { sign: closed({ fromMs: T0 + HOUR }) } }));
  expect(branch.refusal(put('closed', 'caja', T0 + 2 * HOUR))).toMatchObject({
    code: 'already_planned',
  });
  // a plan is no obstacle to a closing that cannot wait
  expect(branch.do(put('closed', 'caja'))).toEqual([]);
  expect(branch.do({ type: 'TakeSign', queue: 'caja' })).toEqual([]);
  expect(branch.refusal({ type: 'TakeSign' })).toMatchObject({ code: 'no_sign' });
  expect(branch.refusal(put('closed', 'none'))).toMatchObject({ code: 'unknown_queue' });
  branch.after(20 * 60);
  expect(branch.refusal({ type: 'TakeSign', queue: 'caja' })).toMatchObject({ code: 'no_sign' });
});

test("times are by the branch's clock, within the current business day", () => {
  const { settings } = configWith({ hours });
  expect(timesOfSign(settings, T0, {})).toEqual({ until: Date.parse('2026-03-11T03:00:00Z') });
  expect(timesOfSign(settings, T0, { from: '13:00', until: '24:00' })).toEqual({
    from: Date.parse('2026-03-10T16:00:00Z'),
    until: Date.parse('2026-03-11T03:00:00Z'),
  });
  const refused = (times: { from?: string; until?: string }) => () =>
    timesOfSign(settings, T0, times);
  expect(refused({ from: '10:00' })).toThrow(/10:00 has passed/);
  expect(refused({ from: '13:00', until: '12:00' })).toThrow(/12:00 has passed/);
  // a branch open past midnight is still in the day that began the evening before
  const night = configWith({ hours: { 2: [{ from: '22:00', to: '02:00' }] } }).settings;
  const evening = Date.parse('2026-03-11T02:30:00Z');
  expect(timesOfSign(night, evening, { from: '01:00' })).toEqual({
    from: Date.parse('2026-03-11T04:00:00Z'),
    until: Date.parse('2026-03-11T05:00:00Z'),
  });
});
