import { localDate } from '../../../src/app/domain/model/local-time';
import { compareRows, verifyChains } from '../../../src/app/operations/reads/verify';
import { anyCharacter } from '../../support/any-character';
import fc from '../../support/draws';
import { DocumentedRoute } from './contract';
import { accepted, nasty } from './fuzz-input';
import { openStage, Stage } from './stage';

/**
 * Walks /openapi.json and sends every route what it does not expect: the answer is never a 5xx, and
 * every refusal is a problem.
 */

let stage: Stage;
let tokens: Readonly<Record<string, string>>;
let mine: Awaited<ReturnType<Stage['ticket']>>;

beforeAll(async () => {
  stage = await openStage();
  mine = await stage.ticket();
  tokens = {
    advisor: await stage.staff('advisor-1'),
    supervisor: await stage.staff('supervisor-1'),
    admin: await stage.staff('admin-1'),
    auditor: await stage.staff('auditor-1'),
    kiosk: await stage.device('kiosk-1'),
    display: await stage.device('display-1'),
    customer: mine.as,
    printer: `Basic ${Buffer.from('printer-1:printer-1').toString('base64')}`,
  };
});
afterAll(() => stage.close());

/** Routes that would invalidate this test's tokens or make it wait for scrypt. */
const spared = [
  'DELETE /api/sessions',
  'POST /api/sessions',
  'PUT /api/sessions/password',
  'POST /api/sessions/proof',
  'PUT /api/staff/{staff}',
  'DELETE /api/staff/{staff}/sessions',
];
const asFor = ({ operation }: DocumentedRoute) =>
  tokens[operation['x-who'].find((who) => who in tokens) ?? 'none'];

const good: Readonly<Record<string, () => string>> = {
  branch: () => '1',
  ticket: () => mine.id,
  number: () => 'C01',
  counter: () => '1',
  advisor: () => 'advisor-1',
  queue: () => 'caja',
  day: () => localDate('America/Santiago', Date.now()),
  alert: () => 'a',
  report: () => 'waits.csv',
  staff: () => 'x',
  device: () => 'x',
  webhook: () => mine.id,
  request: () => mine.id,
  note: () => mine.id,
  mail: () => mine.id,
  passkey: () => mine.id,
  key: () => 'x',
  year: () => '2026',
  from: () => '2026-01-01',
};
const fill = (path: string, param: (name: string) => string) =>
  path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(param(name)));

async function send(route: DocumentedRoute, path: string, raw: string | undefined, query = '') {
  const as = asFor(route);
  const etag =
    route.method === 'PUT' && path.endsWith('/settings')
      ? (await stage.ask('GET', path, { as })).headers.get('etag')
      : undefined;
  const answer = await stage.ask(route.method, path + query, {
    as,
    raw,
    headers: etag ? { 'If-Match': etag } : {},
  });
  const what =
    `${route.method} ${path}${query} ${raw ?? ''} → ${answer.status} ` +
    `${answer.text.slice(0, 500)}`;
  if (answer.status >= 500) throw new Error(what);
  if (answer.status >= 400 && !answer.type.includes('application/problem+json')) {
    throw new Error(`no problem: ${what}`);
  }
  return answer;
}

test('every member of every body, one at a time, with an invalid value', async () => {
  for (const route of stage.contract.routes.filter(
    ({ method, path, operation }) => operation.requestBody && !spared.includes(`${method} ${path}`),
  )) {
    const path = fill(route.path, (name) => good[name]());
    const bodyFor = accepted[`${route.method} ${route.path}`];
    if (!bodyFor) {
      throw new Error(`this test has no body for ${route.method} ${route.path}: give it one`);
    }
    const make = () => bodyFor(mine.id);
    const nested = Object.entries(make()).filter(
      ([, each]) => each && typeof each === 'object' && !Array.isArray(each),
    ) as [string, object][];
    const spoilt = nasty.flatMap((value) => [
      value,
      ...Object.keys(make()).map((name) => ({ ...make(), [name]: value })),
      ...nested.flatMap(([name, inner]) =>
        Object.keys(inner).map((deep) => ({ ...make(), [name]: { ...inner, [deep]: value } })),
      ),
    ]);
    // Settings are saved one at a time, each under the version before it.
    const atOnce = route.path.endsWith('/settings') ? 1 : 8;
    for (let from = 0; from < spoilt.length; from += atOnce) {
      await Promise.all(
        spoilt.slice(from, from + atOnce).map((body) => send(route, path, JSON.stringify(body))),
      );
    }
  }
}, 300_000);

test('anything in every path and query', async () => {
  for (const route of stage.contract.routes.filter(
    ({ method, path }) => !spared.includes(`${method} ${path}`),
  )) {
    const text: fc.Arbitrary<string> = fc.oneof(
      fc.string({ unit: anyCharacter, maxLength: 60 }),
      fc.constantFrom(
        '\u0000',
        '%',
        'bank',
        '%E0%A4%A',
        'a/b',
        '1',
        'C999999',
        'waits.csv',
        mine.id,
        mine.id.toUpperCase(),
      ),
    );
    const inQuery = (route.operation.parameters ?? [])
      .filter((each) => each.in === 'query')
      .map(({ name }) => name);
    const values = fc.array(text, { minLength: 3, maxLength: 3 });
    const queries = fc.record(Object.fromEntries(inQuery.map((name) => [name, text])), {
      requiredKeys: [],
    });
    await fc.assert(
      fc.asyncProperty(values, queries, async (inPath, query) => {
        const left = [...inPath];
        // `.` and `..` never leave the client: it resolves them into another path.
        const path = fill(
          route.path,
          (name) =>
            (left.length > 1 ? left.pop()! : good[name]()).replace(
              /[\ud800-\udfff]|^\.{1,2}$/g,
              '',
            ) || 'x',
        );
        const search = new URLSearchParams(
          Object.entries(query as Record<string, string>).map(([name, value]) => [
            name,
            value.replace(/[\ud800-\udfff]/g, ''),
          ]),
        ).toString();
        await send(
          route,
          path,
          route.operation.requestBody ? '{}' : undefined,
          search && `?${search}`,
        );
      }),
      { numRuns: 15 },
    );
  }
}, 300_000);

test('a valid body, to a path that names nothing', async () => {
  for (const route of stage.contract.routes.filter(
    ({ method, path }) => path.includes('{') && !spared.includes(`${method} ${path}`),
  )) {
    const names = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    const make = accepted[`${route.method} ${route.path}`];
    for (const odd of names) {
      for (const value of ['1', 'no-such', '00000000-0000-0000-0000-000000000000', 'constructor']) {
        const path = fill(route.path, (name) => (name === odd ? value : good[name]()));
        await send(route, path, make && JSON.stringify(make(mine.id)));
      }
    }
  }
}, 300_000);

test('headers that make no sense', async () => {
  for (const headers of [
    { 'Idempotency-Key': 'x'.repeat(5000) },
    { Authorization: 'Bearer' },
    { Authorization: `Bearer ${'x'.repeat(7000)}` },
    { Authorization: 'Basic YTpi' },
    { Authorization: 'Ticket ../../x' },
    { Cookie: 'ticketero_session=%00; ticketero_device=....' },
    { Cookie: `ticketero_session=${'x'.repeat(5000)}` },
    { 'Content-Type': 'application/json; charset=utf-16' },
    { 'If-Match': '*' },
    { Origin: 'not an origin' },
    { Accept: 'image/png' },
    { 'X-Forwarded-For': "'; drop table" },
  ] as Record<string, string>[]) {
    const answer = await stage.ask('POST', '/api/branches/1/tickets', {
      headers,
      body: { queue: 'caja' },
    });
    expect([400, 401, 403, 415]).toContain(answer.status);
    expect(answer.type).toContain('problem');
  }
});

test('afterwards no unexpected error is logged, chains hold, and rows match events', async () => {
  expect(stage.logged.filter((line) => line.includes('nobody foresaw'))).toEqual([]);
  const reports = await verifyChains(stage.app.audit, stage.app.vault);
  expect(reports.flatMap(({ faults }) => faults)).toEqual([]);
  expect(reports.find(({ branch }) => branch === '1')!.events).toBeGreaterThan(100);
  for (const branch of ['1', '2']) expect(await compareRows(stage.app.audit, branch)).toEqual([]);
  const { version } = await stage.app.operations.getSettings('1');
  await stage.app.operations.putSettings(
    { branch: '1', actor: { kind: 'system', id: 'test' } },
    { ifVersion: version, overrides: { hours: 'always' } },
  );
  expect(
    (
      await stage.ask('POST', '/api/branches/1/tickets', {
        as: tokens.kiosk,
        body: { queue: 'empresas' },
      })
    ).status,
  ).toBe(201);
});
