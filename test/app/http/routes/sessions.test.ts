import { Client } from 'pg';
import { WebSocket } from 'ws';
import { hashPassword, hashToken } from '../../../../src/app/vault/tokens';
import { until } from '../../../support/wait';
import { cookieOf, openStage, Stage } from '../stage';

let stage: Stage;
let origin: string;
beforeAll(async () => {
  stage = await openStage();
  origin = stage.app.url;
});
afterAll(() => stage.close());

const signIn = (username: string, password = 'demo') =>
  stage.ask('POST', '/api/sessions', { body: { username, password }, key: null });
const enrol = (code: string, cookie?: string) =>
  stage.ask('POST', '/api/devices/enrol', {
    body: { code },
    key: null,
    headers: cookie ? { Cookie: cookie } : {},
  });
async function query(text: string, values: readonly unknown[] = []) {
  const client = new Client({ connectionString: stage.databaseUrl });
  await client.connect();
  try {
    return (await client.query(text, values as unknown[])).rows as Record<string, string>[];
  } finally {
    await client.end();
  }
}

test('the cookie is for HTTP and this site only, and its content is in no database', async () => {
  const answer = await signIn('advisor-1');
  const [cookie] = answer.headers.getSetCookie();
  expect(cookie).toMatch(
    /^ticketero_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Max-Age=43200$/,
  );
  const token = String(answer.body.token);
  const rows = await query('select * from sessions where token_hash = $1', [hashToken(token)]);
  expect(rows).toHaveLength(1);
  expect(JSON.stringify(rows)).not.toContain(token);
});

test('a wrong password and an unknown name get the same answer', async () => {
  const [wrong, unknown] = [await signIn('advisor-1', 'Demo'), await signIn('nobody', 'demo')];
  expect(wrong.status).toBe(401);
  expect(unknown.text).toBe(wrong.text);
  expect(wrong.body).toMatchObject({ code: 'wrong_credentials' });
  expect(await query('select username, failures from failed_sign_ins order by username')).toEqual([
    // The unknown name may be anything that was typed, so it is not kept.
    { username: '', failures: 1 },
    { username: 'advisor-1', failures: 1 },
  ]);
});

test("failed sign-ins reach the bank's chain by staff id, without name or address", async () => {
  await signIn('supervisor-1', 'guess');
  await stage.app.run({
    branch: 'bank',
    actor: { kind: 'system', id: 'sweep' },
    load: {},
    change: { kind: 'failed-sign-ins' },
    command: { type: 'Record', facts: [] },
  });
  const audit = await stage.ask('GET', '/api/branches/bank/audit?limit=1000', {
    as: await stage.staff('auditor-1'),
  });
  const failed = (audit.body.events as readonly { fact: { what?: string; subject?: string } }[])
    .filter((each) => each.fact.what === 'sign-ins-failed')
    .map((each) => each.fact.subject);
  expect(failed).toEqual(expect.arrayContaining(['supervisor-1', 'unknown']));
  expect(audit.text).not.toContain('nobody');
});

test('guessing is stopped: 429, with the time to come back', async () => {
  // A cheap hash: this test is about counting guesses, not about their cost.
  const passwordHash = await hashPassword('right', 4, 1);
  await stage.app.operations.saveStaff(
    { kind: 'system', id: 'test' },
    {
      id: 'guessed',
      username: 'guessed',
      firstName: 'G',
      role: 'auditor',
      branches: ['1'],
      active: true,
      queues: {},
      passwordHash,
    },
  );
  const guesses = [];
  for (let guess = 0; guess < 35; guess += 1) {
    guesses.push(
      await stage.ask('POST', '/api/sessions', {
        body: { username: 'guessed', password: String(guess) },
        key: null,
      }),
    );
  }
  const refused = guesses.filter((each) => each.status === 429);
  expect(guesses.slice(0, 30).map((each) => each.status)).toEqual(
    Array.from({ length: 30 }, () => 401),
  );
  expect(refused).toHaveLength(5);
  expect(Number(refused[0].headers.get('retry-after'))).toBeGreaterThan(0);
  expect(refused[0].body).toMatchObject({ code: 'too_many_requests' });
  expect((await signIn('guessed', 'right')).status).toBe(429);
  // Others at the same address can still sign in.
  expect((await signIn('advisor-2')).status).toBe(201);
});

test('a cookie is accepted only from our own pages', async () => {
  const cookie = cookieOf(await enrol('kiosk-1'));
  const issue = (headers: Record<string, string>) =>
    stage.ask('POST', '/api/branches/1/tickets', {
      body: { queue: 'caja' },
      headers: { Cookie: cookie, ...headers },
    });
  for (const from of [{}, { Origin: 'https://evil.example' }, { Origin: 'null' }]) {
    expect(await issue(from as Record<string, string>)).toMatchObject({
      status: 403,
      body: { code: 'wrong_origin', errors: [{ field: 'Origin' }] },
    });
  }
  expect((await issue({ Origin: origin })).status).toBe(201);
  // Reads need no origin: another site cannot see the answer.
  expect(
    (await stage.ask('GET', '/api/branches/1/kiosk', { headers: { Cookie: cookie } })).status,
  ).toBe(200);
});

test('a bearer token needs no origin', async () => {
  expect(
    (
      await stage.ask('POST', '/api/branches/1/tickets', {
        as: await stage.device('kiosk-1'),
        body: { queue: 'caja' },
        headers: { Origin: 'https://partner.example' },
      })
    ).status,
  ).toBe(201);
});

test("sockets: a cookie with a matching origin, a bearer token, or a ticket's key", async () => {
  const open = (path: string, headers: Record<string, string>, protocols: string[] = []) =>
    new Promise<number>((resolve) => {
      const socket = new WebSocket(`${origin.replace('http', 'ws')}${path}`, protocols, {
        headers,
      });
      socket.on('open', () => {
        socket.close();
        resolve(101);
      });
      socket.on('unexpected-response', (_, response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      });
      socket.on('error', () => undefined);
    });
  const cookie = cookieOf(await signIn('supervisor-1'));
  const floor = '/live?branch=1&view=floor';
  expect(await open(floor, { Cookie: cookie, Origin: origin })).toBe(101);
  expect(await open(floor, { Cookie: cookie, Origin: 'https://evil.example' })).toBe(401);
  expect(await open(floor, { Cookie: cookie })).toBe(401);
  expect(await open(floor, { Authorization: await stage.staff('supervisor-1') })).toBe(101);
  expect(await open(floor, { Authorization: await stage.staff('advisor-1') })).toBe(403);
  const mine = await stage.ticket();
  expect(
    await open('/live?branch=1&view=ticket', { Origin: origin }, ['ticketero.1', mine.key]),
  ).toBe(101);
  expect(
    await open('/live?branch=1&view=ticket', { Origin: origin }, [
      'ticketero.1',
      '1aaaaaaaaaaaaaaaaaaaaaa',
    ]),
  ).toBe(401);
  expect(await open('/live?branch=2&view=ticket', { Origin: origin }, [mine.key])).toBe(403);
});

test('one browser is kiosk, display and advisor at once, each within its own rights', async () => {
  const first = cookieOf(await enrol('kiosk-1'));
  const both = cookieOf(await enrol('display-1', first));
  const all = `${both}; ${cookieOf(await signIn('supervisor-1'))}`;
  const headers = { Cookie: all, Origin: origin };
  expect((await stage.ask('GET', '/api/sessions', { headers })).body).toMatchObject({
    staff: { id: 'supervisor-1' },
    devices: [{ id: 'display-1' }, { id: 'kiosk-1' }],
  });
  expect(
    (await stage.ask('POST', '/api/branches/1/tickets', { headers, body: { queue: 'caja' } }))
      .status,
  ).toBe(201);
  const [{ actor }] = await query(
    'select actor from events where branch_id = $1 order by seq desc limit 1',
    ['1'],
  );
  expect(actor).toBe('kiosk:kiosk-1');
  expect((await stage.ask('GET', '/api/branches/1/floor', { headers })).status).toBe(200);
  // Enrolled again as the same kind: the old token is dropped.
  expect(
    cookieOf(await enrol('kiosk-1', both))
      .split('=')[1]
      .split('.'),
  ).toHaveLength(2);
});

test('signing out ends the session everywhere it counts', async () => {
  const answer = await signIn('advisor-3');
  const as = `Bearer ${String(answer.body.token)}`;
  expect((await stage.ask('GET', '/api/sessions', { as })).status).toBe(200);
  const out = await stage.ask('DELETE', '/api/sessions', {
    headers: { Cookie: cookieOf(answer), Origin: origin },
  });
  expect(out.status).toBe(204);
  expect(out.headers.getSetCookie()[0]).toContain('ticketero_session=; ');
  expect(await stage.ask('GET', '/api/branches/1/kiosk', { as })).toMatchObject({
    status: 401,
    body: { code: 'unknown_token' },
  });
});

test('a new password, changed rights or deactivation end the sessions at once', async () => {
  const admin = await stage.staff('admin-1');
  const body = {
    username: 'eva',
    firstName: 'Eva',
    role: 'advisor',
    branches: ['1'],
    queues: { 1: ['caja'] },
  };
  const save = (more: object) =>
    stage.ask('PUT', '/api/staff/eva', { as: admin, body: { ...body, ...more } });
  const works = async (password: string) => {
    const answer = await signIn('eva', password);
    return answer.status === 201 ? `Bearer ${String(answer.body.token)}` : undefined;
  };
  const holds = async (as: string) =>
    (await stage.ask('GET', '/api/branches/1/kiosk', { as })).status;
  await save({ password: 'first password' });
  const one = (await works('first password'))!;
  expect(await holds(one)).toBe(200);
  // A new name does not change any rights.
  await save({ firstName: 'Evita' });
  expect(await holds(one)).toBe(200);
  await save({ role: 'supervisor' });
  expect(await holds(one)).toBe(401);
  const two = (await works('first password'))!;
  await save({ role: 'supervisor', password: 'second password' });
  expect(await holds(two)).toBe(401);
  expect(await works('first password')).toBeUndefined();
  const three = (await works('second password'))!;
  await save({ role: 'supervisor', active: false });
  expect(await holds(three)).toBe(401);
  expect(await works('second password')).toBeUndefined();
});

test('a session left idle ends; one in use does not', async () => {
  const as = `Bearer ${String((await signIn('advisor-2')).body.token)}`;
  const hash = hashToken(as.slice(7));
  await query('update sessions set idle_until = $2 where token_hash = $1', [
    hash,
    Date.now() + 50 * 60_000,
  ]);
  expect((await stage.ask('GET', '/api/sessions', { as })).status).toBe(200);
  // In use: valid for another hour, which is written in the background.
  await until(async () => {
    const [{ idle_until }] = await query('select idle_until from sessions where token_hash = $1', [
      hash,
    ]);
    return Number(idle_until) - Date.now() > 59 * 60_000;
  }, 'another hour');

  const other = `Bearer ${String((await signIn('advisor-2')).body.token)}`;
  await query('update sessions set idle_until = $2 where token_hash = $1', [
    hashToken(other.slice(7)),
    Date.now() - 1,
  ]);
  expect((await stage.ask('GET', '/api/sessions', { as: other })).status).toBe(401);
});
