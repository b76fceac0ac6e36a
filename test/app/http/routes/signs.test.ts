import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { App } from '../../../../src/app/create-app';
import { verifyBranch } from '../../../../src/app/main';
import { newKeys } from '../../../../src/app/vault/keys';
import { otherInstance } from '../other-instance';
import { Stage } from '../stage';
import { Weekday } from './weekday';

/** Signs that supervisors put on doors, on two instances of one bank. */

const dataKeys = newKeys();
let weekday: Weekday;
let stage: Stage;
let supervisor: string;
let other: App;
beforeAll(async () => {
  weekday = await Weekday.open({ dataKeys });
  ({ stage, supervisor } = weekday);
  other = await otherInstance(stage, { dataKeys, clock: () => weekday.now });
});
afterAll(async () => {
  await other.close();
  await stage.close();
});

const closing = { says: 'closed', reason: 'safety' };
const at = '/api/branches/1';
const put = (door: string, body: object) =>
  stage.ask('PUT', `${at}${door}`, { as: supervisor, body });
const take = (door: string) => stage.ask('DELETE', `${at}${door}`, { as: supervisor });
const kiosk = async () =>
  stage.call('GET /api/branches/:branch/kiosk', {
    params: { branch: '1' },
    as: await stage.device('kiosk-1'),
  });
const queueAt = async (id: string) => (await kiosk()).queues.find((each) => each.id === id)!;
const sweep = () => stage.app.sweep.step(weekday.now);

async function inDatabase(sql: string) {
  const client = new Client({ connectionString: stage.databaseUrl });
  await client.connect();
  await client.query(sql).finally(() => client.end());
}

/** The same request twenty times at once, at both instances in turn. */
const twenty = (method: string, door: string, body?: object) =>
  Promise.all(
    Array.from({ length: 20 }, async (_, n) => {
      const url = n % 2 ? `http://127.0.0.1:${other.port}` : stage.app.url;
      const answer = await fetch(`${url}${at}${door}`, {
        method,
        headers: {
          Authorization: supervisor,
          'Idempotency-Key': randomUUID(),
          ...(body ? { 'Content-Type': 'application/json' } : {}),
        },
        body: body && JSON.stringify(body),
      });
      return { status: answer.status, body: (await answer.json()) as { readonly code?: string } };
    }),
  );
const codes = (answers: Awaited<ReturnType<typeof twenty>>) =>
  answers.map(({ status, body }) => (status === 200 ? 'ok' : body.code)).sort();
const once = (code: string) => [...Array.from({ length: 19 }, () => code), 'ok'].sort();

test('of twenty who close at once one succeeds, and one of twenty opens it again', async () => {
  for (const door of ['/sign', '/queues/caja/sign']) {
    expect(codes(await twenty('PUT', door, closing))).toEqual(once('already_closed'));
    expect(codes(await twenty('DELETE', door))).toEqual(once('no_sign'));
  }
  const plan = { ...closing, from: '13:00' };
  expect(codes(await twenty('PUT', '/sign', plan))).toEqual(once('already_planned'));
  expect((await take('/sign')).status).toBe(200);
});

test('would be noticed: without the lock on the head more than one succeed', async () => {
  type Statement = { readonly name?: string; readonly text: string };
  type Query = (this: Client, statement: Statement | string, ...rest: unknown[]) => unknown;
  const whole = Client.prototype.query as Query;
  const unlocked: Query = function (statement, ...rest) {
    const sent =
      typeof statement === 'object' && statement.name === 'lock'
        ? { ...statement, name: 'lock-gone', text: statement.text.replace('for no key update', '') }
        : statement;
    return whole.call(this, sent, ...rest);
  };
  (Client.prototype as { query: unknown }).query = unlocked;
  let noticed = false;
  try {
    for (let tries = 0; tries < 10 && !noticed; tries += 1) {
      const shut = JSON.stringify(codes(await twenty('PUT', '/sign', closing)));
      noticed = shut !== JSON.stringify(once('already_closed'));
      await take('/sign');
    }
  } finally {
    (Client.prototype as { query: unknown }).query = whole;
  }
  expect(noticed).toBe(true);
  await take('/sign');
  expect(codes(await twenty('PUT', '/sign', closing))).toEqual(once('already_closed'));
  expect((await take('/sign')).status).toBe(200);
});

test('a closed queue says so everywhere, keeps its line, and takes nobody in', async () => {
  const waits = await stage.ticket({ queue: 'empresas' });
  const moves = await stage.ticket({ queue: 'caja' });
  expect((await put('/queues/empresas/sign', closing)).body.sign).toMatchObject({
    ...closing,
    line: 'serve',
    by: 'supervisor-1',
    from: '2026-11-25T15:00:00.000Z',
    until: '2026-11-26T03:00:00.000Z',
  });
  expect(await queueAt('empresas')).toMatchObject({ open: false, said: { as: 'closed' } });
  const display = await stage.ask('GET', `${at}/display`, { as: supervisor });
  expect(display.body.queues).toContainEqual(
    expect.objectContaining({ id: 'empresas', said: { as: 'closed' } }),
  );
  const refused = [
    await stage.ask('POST', `${at}/tickets`, { as: supervisor, body: { queue: 'empresas' } }),
    await stage.ask('POST', `${at}/tickets/${moves.id}/move`, {
      as: await stage.staff('host-1'),
      body: { queue: 'empresas', reason: 'wrong-queue' },
    }),
    await stage.ask('POST', `${at}/tickets/${moves.id}/transfer`, {
      as: supervisor,
      body: { queue: 'empresas' },
    }),
  ];
  expect(refused.map(({ status, body }) => [status, body.code])).toEqual(
    refused.map(() => [409, 'queue_closed']),
  );
  await sweep();
  expect((await stage.ask('GET', '/api/my', { as: waits.as })).body.ticket).toMatchObject({
    state: 'waiting',
  });
  // a device does not learn who closed what
  const names = await stage.ask('GET', `${at}/directory`, { as: await stage.device('kiosk-1') });
  expect(names.text).not.toContain('supervisor-1');
  expect((await take('/queues/empresas/sign')).status).toBe(200);
  expect(await queueAt('empresas')).toMatchObject({ open: true });
});

test('a closing time passes without a sweep: it closes; customers are told later', async () => {
  const waits = await stage.ticket({ queue: 'gerencia' });
  const body = { ...closing, from: '12:10', until: '12:40', line: 'cancel' };
  expect((await put('/queues/gerencia/sign', body)).status).toBe(200);
  expect((await stage.ask('GET', '/api/my', { as: waits.as })).body).toMatchObject({
    ticket: { state: 'waiting' },
    branch: { closing: { at: '2026-11-25T15:10:00.000Z', cancels: true, of: 'queue' } },
  });
  await sweep();
  expect(await queueAt('gerencia')).toMatchObject({ open: true });
  weekday.after(11 * 60);
  expect(await queueAt('gerencia')).toMatchObject({ open: false });
  await sweep();
  expect((await stage.ask('GET', '/api/my', { as: waits.as })).body).toMatchObject({
    ticket: { state: 'cancelled' },
    branch: { closing: { of: 'queue' } },
  });
  const { rows } = { rows: await weekday.report('waits') };
  expect(rows.find((each) => each.queue === 'gerencia')).toMatchObject({
    cancelled: 1,
    abandoned: 0,
  });
  weekday.after(30 * 60);
  expect(await queueAt('gerencia')).toMatchObject({ open: true });
});

test('a closed branch gives no numbers and says when it opens; tomorrow it is open', async () => {
  const body = { ...closing, until: '13:30', line: 'cancel' };
  const waits = await stage.ticket({ queue: 'caja' });
  expect((await put('/sign', body)).status).toBe(200);
  const opensAt = '2026-11-25T16:30:00.000Z';
  expect(await kiosk()).toMatchObject({ open: false, opensAt, lineOver: true });
  const issued = await stage.ask('POST', `${at}/tickets`, {
    as: supervisor,
    body: { queue: 'caja' },
  });
  expect([issued.status, issued.body.code]).toEqual([409, 'branch_closed']);
  await sweep();
  expect((await stage.ask('GET', '/api/my', { as: waits.as })).body).toMatchObject({
    ticket: { state: 'cancelled' },
    branch: { closing: { of: 'branch' } },
  });
  const again = await put('/sign', closing);
  expect([again.status, again.body.code]).toEqual([409, 'already_closed']);
  expect((await take('/sign')).status).toBe(200);
  expect((await put('/sign', closing)).status).toBe(200);
  // customers in line now will still be called
  expect(await kiosk()).toMatchObject({ open: false, lineOver: false });
  weekday.after(24 * 3600);
  expect(await kiosk()).toMatchObject({ open: true });
  expect(await verifyBranch(stage.app, '1')).toEqual({ chain: [], rows: [] });
  await inDatabase("update signs set reason = 'other' where branch_id = '1' and queue = ''");
  expect((await verifyBranch(stage.app, '1')).chain).toEqual([
    expect.stringMatching(/^branch 1: signs 1\/: .*reason/),
  ]);
});

test('a past time, an unknown queue and an unknown word are refused', async () => {
  const past = await put('/sign', { ...closing, from: '08:00' });
  expect([past.status, past.body.code, past.body.errors]).toEqual([
    422,
    'time_passed',
    [expect.objectContaining({ field: 'from', got: '08:00' })],
  ]);
  expect((await put('/queues/none/sign', closing)).body.code).toBe('unknown_queue');
  expect((await put('/sign', { says: 'closed', reason: 'lunch' })).status).toBe(422);
});
