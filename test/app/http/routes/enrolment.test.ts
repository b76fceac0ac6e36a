import { Client } from 'pg';
import { cookieOf, openStage, Stage } from '../stage';

/** How devices, demo staff and the first administrator get in, and stay out. */

let stage: Stage;
beforeAll(async () => {
  stage = await openStage({ demo: { token: 'printed-by-this-start' } });
});
afterAll(() => stage.close());

const enrol = (code: string) =>
  stage.ask('POST', '/api/devices/enrol', { body: { code }, key: null });

test('a revoked device is turned away, and its old code does not bring it back', async () => {
  const admin = await stage.staff('admin-1');
  const made = await stage.ask('PUT', '/api/devices/lobby', {
    as: admin,
    body: { kind: 'kiosk', branch: '1', label: 'Lobby' },
  });
  const as = `Bearer ${String((await enrol(String(made.body.code))).body.token)}`;
  await stage.ask('PUT', '/api/devices/lobby', {
    as: admin,
    body: { kind: 'kiosk', branch: '1', label: 'Lobby', revoked: true },
  });
  expect(
    await stage.ask('POST', '/api/branches/1/tickets', { as, body: { queue: 'caja' } }),
  ).toMatchObject({ status: 401, body: { code: 'unknown_token' } });
  expect((await enrol(String(made.body.code))).status).toBe(404);
});

test('a device keeps its kind and branch: no event says that it moved', async () => {
  const as = await stage.staff('admin-1');
  const made = { kind: 'kiosk', branch: '1', label: 'Lobby 3', newCode: true };
  const save = (more: object) =>
    stage.ask('PUT', '/api/devices/lobby-3', { as, body: { ...made, ...more } });
  const { code } = (await save({})).body;
  const kiosk = `Bearer ${String((await enrol(String(code))).body.token)}`;
  const told = async () => (await stage.app.operations.readAudit('bank', 0, 1000)).events.length;
  const before = await told();
  for (const more of [{ branch: '2' }, { kind: 'display' }, { branch: '2', revoked: true }]) {
    expect(await save(more)).toMatchObject({ status: 409, body: { code: 'device_stays' } });
  }
  expect(await told()).toBe(before);
  expect((await stage.ask('GET', '/api/branches/1/kiosk', { as: kiosk })).status).toBe(200);
  expect((await save({ label: 'Hall', newCode: false })).status).toBe(200);
});

test('a device in use keeps its permission; a revoked one does not get it back', async () => {
  const as = await stage.staff('admin-1');
  const lobby = { kind: 'kiosk', branch: '1', label: 'Lobby 2' };
  const { code } = (await stage.ask('PUT', '/api/devices/lobby-2', { as, body: lobby })).body;
  const Cookie = cookieOf(await enrol(String(code)));
  const read = () => stage.ask('GET', '/api/branches/1/kiosk', { headers: { Cookie } });
  const renewed = (await read()).headers.getSetCookie();
  expect(renewed).toEqual([expect.stringContaining(Cookie)]);
  expect(renewed[0]).toMatch(/HttpOnly; SameSite=Strict; Max-Age=31536000/);
  // a member of staff on the same page has no device to renew
  expect((await stage.ask('GET', '/api/branches/1/kiosk', { as })).headers.getSetCookie()).toEqual(
    [],
  );
  expect(
    await stage.ask('PUT', '/api/devices/lobby-2', { as, body: { ...lobby, revoked: true } }),
  ).toMatchObject({ status: 200, body: { code: null } });
  const refused = await read();
  expect([refused.status, refused.headers.getSetCookie()]).toEqual([401, []]);
});

test("one click signs in to the demo: with this start's token, on this machine only", async () => {
  const click = (path: string) => stage.ask('GET', path);
  const answer = await click('/sign-in/demo?as=supervisor-1&token=printed-by-this-start');
  expect(answer.status).toBe(303);
  expect(answer.headers.get('location')).toBe('/supervisor');
  expect(
    (await stage.ask('GET', '/api/branches/1/floor', { headers: { Cookie: cookieOf(answer) } }))
      .status,
  ).toBe(200);
  for (const path of [
    '/sign-in/demo',
    '/sign-in/demo?as=supervisor-1',
    '/sign-in/demo?as=supervisor-1&token=other',
    '/sign-in/demo?as=a&as=b&token=printed-by-this-start',
  ]) {
    expect(await click(path)).toMatchObject({
      status: 404,
      type: expect.stringContaining('problem'),
    });
  }
  const old = await stage.ask('GET', '/sign-in/demo?as=supervisor-1&token=other', {
    headers: { Accept: 'text/html,*/*;q=0.8' },
  });
  expect(old).toMatchObject({
    status: 404,
    type: expect.stringContaining('text/html'),
    text: expect.stringContaining('the sign-in links that npm start has printed this time'),
  });
  expect((await click('/sign-in/demo?as=nobody&token=printed-by-this-start')).status).toBe(401);
});

test("without a demo no link works; the deployment's code works once", async () => {
  const bare = await openStage({ adminCode: 'the-code-of-this-deployment' });
  try {
    expect((await bare.ask('GET', '/sign-in/demo?as=admin-1&token=undefined')).status).toBe(404);
    const client = new Client({ connectionString: bare.databaseUrl });
    await client.connect();
    await client.query("update staff set active = false where role = 'admin'");
    await client.end();
    const first = (code: string, password = 'a long password') =>
      bare.ask('POST', '/api/sessions/first-admin', {
        key: null,
        body: { code, username: 'root', password },
      });
    expect(await first('the-code-of-another')).toMatchObject({
      status: 403,
      body: { code: 'first_admin_refused' },
    });
    expect(await first('the-code-of-this-deployment', 'short')).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'password', got: 'a string', wants: 'at least 12 characters' }] },
    });
    const made = await first('the-code-of-this-deployment');
    expect(made).toMatchObject({
      status: 201,
      body: { staff: { username: 'root', role: 'admin' } },
    });
    expect(
      (await bare.ask('GET', '/api/staff', { as: `Bearer ${String(made.body.token)}` })).status,
    ).toBe(200);
    expect((await first('the-code-of-this-deployment')).status).toBe(403);
    for (let guess = 0; guess < 3; guess += 1) await first(`guess ${guess}`);
    expect((await first('the-code-of-this-deployment')).status).toBe(429);
  } finally {
    await bare.close();
  }
});
