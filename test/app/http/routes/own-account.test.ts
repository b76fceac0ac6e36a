import { Client } from 'pg';
import { WebSocket } from 'ws';
import { hashPassword } from '../../../../src/app/vault/tokens';
import { until } from '../../../support/wait';
import { cookieOf, openStage, Stage } from '../stage';

/** Staff with their own password and sessions; an administrator with other people's. */

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const ANA = {
  username: 'ana.rojas',
  firstName: 'Ana',
  role: 'advisor',
  branches: ['1'],
  queues: { 1: ['caja'] },
} as const;

/** A person for this test, with a cheap hash: it is not about the cost of guessing. */
async function hire(id: string, username: string) {
  const passwordHash = await hashPassword('seis tazones', 4, 1);
  await stage.app.operations.saveStaff(
    { kind: 'system', id: 'test' },
    { ...ANA, id, username, active: true, passwordHash },
  );
}
const signIn = async (username: string, password = 'seis tazones') =>
  stage.ask('POST', '/api/sessions', { body: { username, password }, key: null });
const bearer = async (username: string, password?: string) =>
  `Bearer ${String((await signIn(username, password)).body.token)}`;
const change = (as: string, current: string, password: string) =>
  stage.ask('PUT', '/api/sessions/password', { as, body: { current, password }, key: null });
const holds = async (as: string) => (await stage.ask('GET', '/api/sessions', { as })).status;

test("changing one's password needs the current one, and ends every other session", async () => {
  await hire('ana', 'ana.rojas');
  const [here, elsewhere] = [await bearer('ana.rojas'), await bearer('ana.rojas')];
  const wrong = await change(here, 'seis tazas', 'lluvia sobre temuco');
  expect(wrong).toMatchObject({
    status: 403,
    body: { code: 'wrong_password', errors: [{ field: 'current' }] },
  });
  expect(wrong.text).not.toContain('tazas');
  for (const [password, code] of [
    ['Contraseña123', 'common_password'],
    ['AnaRojas2026', 'common_password'],
    ['seis tazones', 'same_password'],
    ['corta', 'invalid_body'],
  ]) {
    expect(await change(here, 'seis tazones', password)).toMatchObject({
      status: 422,
      body: { code, errors: [{ field: 'password' }] },
    });
  }
  expect(await holds(elsewhere)).toBe(200);
  const changed = await change(here, 'seis tazones', 'lluvia sobre temuco');
  expect(changed).toMatchObject({ status: 200, body: { staff: { id: 'ana' } } });
  expect([await holds(here), await holds(elsewhere)]).toEqual([401, 401]);
  expect(await holds(`Bearer ${String(changed.body.token)}`)).toBe(200);
  expect((await signIn('ana.rojas', 'seis tazones')).status).toBe(401);
  expect((await signIn('ana.rojas', 'lluvia sobre temuco')).status).toBe(201);
  // Her rights have not changed.
  const all = await stage.ask('GET', '/api/staff', { as: await stage.staff('admin-1') });
  const kept = { ...ANA, id: 'ana', active: true, branches: ['1'], signsInBy: 'password' };
  expect(all.body).toContainEqual(kept);
  // An administrator cannot set a password from the lists either.
  expect(
    await stage.ask('PUT', '/api/staff/ana', {
      as: await stage.staff('admin-1'),
      body: { ...ANA, password: 'Ticketero2026' },
    }),
  ).toMatchObject({ status: 422, body: { code: 'common_password' } });
});

test('sessions are listed and ended by their owner, and their sockets closed', async () => {
  await hire('eva', 'eva');
  const [one, two] = [await bearer('eva'), await bearer('eva')];
  const list = async (as: string) =>
    (await stage.ask('GET', '/api/sessions/mine', { as })).body as unknown as {
      id: string;
      current: boolean;
      endsAt: string;
    }[];
  const both = await list(one);
  expect(both.map(({ current }) => current).sort()).toEqual([false, true]);
  expect(Date.parse(both[0].endsAt)).toBeGreaterThan(Date.now());
  const socket = new WebSocket(
    `${stage.app.url.replace('http', 'ws')}/live?branch=1&view=advisor`,
    { headers: { Authorization: two } },
  );
  let closed = false;
  socket.on('close', () => {
    closed = true;
  });
  await new Promise((resolve) => socket.once('message', resolve));
  const other = both.find(({ current }) => !current)!;
  const end = (as: string, id: string) =>
    stage.ask('DELETE', `/api/sessions/mine/${id}`, { as, key: null });
  // Nobody can end another person's session: for them it does not exist.
  expect(await end(await stage.staff('advisor-2'), other.id)).toMatchObject({
    status: 404,
    body: { code: 'unknown_session' },
  });
  expect(await holds(two)).toBe(200);
  expect((await end(one, other.id)).status).toBe(204);
  expect([await holds(one), await holds(two)]).toEqual([200, 401]);
  await until(() => closed, 'the socket of the session that ended');
  expect(await list(one)).toHaveLength(1);
  expect((await end(one, other.id)).status).toBe(404);
});

test('an administrator sees where somebody is signed in, and signs them out', async () => {
  await hire('lea', 'lea');
  const as = await bearer('lea');
  const admin = await stage.staff('admin-1');
  const path = '/api/staff/lea/sessions';
  expect((await stage.ask('GET', path, { as: admin })).body).toMatchObject([{ current: false }]);
  expect((await stage.ask('GET', path, { as })).status).toBe(403);
  expect((await stage.ask('DELETE', path, { as: admin, key: null })).status).toBe(204);
  expect(await holds(as)).toBe(401);
  expect((await stage.ask('GET', path, { as: admin })).body).toEqual([]);
  const audit = await stage.ask('GET', '/api/branches/bank/audit?limit=1000', {
    as: await stage.staff('auditor-1'),
  });
  expect(audit.body.events).toContainEqual(
    expect.objectContaining({
      actor: { kind: 'staff', id: 'admin-1' },
      fact: expect.objectContaining({
        what: 'sessions-ended',
        subject: 'lea',
        details: { count: 1, ended: expect.any(String) },
      }),
    }),
  );
});

test('a new sign-in in the same browser ends the one before', async () => {
  await hire('noa', 'noa');
  const first = await signIn('noa');
  const again = await stage.ask('POST', '/api/sessions', {
    key: null,
    body: { username: 'noa', password: 'seis tazones' },
    headers: { Cookie: cookieOf(first), Origin: stage.app.url },
  });
  expect(again.status).toBe(201);
  expect(await holds(`Bearer ${String(first.body.token)}`)).toBe(401);
  expect(await holds(`Bearer ${String(again.body.token)}`)).toBe(200);
});

test('console keys follow their owner; two actions never share one', async () => {
  await hire('iris', 'iris');
  const [as, elsewhere] = [await bearer('iris'), await bearer('iris')];
  const path = '/api/sessions/keys';
  const choose = (body: unknown) => stage.ask('PUT', path, { as, body, key: null });
  const keys = async (who: string) => (await stage.ask('GET', path, { as: who })).body;
  expect(await keys(as)).toMatchObject({ on: true, own: {}, keys: { next: 'n', finish: 'f' } });
  expect(await choose({ keys: { finish: 'Ñ', hold: '', recall: 'F2' } })).toMatchObject({
    status: 200,
    body: { own: { finish: 'ñ', hold: '', recall: 'f2' }, keys: { finish: 'ñ', next: 'n' } },
  });
  // a conflict is refused, and changes nothing
  for (const [body, error] of [
    [{ keys: { finish: 'n' } }, { field: 'keys.finish', got: 'n', code: 'key_taken' }],
    [{ keys: { finish: 'x', hold: 'X' } }, { field: 'keys.hold', got: 'x', code: 'key_taken' }],
    [{ keys: { finish: '1' } }, { field: 'keys.finish', code: 'invalid_body' }],
    [{ keys: { finish: 'enter' } }, { field: 'keys.finish', code: 'invalid_body' }],
    [{ keys: { dance: 'x' } }, { field: 'keys.dance', code: 'invalid_body' }],
    [{ on: 'no' }, { field: 'on', code: 'invalid_body' }],
  ] as const) {
    const { code, ...fault } = error;
    expect(await choose(body)).toMatchObject({
      status: 422,
      body: { code, errors: [expect.objectContaining(fault)] },
    });
  }
  expect(await keys(elsewhere)).toMatchObject({ own: { finish: 'ñ', hold: '', recall: 'f2' } });
  expect(await keys(await stage.staff('advisor-1'))).toMatchObject({ own: {} });
  // swapped in one request, switched off, and back to the defaults
  expect((await choose({ on: false, keys: { finish: 'n', next: 'f' } })).body).toMatchObject({
    on: false,
    keys: { finish: 'n', next: 'f' },
  });
  expect((await choose({})).body).toMatchObject({ on: true, own: {} });
});

test('the last administrator of the whole bank stays one, and signed in', async () => {
  const admin = await stage.staff('admin-1');
  const body = { username: 'admin-1', firstName: 'Ana', active: true, queues: {} };
  const save = (id: string, rights: object) =>
    stage.ask('PUT', `/api/staff/${id}`, { as: admin, body: { ...body, ...rights } });
  const all = { role: 'admin', branches: 'all' };
  for (const less of [
    { ...all, active: false },
    { ...all, branches: ['1'] },
    { role: 'supervisor', branches: 'all' },
  ]) {
    expect(await save('admin-1', less)).toMatchObject({
      status: 409,
      body: { code: 'last_admin', errors: [{ field: 'role' }] },
    });
  }
  // An administrator of some branches, or a closed account, could not configure the bank either.
  const other = { username: 'admin-2', password: 'otra clave larga' };
  expect((await save('admin-2', { ...other, ...all, branches: ['1'] })).status).toBe(200);
  expect((await save('admin-1', { ...all, branches: ['1'] })).body.code).toBe('last_admin');
  expect((await save('admin-2', { ...other, ...all })).status).toBe(200);
  // Two administrators close each other at the same time: one of them is left.
  const second = `Bearer ${
    (
      await stage.call('POST /api/sessions', {
        body: { username: other.username, password: other.password },
      })
    ).token
  }`;
  const ends = await Promise.all([
    stage.ask('PUT', '/api/staff/admin-2', {
      as: admin,
      body: { ...body, username: other.username, ...all, active: false },
    }),
    stage.ask('PUT', '/api/staff/admin-1', {
      as: second,
      body: { ...body, ...all, active: false },
    }),
  ]);
  expect(ends.filter(({ status }) => status === 200)).toHaveLength(1);
});

test('asking how long a session lasts does not count as use, and reports its end', async () => {
  await hire('ida', 'ida');
  const as = await bearer('ida');
  const left = () => stage.ask('GET', '/api/sessions/left', { as });
  const client = new Client({ connectionString: stage.databaseUrl });
  await client.connect();
  const idleUntil = `select idle_until from sessions where staff_id = 'ida'`;
  await client.query("update sessions set idle_until = idle_until - 600000 where staff_id = 'ida'");
  const before = (await client.query(idleUntil)).rows;
  const { status, body } = await left();
  expect(status).toBe(200);
  expect(body.leftMs).toBeLessThanOrEqual(50 * 60_000);
  expect(body.leftMs).toBeGreaterThan(0);
  expect((await client.query(idleUntil)).rows).toEqual(before);
  await client.end();
  expect((await stage.ask('DELETE', '/api/sessions', { as, key: null })).status).toBe(204);
  expect(await left()).toMatchObject({ status: 401, body: { code: 'sign_in_required' } });
});
