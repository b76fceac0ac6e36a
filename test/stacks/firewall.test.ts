import { randomUUID } from 'node:crypto';
import { spelling } from '../../src/app/http/serve/spelling';
import { openStage, Stage } from '../app/http/stage';
import { exampleDomain, phaseTemplate } from '../constructs/synthesized';
import fc from '../support/draws';
import { send } from './firewall/send';
import { eachWay, spellings } from './firewall/spellings';
import { matches, statementOf, WebRequest } from './firewall/web-acl';

jest.setTimeout(300_000);

const template = phaseTemplate('pilot', { ...exampleDomain, staffCidrs: '200.1.2.0/24' });
const staffRule = statementOf(template, 'StaffNetworks');
const issueRule = statementOf(template, 'IssueRate');

let stage: Stage;
let supervisor: string;
let ticket: string;
beforeAll(async () => {
  stage = await openStage();
  supervisor = await stage.staff('supervisor-1');
  ({ id: ticket } = await stage.ticket());
});
afterAll(() => stage.close());

/** Callers who may use routes from anywhere. Every other role is staff. */
const OTHERS = ['kiosk', 'display', 'printer', 'customer', 'anybody'];

/** A path with each of its parameters filled in. */
const filled = (path: string) =>
  path
    .replace('{branch}', '1')
    .replace('{ticket}', ticket)
    .replace(/\{\w+\}/g, 'some-thing');

const seen = (method: string, target: string): WebRequest => {
  const [path, ...query] = target.split('?');
  return { method, path, query: query.join('?') };
};

/** Whether a request got past its path: a wrong body, for example, gets a 422. */
async function answered(port: number, method: string, target: string): Promise<boolean> {
  const { status } = await send(port, {
    method,
    target,
    headers: {
      Authorization: supervisor,
      'Content-Type': 'application/json',
      'Idempotency-Key': randomUUID(),
    },
    body: method === 'GET' ? '' : '{"no such member":true}',
  });
  return ![400, 404, 405].includes(status);
}

describe('staffCidrs closes what only staff may use, and nothing else', () => {
  test('route by route', () => {
    const routes = stage.contract.routes.map(({ method, path, operation }) => {
      const who = operation['x-who'];
      const staffs = !who.some((each) => OTHERS.includes(each)) || path.startsWith('/api/sessions');
      // the provider's own server calls this one, from any network
      return { method, path, closed: staffs && path !== '/api/sessions/oidc/logout' };
    });
    expect(routes.length).toBeGreaterThan(50);
    expect(
      routes.filter(
        ({ method, path, closed }) => matches(staffRule, seen(method, filled(path))) !== closed,
      ),
    ).toEqual([]);
  });

  test('a future API starts closed', () => {
    for (const path of ['/api/new', '/api/branches/1/new', '/api/branches/1/tickets/2/new']) {
      expect(matches(staffRule, seen('GET', path))).toBe(true);
    }
  });

  test('pages, and views of the socket', () => {
    const closed = [
      '/advisor',
      '/supervisor',
      '/admin',
      '/sign-in',
      '/live?branch=1&view=floor',
      '/live?view=advisor&branch=1&since=3&epoch=x',
    ];
    const open = [
      '/',
      '/kiosk',
      '/display',
      '/t',
      '/api',
      '/openapi.json',
      '/assets/index-1234.js',
      '/telegram/secret',
      '/health/live',
      '/live?branch=1&view=display',
      '/live?branch=1&view=ticket',
    ];
    const answer = (target: string) => matches(staffRule, seen('GET', target));
    expect([closed.filter((each) => !answer(each)), open.filter(answer)]).toEqual([[], []]);
  });
});

describe('the app answers no request that a rule misses', () => {
  /** Spellings of a guarded request that the app answers but the rule does not match. */
  async function unseen(
    port: number,
    method: string,
    path: string,
    rule: typeof staffRule,
    runs: number,
  ): Promise<string[]> {
    const found: string[] = [];
    const look = async (target: string) => {
      if (matches(rule, seen(method, target))) return;
      if (await answered(port, method, target)) found.push(`${method} ${target}`);
    };
    for (const target of eachWay(path)) await look(target);
    await fc.assert(fc.asyncProperty(spellings(path), look), { numRuns: runs });
    return found;
  }

  const guarded = (): [string, string, typeof staffRule][] => [
    ['POST', '/api/sessions', staffRule],
    ['POST', '/api/sessions/first-admin', staffRule],
    ['GET', '/api/branches/1/floor', staffRule],
    ['GET', '/api/branches/1/tickets', staffRule],
    ['GET', '/api/branches/1/reports/waits.csv', staffRule],
    ['POST', '/api/customers/export', staffRule],
    ['POST', '/api/branches/1/tickets/find', staffRule],
    ['PUT', '/api/staff/some-one', staffRule],
    ['POST', `/api/branches/1/tickets/${ticket}/recall`, staffRule],
    ['POST', '/api/branches/1/tickets', issueRule],
  ];

  test('each as it is: answered, and matched', async () => {
    for (const [method, path, rule] of guarded()) {
      expect([path, await answered(stage.app.port, method, path)]).toEqual([path, true]);
      expect([path, matches(rule, seen(method, path))]).toEqual([path, true]);
    }
  });

  test('in any spelling', async () => {
    for (const [method, path, rule] of guarded()) {
      expect(await unseen(stage.app.port, method, path, rule, 150)).toEqual([]);
    }
  });

  test('HEAD of a list counts as the list', async () => {
    expect(matches(staffRule, seen('HEAD', '/api/branches/1/tickets'))).toBe(true);
  });

  test('would be noticed: an app that accepts spellings as routers do by default', async () => {
    const strict = { ...spelling.router };
    const check = jest.spyOn(spelling, 'isCanonical').mockReturnValue(true);
    Object.assign(spelling.router, { sensitive: false, strict: false });
    const loose = await openStage();
    try {
      const token = supervisor;
      supervisor = await loose.staff('supervisor-1');
      const path = '/api/branches/1/tickets';
      expect(await unseen(loose.app.port, 'POST', path, issueRule, 50)).toContain(`POST ${path}/`);
      supervisor = token;
    } finally {
      await loose.close();
      check.mockRestore();
      Object.assign(spelling.router, strict);
    }
  });
});

describe('sockets', () => {
  const opened = async (target: string) =>
    (
      await send(stage.app.port, {
        method: 'GET',
        target,
        headers: {
          Authorization: supervisor,
          Connection: 'Upgrade',
          Upgrade: 'websocket',
          'Sec-WebSocket-Version': '13',
          'Sec-WebSocket-Key': Buffer.from('0123456789abcdef').toString('base64'),
        },
      })
    ).status;

  test('the floor opens as spelled, and in no spelling that the rule misses', async () => {
    const floor = '/live?branch=1&view=floor';
    expect(await opened(floor)).toBe(101);
    const queries = [
      'branch=1&view=%66loor',
      'branch=1&%76iew=floor',
      'branch=1&view=floor+',
      'branch=1&view=floor%20',
      'branch=1;view=floor',
      'branch=1&amp;view=floor',
      'branch=1&view=ticket&view=floor',
      'branch=1&VIEW=floor',
      'branch=1&view=FLOOR',
      'branch=1#&view=floor',
      'branch=1?view=floor',
    ].map((query) => `/live?${query}`);
    const paths = eachWay('/live').map((path) => `${path}?branch=1&view=floor`);
    for (const target of [...queries, ...paths]) {
      if (!matches(staffRule, seen('GET', target))) {
        expect([target, await opened(target)]).not.toEqual([target, 101]);
      }
    }
  });
});
