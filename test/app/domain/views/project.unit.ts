import { advisorView } from '../../../../src/app/domain/views/advisor-view';
import {
  displayView,
  floorView,
  staffTicketView,
  staffTicketViews,
  ticketView,
  viewOfTicket,
} from '../../../../src/app/domain/views/project';
import { written } from '../../../../src/app/domain/views/rfc3339';
import { writtenFloor } from '../../../../src/app/domain/views/written-floor';
import { Branch, configWith, experienced, hand, MINUTE, T0 } from '../support/branch';

/**
 * t1 being served by ana, t2 called by eva and recalled, t3 a no-show of eva, t4 preferential, t5
 * deferred, t6 general.
 */
function scene(): Branch {
  const config = configWith();
  const branch = new Branch({
    ...experienced(config),
    counters: { ...config.counters, 2: { id: '2', label: '12' } },
  })
    .signOn('ana', '1')
    .signOn('eva', '2', ['caja']);
  for (let n = 0; n < 3; n += 1) branch.issue('caja', 'general', { customer: `c${n}` });
  branch.issue('caja', 'preferential');
  branch.issue('caja');
  branch.issue('caja');
  branch.do({ type: 'Defer', ticket: 't4', minutes: 5 });
  branch.start(branch.next('ana')!);
  branch.after(1).next('eva');
  branch.do({ type: 'Recall', ticket: 't2', by: hand('eva') });
  branch.do({ type: 'NoShow', ticket: 't2', by: hand('eva') });
  branch.after(1).next('eva');
  branch.do({ type: 'Recall', ticket: 't3', by: hand('eva') });
  branch.after(3).tick();
  branch.do({ type: 'Defer', ticket: 't5', minutes: 10 });
  return branch;
}

describe("the customer's view", () => {
  const view = (branch: Branch, id: string) =>
    ticketView(branch.floor, branch.config, id, branch.now);

  test('in line: position and estimate', () => {
    const branch = scene();
    expect(view(branch, 't6')).toEqual({
      id: 't6',
      number: 'C06',
      queue: 'caja',
      lane: 'general',
      state: 'waiting',
      language: 'es',
      issuedAt: T0,
      due: T0 + 20 * MINUTE,
      position: 2,
      estimate: { minutes: 6, low: 1, high: 15 },
      said: { as: 'between', low: 1, high: 15 },
      near: true,
      rated: false,
      defersLeft: 2,
      deferMinutes: [5, 10, 15],
      recalls: 0,
      openCounters: 2,
    });
  });

  test('deferred: the time it is back instead of a position', () => {
    const branch = scene();
    const shown = view(branch, 't5')!;
    expect(shown).toMatchObject({ deferredUntil: branch.now + 10 * MINUTE, defersLeft: 1 });
    expect(shown).not.toHaveProperty('position');
    expect(shown).not.toHaveProperty('estimate');
  });

  test('called: the counter as it is called out', () => {
    expect(view(scene(), 't3')).toMatchObject({
      state: 'called',
      counter: '12',
      calledAt: T0 + 2 * MINUTE,
      recalls: 2,
    });
  });

  test('ended: from its row, since it has left the floor', () => {
    const branch = scene();
    branch.finish('t1');
    expect(view(branch, 't1')).toBeUndefined();
    const ended = viewOfTicket(branch.floor, branch.config, branch.ticket('t1'), branch.now);
    expect(ended).toMatchObject({ state: 'served', endedAt: branch.now });
    expect(ended).not.toHaveProperty('counter');
  });
});

test('the display: now calling, last calls and queues; no person ids and no lanes', () => {
  const branch = scene();
  const view = displayView(branch.floor, branch.config, branch.now);
  expect(view.calling).toEqual([
    { ticket: 't3', number: 'C03', counter: '12', queue: 'caja', at: T0 + 5 * MINUTE, recalls: 2 },
  ]);
  expect(view.last).toEqual([
    { ticket: 't2', number: 'C02', queue: 'caja', counter: '12', at: T0 + MINUTE },
    { ticket: 't1', number: 'C01', queue: 'caja', counter: '1', at: T0 },
  ]);
  expect(view.queues[0]).toMatchObject({ id: 'caja', waiting: 2 });
  expect(view.queues).toHaveLength(4);
  expect(JSON.stringify(view)).not.toMatch(/ana|eva|preferential|c[0-9]"/);
});

test('the display: newest call first, at most eight of the last', () => {
  const branch = new Branch().signOn('ana', '1');
  for (let n = 0; n < 10; n += 1) {
    branch.issue();
    branch.after(1).next('ana');
    branch.do({ type: 'NoShow', ticket: `t${n + 1}`, by: hand('ana') });
  }
  expect(
    displayView(branch.floor, branch.config, branch.now).last.map((each) => each.number),
  ).toEqual(['C10', 'C09', 'C08', 'C07', 'C06', 'C05', 'C04', 'C03']);
});

test('the display: a call stays in the list after its customer was served', () => {
  const branch = scene();
  branch.finish('t1');
  expect(displayView(branch.floor, branch.config, branch.now).last).toEqual([
    { ticket: 't2', number: 'C02', queue: 'caja', counter: '12', at: T0 + MINUTE },
    { ticket: 't1', number: 'C01', queue: 'caja', counter: '1', at: T0 },
  ]);
});

describe("the advisor's view", () => {
  test('the ticket in hand, who is next, each with why; the lines; what may be reopened', () => {
    const branch = scene();
    const view = advisorView(branch.floor, branch.config, 'eva', branch.now)!;
    expect(view.me).toEqual({
      id: 'eva',
      state: 'busy',
      counter: '2',
      queues: ['caja'],
      since: T0 + 2 * MINUTE,
      served: 0,
      handedOn: 0,
      services: 0,
      serviceMs: 0,
      dutyMs: 0,
      onDutySince: T0,
    });
    expect(view.current).toMatchObject({
      id: 't3',
      number: 'C03',
      recalls: 2,
      why: { rule: 'due', waited: 3, overtook: 0 },
    });
    expect(view.next.map((each) => [each.number, each.position])).toEqual([
      ['C04', 1],
      ['C06', 2],
    ]);
    expect(view.nextWhy).toMatchObject({ rule: 'preferential', waited: 2, overtook: 0 });
    expect(view.queues).toEqual([
      { id: 'caja', general: 1, preferential: 1, deferred: 1, longestWaitSince: T0 },
    ]);
    expect(view.missed.map((each) => each.number)).toEqual(['C02']);
  });

  test('whose line a supervisor has sent home is not offered to be taken back', () => {
    const { floor, config, now } = scene();
    const sign = {
      says: 'closed',
      fromMs: now - MINUTE,
      untilMs: now + MINUTE,
      reason: 'systems',
      line: 'cancel',
      by: 'elena',
    } as const;
    const queues = { ...config.queues, caja: { ...config.queues.caja, sign } };
    expect(advisorView(floor, { ...config, queues }, 'eva', now)!.missed).toEqual([]);
  });

  test('an advisor who has not signed on', () => {
    expect(advisorView(new Branch().floor, configWith(), 'eva', 0)).toBeUndefined();
  });
});

test("the supervisor's view: every queue with who is on duty, alerts newest first", () => {
  const branch = scene();
  branch.do({
    type: 'WatchAlerts',
    measured: { estimates: { caja: 61 }, estimateErrors: {}, branchOpen: true },
  });
  branch.after(1).do({
    type: 'WatchAlerts',
    measured: { estimates: { caja: 61, empresas: 70 }, estimateErrors: {}, branchOpen: true },
  });
  const view = floorView(branch.floor, branch.config, branch.now);
  expect(view.queues[0]).toMatchObject({
    id: 'caja',
    general: 1,
    preferential: 1,
    deferred: 1,
    called: 1,
    serving: 1,
    missed: 1,
    issued: 6,
    onDuty: 2,
    longestWaitSince: T0,
  });
  expect(view.queues[3]).toMatchObject({ id: 'gerencia', onDuty: 1, issued: 0 });
  expect(view.alerts.map((each) => each.subject)).toEqual(['empresas', 'caja']);
  expect(view.floor).toBe(branch.floor);
});

test('any ticket for staff', () => {
  const branch = scene();
  expect(staffTicketView(branch.floor, branch.config, branch.ticket('t6'), branch.now)).toEqual({
    id: 't6',
    number: 'C06',
    queue: 'caja',
    lane: 'general',
    state: 'waiting',
    waitingSince: T0,
    position: 2,
    issuedAt: T0,
    due: T0 + 20 * MINUTE,
  });
  branch.finish('t1');
  expect(
    staffTicketView(branch.floor, branch.config, branch.ticket('t1'), branch.now),
  ).toMatchObject({
    state: 'served',
    advisor: 'ana',
    counter: '1',
    startedAt: T0,
    endedAt: branch.now,
  });
});

test('many tickets for staff equal each of them alone', () => {
  const branch = scene();
  const alike = () => {
    const { floor, config, now } = branch;
    const tickets = Object.values(branch.whole.tickets);
    expect(tickets.length).toBeGreaterThan(5);
    expect(staffTicketViews(floor, config, tickets, now)).toEqual(
      tickets.map((each) => staffTicketView(floor, config, each, now)),
    );
    expect(writtenFloor(floor)).toEqual(written(floor));
  };
  alike();
  branch.finish('t1');
  branch.issue('caja');
  alike();
});

test('a ticket issued after the floor was read has its place too', () => {
  const branch = scene();
  const before = branch.floor;
  branch.issue('caja');
  const newest = Object.values(branch.whole.tickets).at(-1)!;
  expect(before.tickets[newest.id]).toBeUndefined();
  const [view] = staffTicketViews(before, branch.config, [newest], branch.now);
  expect(view).toEqual(staffTicketView(before, branch.config, newest, branch.now));
  expect(view.position).toBeGreaterThan(0);
});

test('personal data and ids of customers are in no view', () => {
  const branch = scene();
  const { floor, config, now } = branch;
  const views = [
    displayView(floor, config, now),
    advisorView(floor, config, 'ana', now),
    ticketView(floor, config, 't3', now),
    staffTicketView(floor, config, branch.ticket('t3'), now),
  ];
  expect(JSON.stringify(views)).not.toContain('customer');
});
