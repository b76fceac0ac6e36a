import { openStage, Stage } from './stage';

/**
 * Every route with every role: those who may not use it are refused before anything is read or
 * done.
 */

let stage: Stage;
let tokens: Readonly<Record<string, string | undefined>>;
let ticket: string;
beforeAll(async () => {
  stage = await openStage();
  const mine = await stage.ticket();
  ticket = mine.id;
  tokens = {
    host: await stage.staff('host-1'),
    advisor: await stage.staff('advisor-1'),
    supervisor: await stage.staff('supervisor-1'),
    admin: await stage.staff('admin-1'),
    auditor: await stage.staff('auditor-1'),
    kiosk: await stage.device('kiosk-1'),
    display: await stage.device('display-1'),
    customer: mine.as,
    printer: `Basic ${Buffer.from('printer-1:printer-1').toString('base64')}`,
  };
}, 120_000);
afterAll(() => stage.close());

const fill = (path: string, branch: string) =>
  path
    .replace('{branch}', branch)
    .replace('{ticket}', ticket)
    .replace('{number}', 'C01')
    .replace('{report}', 'waits.csv')
    .replace('{webhook}', ticket)
    .replace(/\{\w+\}/g, 'some-thing');
/** A body that no route accepts, so that nothing happens where the role is allowed. */
const wrong = { 'no such member': true };
const open = ['anybody'];

test('without a token: 401, with how to get one', async () => {
  for (const { method, path, operation } of stage.contract.routes) {
    if (operation['x-who'].some((who) => open.includes(who))) continue;
    const answer = await stage.ask(method, fill(path, '1'), {
      body: method === 'GET' ? undefined : wrong,
    });
    expect([method, path, answer.status, answer.body.code]).toEqual([
      method,
      path,
      401,
      'sign_in_required',
    ]);
    expect(answer.headers.get('www-authenticate')).toBe(
      operation['x-who'].includes('customer')
        ? 'Ticket'
        : path === '/api/cloudprnt'
          ? 'Basic realm="Ticketero", charset="UTF-8"'
          : 'Bearer',
    );
  }
});

test('with another role: 403; with the right one the body is read', async () => {
  for (const { method, path, operation } of stage.contract.routes) {
    const who = operation['x-who'];
    if (who.some((each) => open.includes(each))) continue;
    for (const [name, as] of Object.entries(tokens)) {
      const answer = await stage.ask(method, fill(path, '1'), {
        as,
        body: method === 'GET' ? undefined : wrong,
      });
      const refused = answer.status === 403 || answer.status === 401;
      expect([method, path, name, refused ? 'refused' : 'let in']).toEqual([
        method,
        path,
        name,
        who.includes(name) ? 'let in' : 'refused',
      ]);
      if (!refused && method !== 'GET') {
        expect([method, path, name, answer.status, answer.body.code]).toEqual([
          method,
          path,
          name,
          422,
          'invalid_body',
        ]);
      }
    }
  }
}, 60_000);

test('at another branch: 403 on every route for staff of one branch', async () => {
  for (const { method, path, operation } of stage.contract.routes.filter((each) =>
    each.path.includes('{branch}'),
  )) {
    for (const [name, as] of Object.entries(tokens).filter(
      ([each]) =>
        ['advisor', 'kiosk', 'display'].includes(each) && operation['x-who'].includes(each),
    )) {
      const answer = await stage.ask(method, fill(path, '2'), {
        as,
        body: method === 'GET' ? undefined : wrong,
      });
      expect([
        method,
        path,
        name,
        answer.status,
        answer.body.code,
        answer.body.errors?.[0],
      ]).toEqual([
        method,
        path,
        name,
        403,
        'not_your_branch',
        { field: 'branch', got: '2', wants: 'a branch of yours' },
      ]);
    }
  }
});

test('a kiosk of another branch issues no ticket here', async () => {
  expect(
    await stage.ask('POST', '/api/branches/2/tickets', {
      as: tokens.kiosk,
      body: { queue: 'caja' },
    }),
  ).toMatchObject({ status: 403, body: { errors: [{ field: 'branch', got: '2' }] } });
});

test("a branch's administrator configures that branch, but not the bank or staff", async () => {
  const admin = tokens.admin;
  await stage.ask('PUT', '/api/staff/local', {
    as: admin,
    body: {
      username: 'local',
      firstName: 'L',
      role: 'admin',
      branches: ['2'],
      password: 'demo demo demo',
    },
  });
  const signed = await stage.ask('POST', '/api/sessions', {
    body: { username: 'local', password: 'demo demo demo' },
  });
  const as = `Bearer ${String(signed.body.token)}`;
  expect((await stage.ask('GET', '/api/branches/2/settings', { as })).status).toBe(200);
  expect(
    (await stage.ask('PUT', '/api/branches/2/counters/9', { as, body: { label: '9' } })).status,
  ).toBe(200);
  for (const [method, path, body] of [
    ['GET', '/api/branches/1/settings'],
    ['GET', '/api/branches/bank/settings'],
    ['PUT', '/api/branches/1/counters/9', { label: '9' }],
    ['GET', '/api/staff'],
    [
      'PUT',
      '/api/staff/local',
      { username: 'local', firstName: 'L', role: 'admin', branches: 'all' },
    ],
    ['PUT', '/api/branches/2', { name: 'Mine' }],
    ['POST', '/api/customers/export', { nationalId: '7654321-6' }],
  ] as const) {
    expect([path, (await stage.ask(method, path, { as, body })).status]).toEqual([path, 403]);
  }
});
