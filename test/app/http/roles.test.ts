import Router from '@koa/router';
import { WebSocket } from 'ws';
import { HttpDeps } from '../../../src/app/http/request/deps';
import { plainRoutes } from '../../../src/app/http/serve/plain-routes';
import { allowed, Door, watched } from '../../../src/app/identity/policy';
import { webhookPath, webhookToken } from '../../../src/app/plugins/telegram/settings';
import { createTelegram } from '../../../src/app/plugins/telegram/telegram';
import { createWebhooks } from '../../../src/app/plugins/webhooks/webhooks';
import { viewName } from '../../../src/app/wire/enums';
import { DocumentedRoute } from './contract';
import { doors, openPaths } from './roles/doors';
import { identities, Identity } from './roles/identities';
import {
  asked,
  doorOf,
  isAt,
  named,
  outcome,
  UNREAD,
  verdict,
  verdictOnView,
  WATCHED,
} from './roles/verdict';
import { openStage, Stage } from './stage';

/**
 * Every route, live view and plugin route, with every kind of caller, at their own branch, another
 * one, the bank and one that does not exist: without the right a caller is refused before anything
 * is read or done.
 */

const SECRET = 'a-webhook-secret-of-32-characters';
const BRANCHES = ['1', '2', 'bank', 'no-such'] as const;
let stage: Stage;
let everybody: readonly Identity[];
let ticket: string;
beforeAll(async () => {
  stage = await openStage({
    plugins: [
      createTelegram({ token: '1:x', webhookSecret: SECRET, apiRoot: 'http://127.0.0.1:9' }),
      createWebhooks(),
    ],
  });
  everybody = await identities(stage);
  ticket = everybody.find((each) => each.ticket)!.ticket!;
});
afterAll(() => stage?.close());

test('the list of doors has every route, each with its door', () => {
  const routes = stage.contract.routes.map(named);
  expect(routes.sort()).toEqual(Object.keys(doors).sort());
  for (const { method, path, operation } of stage.contract.routes) {
    const door = doors[named({ method, path }) as keyof typeof doors];
    expect([method, path, operation['x-who']]).toEqual([method, path, whoOf(door)]);
  }
});
const whoOf = (door: Door): readonly string[] =>
  door === 'ticket' || door === 'ticket-look'
    ? ['customer']
    : door === 'printer'
      ? ['printer']
      : door === 'anyone' || door === 'nobody'
        ? ['anybody']
        : allowed[door];

/**
 * Callers for whom the branch makes a difference: a caller without any rights has none anywhere.
 */
const askingAt = (branch: string | undefined) =>
  everybody.filter(({ ended, is, at }) =>
    branch === undefined || branch === '1'
      ? true
      : branch === 'no-such'
        ? at === 'all' || is === 'advisor' || is === 'kiosk'
        : !ended && is !== undefined && is !== 'printer',
  );

async function cell(route: DocumentedRoute, branch: string | undefined, who: Identity) {
  const door = doorOf(route);
  const [method, path, body] = asked(route, branch, ticket);
  const answer = await stage.ask(method, path, { as: who.as, body });
  const wanted = verdict(route, who, branch);
  const got = outcome(answer);
  const about = `${named(route)} ${branch ?? ''} ${who.name}`;
  const wrong: string[] = [];
  // Callers who may act at any branch are told that the branch does not exist.
  const none = wanted === 'in' && got === '404 unknown_branch';
  if (got !== wanted && !none) wrong.push(`${about}: ${got}, not ${wanted}`);
  const read = method !== 'GET' && !UNREAD.includes(named(route));
  if (got === 'in' && read && answer.body?.code !== 'invalid_body') {
    wrong.push(`${about}: ${answer.status} for a wrong body`);
  }
  const scheme = answer.headers.get('www-authenticate') ?? '';
  const fits =
    door === 'printer'
      ? /^Basic /
      : (door === 'ticket' || door === 'ticket-look') && !who.as
        ? /^Ticket$/
        : /^Bearer$/;
  if (answer.status === 401 && !fits.test(scheme)) {
    wrong.push(`${about}: WWW-Authenticate ${scheme}`);
  }
  return wrong;
}

test('every route × everybody × every branch', async () => {
  const wrong: string[] = [];
  let cells = 0;
  for (const route of stage.contract.routes) {
    for (const branch of route.path.includes('{branch}') ? BRANCHES : [undefined]) {
      const asking = askingAt(branch);
      wrong.push(...(await Promise.all(asking.map((who) => cell(route, branch, who)))).flat());
      cells += asking.length;
    }
  }
  expect(wrong).toEqual([]);
  expect(cells).toBeGreaterThan(2000);
});

/** The first frame, or the status of the refusal. */
function watch(view: string, branch: string, { as }: Identity): Promise<unknown> {
  const key = as?.startsWith('Ticket ') ? [as.slice(7)] : [];
  const socket = new WebSocket(
    `ws://127.0.0.1:${stage.app.port}/live?branch=${branch}&view=${view}`,
    key,
    as && !key.length ? { headers: { Authorization: as } } : {},
  );
  return new Promise((resolve, reject) => {
    socket.on('unexpected-response', (request, { statusCode }) => {
      resolve(statusCode);
      request.destroy();
    });
    socket.on('message', (data) => {
      resolve(JSON.parse((data as Buffer).toString()));
      socket.terminate();
    });
    socket.on('close', (code) => resolve(code));
    socket.on('error', reject);
  });
}

test('every live view × everybody × every branch', async () => {
  expect(watched).toEqual(WATCHED);
  expect(viewName.options.toSorted()).toEqual(Object.keys(WATCHED).toSorted());
  const wrong: string[] = [];
  for (const view of viewName.options) {
    for (const branch of BRANCHES) {
      const came = await Promise.all(everybody.map((who) => watch(view, branch, who)));
      for (const [index, who] of everybody.entries()) {
        const got = came[index];
        const wanted = verdictOnView(view, branch, who);
        const none = wanted === 'a frame' && /bank|no-such/.test(branch) && got === 4404;
        const saw = typeof got === 'object' ? 'a frame' : got;
        if (saw !== wanted && !none) wrong.push(`${view} ${branch} ${who.name}: ${String(saw)}`);
        if (view === 'ticket' && saw === 'a frame') {
          expect(got).toMatchObject({ data: { id: who.ticket } });
        }
      }
    }
  }
  expect(wrong).toEqual([]);
});

test("a plugin's routes are listed, and accept only the sender's proof", async () => {
  const path = `/${webhookPath(SECRET)}`;
  const send = (headers: Readonly<Record<string, string>>) =>
    fetch(`http://127.0.0.1:${stage.app.port}${path}`, { method: 'POST', headers, body: '{}' });
  for (const { as } of everybody) {
    const answer = await send(as ? { authorization: as } : {});
    expect([answer.status, await answer.text()]).toEqual([401, '']);
  }
  const proof = 'x-telegram-bot-api-secret-token';
  expect((await send({ [proof]: SECRET })).status).toBe(401);
  expect((await send({ [proof]: webhookToken(SECRET) })).status).not.toBe(401);
});

test('everything served beside the API is listed as open to anybody', () => {
  const router = new Router();
  plainRoutes(
    router,
    { publicUrl: 'http://x', demo: { token: 'x' }, pluginRoutes: [] } as unknown as HttpDeps,
    async () => undefined,
    [],
  );
  const served = router.stack.map(
    ({ methods, path }) => `${methods.filter((each) => each !== 'HEAD').join()} ${String(path)}`,
  );
  // Routes of the demo bank, on loopback, with a token made at each start.
  expect(served.sort()).toEqual([...openPaths, 'GET /sign-in/demo'].sort());
});

test('a ticket is issued only by callers with the right, at their own branch', async () => {
  for (const who of everybody) {
    const issues = ['kiosk', 'host', 'advisor', 'supervisor'].includes(who.is ?? '');
    const body = { queue: 'caja' };
    const { status } = await stage.ask('POST', '/api/branches/1/tickets', { as: who.as, body });
    const known = who.is && who.is !== 'printer' && !who.ended;
    expect([who.name, status]).toEqual([
      who.name,
      known || !who.as ? (!who.as ? 401 : issues && isAt(who, '1') ? 201 : 403) : 401,
    ]);
  }
});

test("a branch's administrator configures that branch, but not the bank or staff", async () => {
  const { as } = everybody.find(({ name }) => name === 'admin of branch 1')!;
  expect((await stage.ask('GET', '/api/branches/1/settings', { as })).status).toBe(200);
  for (const [method, path, body] of [
    ['GET', '/api/branches/2/settings'],
    ['GET', '/api/branches/bank/settings'],
    ['PUT', '/api/branches/2/counters/9', { label: '9' }],
    ['PUT', '/api/staff/x', { username: 'x', firstName: 'X', role: 'admin', branches: 'all' }],
    ['PUT', '/api/branches/2', { name: 'Mine' }],
    ['POST', '/api/customers/export', { nationalId: '7654321-6' }],
  ] as const) {
    expect([path, (await stage.ask(method, path, { as, body })).status]).toEqual([path, 403]);
  }
});
