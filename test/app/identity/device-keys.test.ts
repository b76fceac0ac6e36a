import { Client, Pool } from 'pg';
import { WebSocket } from 'ws';
import { createIdentityStore } from '../../../src/app/db/stores/identity-store';
import { createDeviceLimits } from '../../../src/app/http/guard/device-limits';
import { Route } from '../../../src/app/http/request/route';
import { cacheKey } from '../../../src/app/identity/cache-key';
import { createDeviceKeys, DeviceKeysDeps } from '../../../src/app/identity/device-keys';
import { createLog } from '../../../src/app/log';
import { verifyChains } from '../../../src/app/operations/reads/verify';
import { createCache } from '../../../src/app/redis/cache';
import { createLimiter } from '../../../src/app/redis/limiter';
import { hashToken, newToken } from '../../../src/app/vault/tokens';
import { quietFor, until } from '../../support/wait';
import { Answer, cookieOf, openStage, Stage } from '../http/stage';

/** Keys of kiosks and displays replace one another; a client that shows an old one is detected. */

let stage: Stage;
let admin: string;
let database: Client;
beforeAll(async () => {
  stage = await openStage({ viewerAddressHeader: 'x-viewer' });
  admin = await stage.staff('admin-1');
  database = new Client({ connectionString: stage.databaseUrl });
  await database.connect();
});
afterAll(async () => {
  await database.end();
  await stage.close();
});

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Lets this many hours pass for every key. */
const pass = (hours: number) =>
  database.query(`update device_tokens set given_at = given_at - $1, ends_at = ends_at - $1`, [
    hours * HOUR,
  ]);
/** An instance caches what it knows about a token for two seconds. */
const remembered = () => quietFor(2_100);

async function enrolled(id: string, kind = 'kiosk'): Promise<string> {
  const { code } = (
    await stage.ask('PUT', `/api/devices/${id}`, {
      as: admin,
      body: { kind, branch: '1', label: id },
    })
  ).body;
  return cookieOf(await stage.ask('POST', '/api/devices/enrol', { body: { code }, key: null }));
}
const word = (Cookie: string): Promise<Answer> =>
  stage.ask('PUT', '/api/branches/1/devices/me', {
    headers: { Cookie, Origin: stage.app.url },
    body: { page: '7f0c4f6e-4a52-4d6f-9f0a-3f6f2a1c1d11', version: 'test', cuts: 0 },
  });
const read = (Cookie: string) =>
  stage.ask('GET', '/api/branches/1/directory', { headers: { Cookie } });
const factsOf = async (device: string): Promise<readonly string[]> =>
  (
    await database.query<{ what: string }>(
      `select body::jsonb->'fact'->>'what' as what from events
        where branch_id = 'bank' and body::jsonb->'fact'->>'subject' = $1 order by seq`,
      [device],
    )
  ).rows.map(({ what }) => what);
const faults = async () =>
  (await verifyChains(stage.app.audit, stage.app.vault)).flatMap((report) => report.faults);

test('a key in use gets a successor, which ends it after a grace period', async () => {
  const pool = new Pool({ connectionString: stage.databaseUrl });
  await enrolled('steady');
  let now = Date.now();
  const [told, dropped]: string[][] = [[], []];
  const deps: DeviceKeysDeps = {
    store: createIdentityStore(pool),
    cache: { ...createCache(undefined), drop: async (key) => void dropped.push(key) },
    secrets: { newToken, hashToken, digest: (text) => text },
    record: async (_, __, facts) => {
      told.push(...facts.map((fact) => (fact.type === 'BankFact' ? fact.what : '')));
    },
    clock: () => now,
    log: createLog('silent', 'keys'),
  };
  const [keys, elsewhere] = [createDeviceKeys(deps), createDeviceKeys(deps)];
  const owner = async (token: string, again = false) =>
    (await keys.owner(hashToken(token), now, again))?.id;
  const next = async (token: string) => {
    now += 3 * MINUTE;
    return keys.successor(token, 'steady');
  };
  try {
    const first = newToken();
    await pool.query(
      `with before as (delete from device_tokens where device_id = 'steady')
       insert into device_tokens (token_hash, device_id, line, given_at, used_at)
       values ($1, 'steady', $1, $2, $2)`,
      [hashToken(first), now],
    );
    expect(await next(first)).toBeUndefined();
    now += DAY;
    expect(await keys.successor(first, 'another')).toBeUndefined();
    // The first answer is lost: the key stays valid, and another successor is issued.
    const lost = await next(first);
    expect([await owner(first), await keys.successor(first, 'steady')]).toEqual([
      'steady',
      undefined,
    ]);
    // nor from another instance, which would end the one just issued
    expect(await elsewhere.successor(first, 'steady')).toBeUndefined();
    const second = (await next(first))!;
    expect([await owner(lost!), await owner(second)]).toEqual([undefined, 'steady']);
    expect(told).toEqual(['device-key-renewed', 'device-key-renewed', 'device-key-taken']);
    // An older answer overtook it: within the grace period the old key gets a successor again.
    const third = (await next(first))!;
    expect(await owner(third)).toBe('steady');
    now += 11 * MINUTE;
    // A socket opened with an old key is not a thief, and may come back.
    expect([await owner(first, true), await keys.replaced(first)]).toEqual([undefined, true]);
    expect(await owner(third)).toBe('steady');
    // A new request with the old key is a theft: both keys end, and it is reported once.
    expect(await Promise.all([owner(first), owner(first)])).toEqual([undefined, undefined]);
    expect([await owner(third), await keys.replaced(third)]).toEqual([undefined, false]);
    // and no instance remembers either
    expect(dropped).toEqual(
      expect.arrayContaining([first, third].map((each) => cacheKey(hashToken(each)))),
    );
    expect(told.filter((what) => what === 'device-key-reused')).toHaveLength(1);
  } finally {
    await pool.end();
  }
});

test('the cookie changes; a copy of the old one ends both, and sockets at once', async () => {
  const first = await enrolled('lobby-9');
  const socketOf = (Cookie: string) => {
    const { port, url } = stage.app;
    const headers = { Cookie, Origin: url };
    const socket = new WebSocket(`ws://127.0.0.1:${port}/live?branch=1&view=display`, { headers });
    socket.on('error', () => undefined);
    return socket;
  };
  await pass(25);
  const second = cookieOf(await word(first));
  expect(second).toMatch(/^ticketero_device=/);
  expect(second).not.toBe(first);
  expect([(await read(first)).status, (await read(second)).status]).toEqual([200, 200]);
  expect(await faults()).toEqual([]);
  const screen = socketOf(second);
  let closed = 0;
  screen.on('close', (code) => (closed = code));
  await until(async () => screen.readyState === WebSocket.OPEN, 'the screen');
  await pass(1);
  await remembered();
  expect((await read(first)).status).toBe(401);
  await until(async () => closed === 4401, 'the screen closes');
  expect([(await read(second)).status, (await word(second)).status]).toEqual([401, 401]);
  expect(await factsOf('lobby-9')).toEqual([
    'device-saved',
    'device-enrolled',
    'device-key-renewed',
    'device-key-taken',
    'device-key-reused',
  ]);
  expect(await faults()).toEqual([]);
});

test('a replaced key that would not end is found by the proof', async () => {
  const first = await enrolled('lobby-10');
  await pass(25);
  expect((await read(cookieOf(await word(first)))).status).toBe(200);
  await database.query("update device_tokens set ends_at = null where device_id = 'lobby-10'");
  expect(await faults()).toEqual([
    'device lobby-10 has a key that was replaced, and that would not end',
  ]);
  await database.query("delete from device_tokens where device_id = 'lobby-10'");
});

test('a new enrolment ends the one before', async () => {
  const first = await enrolled('lobby-11');
  const second = await enrolled('lobby-11');
  await remembered();
  expect([(await read(first)).status, (await read(second)).status]).toEqual([401, 200]);
});

test('a copied cookie issues nothing from elsewhere, and the kiosk keeps its limit', async () => {
  const stolen = await enrolled('copied');
  const from = (address: string) => ({
    Cookie: stolen,
    Origin: stage.app.url,
    'x-viewer': address,
  });
  const take = async (address: string) => {
    const body = { queue: 'caja' };
    return stage.ask('POST', '/api/branches/1/tickets', { headers: from(address), body });
  };
  const flood = async (address: string, times: number) => {
    const answers = await Promise.all(Array.from({ length: times }, () => take(address)));
    return answers.filter(({ status }) => status === 201).length;
  };
  expect(
    await stage.ask('PUT', '/api/branches/1/devices/me', {
      headers: from('10.0.0.1'),
      body: { page: '7f0c4f6e-4a52-4d6f-9f0a-3f6f2a1c1d11', version: 'test', cuts: 0 },
    }),
  ).toMatchObject({ status: 200 });
  expect(await flood('203.0.113.9', 70)).toBe(60);
  const refused = await take('203.0.113.9');
  expect([refused.status, refused.body.code]).toEqual([429, 'too_many_requests']);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(await flood('10.0.0.1', 70)).toBe(70);
});

test('one kiosk takes at most the allowed tickets a minute', async () => {
  const limiter = createLimiter(undefined);
  const limited = createDeviceLimits({
    limiter,
    cache: createCache(undefined),
    operations: stage.app.operations,
    clock: Date.now,
    fingerprint: (text) => text,
  });
  const issue = { method: 'POST', path: '/api/branches/:branch/tickets' } as Route;
  const call = {
    viewer: { kind: 'device', device: 'kiosk-1', deviceKind: 'kiosk', branch: '1' },
    address: '10.0.0.1',
  } as const;
  for (let n = 0; n < 1_200; n += 1) await limited(issue, call);
  await expect(limited(issue, call)).rejects.toMatchObject({ status: 429 });
  const other = { ...call, viewer: { ...call.viewer, device: 'kiosk-2' } };
  await expect(limited(issue, other)).resolves.toBeUndefined();
});
