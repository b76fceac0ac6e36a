import { Pool } from 'pg';
import { ConfigCache } from '../../../../src/app/db/reads/config-cache';
import { createBranchReads } from '../../../../src/app/db/reads/read-floor';
import { evolveFloor } from '../../../../src/app/domain/fold/floor';
import type { BranchSettings } from '../../../../src/app/domain/model/settings';
import { verifyBranch } from '../../../../src/app/main';
import type { Json } from '../../../../src/app/ports';
import { newKeys } from '../../../../src/app/vault/keys';
import { rutOf } from '../../../support/rut';
import { emptyFloor } from '../../domain/support/empty-floor';
import { otherInstance } from '../../http/other-instance';
import { deskOf, kioskOf } from '../../http/routes/desk';
import { Weekday } from '../../http/routes/weekday';
import type { Stage } from '../../http/stage';

/** What a night does to figures, and to earlier customers, even if no instance swept. */

const dataKeys = newKeys();
let weekday: Weekday;
let stage: Stage;
beforeEach(async () => {
  weekday = await Weekday.open({ dataKeys });
  ({ stage } = weekday);
});
afterEach(() => stage.close());

const STAFF = ['advisor-1', 'advisor-2'];
const everyDay = (from: string, to: string) =>
  Object.fromEntries(['1', '2', '3', '4', '5', '6', '7'].map((day) => [day, [{ from, to }]]));
const hoursAre = async (hours: BranchSettings['hours']) => {
  const { operations } = stage.app;
  const { version, overrides } = await operations.getSettings('1');
  await operations.putSettings(
    { branch: '1', actor: { kind: 'system', id: 'test' } },
    { ifVersion: version, overrides: { ...(overrides as object), hours } as Json },
  );
};
const NEXT_DAY = '2026-11-26';
const hour = 3600;
const atDesks = async () => {
  const desk = deskOf(stage);
  const [one, two] = [desk('1', 'advisor-1', '1'), desk('1', 'advisor-2', '2')];
  await one.state('available');
  await two.state('available');
  return [one, two] as const;
};
const take = async (more: object = {}) => (await kioskOf(stage)('1', 'caja', more)).ticket;
const statesOf = (ids: readonly string[]) =>
  weekday.inDatabase(async (client) => {
    const { rows } = await client.query<{ state: string }>(
      'select state from tickets where id = any($1) order by state',
      [ids],
    );
    return rows.map(({ state }) => state);
  });
/** Whom a console offers to take back: of a floor just read, and of one that has folded all. */
async function takenBackBy(advisor: string) {
  const as = await stage.staff(advisor);
  const view = await stage.call('GET /api/branches/:branch/advisors/me', {
    params: { branch: '1' },
    as,
  });
  const pool = new Pool({ connectionString: stage.databaseUrl, max: 1 });
  try {
    const { readFloor, readEvents } = createBranchReads(pool, new ConfigCache());
    const { floor } = await readFloor('1');
    const events = await readEvents('1', 0, 10_000);
    const folded = events.reduce(evolveFloor, emptyFloor('1', floor.day));
    expect(floor.tickets).toEqual(folded.tickets);
  } finally {
    await pool.end();
  }
  return view!.missed.map(({ number }) => number);
}
async function figuresAgree() {
  expect(await weekday.differences('1', STAFF, NEXT_DAY)).toEqual([]);
  expect(await verifyBranch(stage.app, '1')).toEqual({ chain: [], rows: [] });
}

test('the first ticket closes the rest of the previous day, and all figures agree', async () => {
  await hoursAre(everyDay('08:00', '20:00'));
  const [one, two] = await atDesks();
  const person = rutOf(12_345_678);
  const left = [];
  for (const more of [{}, {}, {}, { nationalId: person }]) left.push((await take(more)).id);
  const served = await one.next();
  await one.on(served, 'start');
  await two.next();
  weekday.after(22 * hour);

  // a customer whose ticket from yesterday is still open takes one today
  const ticket = await take({ nationalId: person });
  expect(ticket.number).toBe('C01');
  expect(await statesOf(left)).toEqual(['cancelled', 'cancelled', 'cancelled', 'served']);
  weekday.after(60);
  expect(await one.next()).toBe(ticket.id);
  await one.on(ticket.id, 'start');
  weekday.after(60);
  await one.on(ticket.id, 'finish');
  await figuresAgree();
  const { day } = weekday;
  expect(await weekday.report('services', '1', { from: day, to: day })).toMatchObject([
    { queue: 'caja', served: 1 },
  ]);
});

test('several first tickets at once: one closes the day, each has its own number', async () => {
  await hoursAre(everyDay('08:00', '20:00'));
  const left = [await take(), await take()].map(({ id }) => id);
  weekday.after(22 * hour);
  const taken = await Promise.all([take(), take(), take(), take()]);
  expect(taken.map(({ number }) => number).sort()).toEqual(['C01', 'C02', 'C03', 'C04']);
  expect(await statesOf(left)).toEqual(['cancelled', 'cancelled']);
  expect(await verifyBranch(stage.app, '1')).toEqual({ chain: [], rows: [] });
});

test('a line kept over a day counts in it, although the branch now closes at night', async () => {
  await hoursAre('always');
  const [one] = await atDesks();
  await take();
  await one.on(await one.next(), 'start');
  const waits = await take();
  weekday.after(14 * hour);
  await stage.app.sweep.step(weekday.now);
  expect(await statesOf([waits.id])).toEqual(['waiting']);
  await hoursAre(everyDay('08:00', '20:00'));
  weekday.after(6 * hour);
  // an instance that has not seen the day close sends home customers not kept by hours
  const other = await otherInstance(stage, { dataKeys, clock: () => weekday.now });
  await other.sweep.step(weekday.now);
  await other.close();
  expect(await statesOf([waits.id])).toEqual(['cancelled']);
  await figuresAgree();
});

test('customers inside while a sign opens the next day keep number and figures', async () => {
  await hoursAre(everyDay('08:00', '24:00'));
  const [one] = await atDesks();
  weekday.after(11 * hour);
  const before = await take();
  await one.on(await one.next(), 'start');
  weekday.after(1.5 * hour);
  await stage.app.sweep.step(weekday.now);
  const sign = await stage.ask('PUT', '/api/branches/1/sign', {
    as: weekday.supervisor,
    body: { says: 'open', reason: 'other' },
  });
  expect(sign).toMatchObject({ status: 200 });
  const after = await take();
  expect([before.number, after.number]).toEqual(['C01', 'C02']);
  weekday.after(60);
  await one.on(before.id, 'finish');
  expect(await one.next()).toBe(after.id);
  await figuresAgree();
});

test('issued before midnight, missed after it: comes back if the number is free', async () => {
  await hoursAre('always');
  const [one] = await atDesks();
  const person = { nationalId: rutOf(12_345_678) };
  const [first, second] = [await take(person), await take()];
  weekday.after(14 * hour);
  await stage.app.sweep.step(weekday.now);
  const desk = { as: weekday.supervisor };
  const byRut = async () =>
    (await stage.ask('POST', '/api/branches/1/tickets/find', { ...desk, body: person })).body;
  expect(await byRut()).toMatchObject([{ id: first.id, state: 'waiting' }]);
  for (const { id } of [first, second]) {
    expect(await one.next()).toBe(id);
    await one.on(id, 'no-show');
  }
  expect(await byRut()).toMatchObject([{ id: first.id, state: 'no-show' }]);
  const path = `/api/branches/1/tickets?number=${first.number}`;
  const { body } = await stage.ask('GET', path, desk);
  expect(body).toMatchObject([{ id: first.id, state: 'no-show' }]);
  expect(await takenBackBy('advisor-1')).toEqual(['C02', 'C01']);
  const back = await stage.ask('POST', `/api/branches/1/tickets/${first.id}/arrived`, desk);
  expect(back.body).toMatchObject({ ticket: { number: 'C01', state: 'waiting' } });
  const { queues } = await weekday.floor();
  expect(queues.find(({ id }) => id === 'caja')).toMatchObject({ general: 1, missed: 1 });
  // the second one's number has been given again
  expect((await take()).number).toBe('C02');
  expect(await takenBackBy('advisor-1')).toEqual([]);
  const late = await stage.ask('POST', `/api/branches/1/tickets/${second.id}/reopen`, desk);
  expect(late.body).toMatchObject({ status: 409, code: 'number_in_use' });
  expect(await one.next()).toBe(first.id);
  await figuresAgree();
});

test('a customer missed before midnight does not come back after it', async () => {
  await hoursAre('always');
  const [one] = await atDesks();
  const { ticket, key } = await kioskOf(stage)('1', 'caja');
  const { id } = ticket;
  const phone = async () => (await stage.call('GET /api/my', { as: `Ticket ${key}` })).ticket;
  await one.next();
  await one.on(id, 'no-show');
  expect((await phone()).dayOver).toBeUndefined();
  expect(await takenBackBy('advisor-1')).toEqual(['C01']);
  weekday.after(14 * hour);
  await stage.app.sweep.step(weekday.now);
  expect(await takenBackBy('advisor-1')).toEqual([]);
  const answer = await stage.ask('POST', `/api/branches/1/tickets/${id}/reopen`, {
    as: weekday.supervisor,
  });
  expect(answer.body).toMatchObject({ status: 409, code: 'wrong_day' });
  expect(await phone()).toMatchObject({ dayOver: true, comesBackUntil: null });
});
