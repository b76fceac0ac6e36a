import { advisorView } from '../../../../src/app/domain/views/advisor-view';
import { ticketView } from '../../../../src/app/domain/views/project';
import { Branch, configWith, hand, MINUTE, only, staff } from '../support/branch';

const ana = hand('ana');

/** ana, eva and ivo on duty; ana has returned t1, and t2 and t3 wait behind. */
function wished(settings: Parameters<typeof configWith>[0] = {}): Branch {
  const branch = new Branch(configWith(settings)).signOn('ana', '1');
  branch.issue();
  if (settings.assignment !== 'automatic') branch.next('ana');
  branch.start('t1');
  branch.after(1).signOn('eva', '2').signOn('ivo', '3');
  branch.do({ type: 'Return', ticket: 't1', by: ana, advisor: 'eva' }, staff('ana'));
  return branch;
}
const back = (advisor?: string) => ({ type: 'Return' as const, ticket: 't1', by: ana, advisor });

test('only the named advisor calls it, before the first in line', () => {
  const branch = wished();
  branch.issue('caja', 'preferential');
  expect(branch.floor.tickets.t1.wish).toMatchObject({ advisor: 'eva', queue: 'caja' });
  expect(branch.next('ivo')).toBe('t2');
  expect(branch.next('ana')).toBeUndefined();
  const [called] = only(
    branch.do({ type: 'CallNext', advisor: 'eva', counter: '2' }, staff('eva')),
    'TicketCalled',
  );
  expect(called).toMatchObject({ ticket: 't1', why: { rule: 'wish' } });
});

test('after the configured time any advisor may; 0 means there are no wishes', () => {
  const branch = wished({ wishes: { minutes: 5 } });
  expect(branch.after(4.9).next('ivo')).toBeUndefined();
  expect(branch.after(0.1).next('ivo')).toBe('t1');
  const none = new Branch(configWith({ wishes: { minutes: 0 } })).signOn('ana', '1');
  none.signOn('eva', '2').issue();
  none.next('ana');
  expect(none.refusal(back('eva'))).toMatchObject({ code: 'no_wishes' });
});

test('pausing, leaving, dismissal, plans to leave or a dropped queue strand nobody', () => {
  const goes = [
    { type: 'SetAdvisor', advisor: 'eva', state: 'paused', serves: ['caja'] },
    { type: 'SetAdvisor', advisor: 'eva', state: 'offline', serves: ['caja'] },
    { type: 'DismissAdvisor', advisor: 'eva' },
    { type: 'SetAdvisorQueues', advisor: 'eva', queues: ['gerencia'] },
  ] as const;
  for (const command of goes) {
    const branch = wished();
    branch.do(command, staff('eva'));
    expect(branch.next('ivo')).toBe('t1');
  }
  const busy = wished();
  busy.issue('gerencia');
  const call = { type: 'CallTicket', advisor: 'eva', counter: '2', ticket: 't2' } as const;
  busy.configure(configWith({ outOfTurnAllowed: true })).do({ ...call, reason: 'unwell' });
  expect(busy.next('ivo')).toBeUndefined();
  const plan = { type: 'SetAdvisor', advisor: 'eva', state: 'paused', afterThis: true } as const;
  busy.do({ ...plan, serves: ['caja'] }, staff('eva'));
  expect(busy.next('ivo')).toBe('t1');
});

test('with automatic calls: to the named advisor, and to others as soon as that one leaves', () => {
  const branch = wished({ assignment: 'automatic' });
  expect(branch.ticket('t1')).toMatchObject({ state: 'called', advisor: 'eva' });
  branch.issue();
  branch.issue();
  branch.start('t1');
  // t2 and t3 are with ana and ivo, and eva's customer now waits for ana
  branch.do({ ...back('ana'), by: hand('eva') }, staff('eva'));
  expect(branch.ticket('t1').state).toBe('waiting');
  branch.do(
    { type: 'SetAdvisor', advisor: 'ana', state: 'paused', serves: ['caja'] },
    staff('ana'),
  );
  expect(branch.ticket('t1')).toMatchObject({ state: 'called', advisor: 'eva' });
});

test('only an advisor who could call it now: on duty, staying, serving that queue', () => {
  const branch = new Branch().signOn('ana', '1').signOn('eva', '2', ['gerencia']);
  branch.issue();
  branch.next('ana');
  expect(branch.refusal(back('ivo'))).toMatchObject({
    code: 'advisor_not_on_duty',
    extra: { state: 'offline' },
  });
  expect(branch.refusal(back('eva'))).toMatchObject({
    code: 'advisor_not_of_queue',
    fields: [{ field: 'advisor', got: 'eva', wants: 'an advisor who serves caja' }],
  });
  const to = { type: 'Transfer', ticket: 't1', by: ana, queue: 'gerencia' } as const;
  branch.do({ ...to, advisor: 'eva' }, staff('ana'));
  expect(branch.next('eva')).toBe('t1');
});

test('nothing unknown is said: no place and no minutes, only until when', () => {
  const branch = wished();
  branch.issue();
  const { floor, config, now } = branch;
  const own = ticketView(floor, config, 't1', now)!;
  expect(own).toMatchObject({ said: { as: 'unknown' }, wishUntil: now + 15 * MINUTE });
  expect(own).not.toHaveProperty('position');
  expect(own).not.toHaveProperty('estimate');
  // they may overtake later tickets
  expect(ticketView(floor, config, 't2', now)).toMatchObject({ position: 2 });
  expect(advisorView(floor, config, 'eva', now)?.next).toMatchObject([
    { id: 't1', wish: { advisor: 'eva' } },
    { id: 't2' },
  ]);
  expect(advisorView(floor, config, 'ivo', now)?.next).toMatchObject([{ id: 't2' }]);
  const later = ticketView(floor, config, 't1', now + 15 * MINUTE)!;
  expect(later).toMatchObject({ position: 1 });
  expect(later).not.toHaveProperty('wishUntil');
});

test('a wish ends with its wait: a later return without one is for any advisor', () => {
  for (const assignment of ['on-demand', 'automatic'] as const) {
    const branch = wished({ assignment });
    if (assignment === 'on-demand') branch.after(1).next('eva');
    branch.after(1).do({ type: 'Return', ticket: 't1', by: hand('eva') }, staff('eva'));
    if (assignment === 'on-demand') expect(branch.next('ivo')).toBe('t1');
    else expect(branch.ticket('t1').why?.rule).toBe('due');
  }
});

test('however many wait for one advisor, the others see the tickets behind them', () => {
  const branch = new Branch().signOn('ana', '1').signOn('eva', '2').signOn('ivo', '3');
  branch.front = 2;
  for (let n = 1; n <= 4; n += 1) {
    branch.issue();
    branch.next('ana');
    branch.do({ ...back('eva'), ticket: `t${n}` }, staff('ana'));
  }
  branch.issue();
  expect(branch.next('ivo')).toBe('t5');
  expect(branch.next('eva')).toBe('t1');
});
