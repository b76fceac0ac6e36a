import fc from 'fast-check';
import { DocumentedRoute } from './contract';
import { openStage, Stage } from './stage';

/** Walks /openapi.json and sends every route what it does not expect: never a 5xx, and always a problem when it is refused. */

let stage: Stage;
let tokens: Readonly<Record<string, string>>;
let mine: Awaited<ReturnType<Stage['ticket']>>;

beforeAll(async () => {
  stage = await openStage();
  mine = await stage.ticket();
  tokens = {
    advisor: await stage.staff('advisor-1'), supervisor: await stage.staff('supervisor-1'), admin: await stage.staff('admin-1'), auditor: await stage.staff('auditor-1'), kiosk: await stage.device('kiosk-1'),
    display: await stage.device('display-1'), customer: mine.as,
  };
}, 120_000);
afterAll(() => stage.close());

/** Routes that would end the tokens of this test, or make it wait for scrypt. */
const spared = ['DELETE /api/sessions', 'POST /api/sessions', 'PUT /api/staff/{staff}'];
const asFor = ({ operation }: DocumentedRoute) => tokens[operation['x-who'].find((who) => who in tokens) ?? 'none'];

const good: Readonly<Record<string, () => string>> = {
  branch: () => '1', ticket: () => mine.id, number: () => 'C01', counter: () => '1', advisor: () => 'advisor-1', queue: () => 'caja', alert: () => 'a', report: () => 'waits.csv', staff: () => 'x', device: () => 'x', webhook: () => mine.id,
};
const fill = (path: string, param: (name: string) => string) => path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(param(name)));

/** Values of every kind, and those that break parsers, databases and spreadsheets. */
const nasty = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom('', ' ', '\u0000', 'a\u0000b', '\ud800', '👩‍👩‍👧‍👦'.repeat(20), '٣', '‮abc', "'; drop table tickets; --", '=cmd|"/c calc"!A1', '<script>alert(1)</script>', '../../etc/passwd', '%00', '1e999', 'NaN', '-0', '9'.repeat(400), 'x'.repeat(5000), '__proto__', 'constructor'),
  fc.constantFrom(-1, 0, 0.5, 1e21, Number.MAX_SAFE_INTEGER + 2, -1e-7, true, null, [], {}, [[]], { toString: 1 }),
);

async function send(route: DocumentedRoute, path: string, raw: string | undefined, query = '') {
  const answer = await stage.ask(route.method, path + query, { as: asFor(route), raw });
  const what = `${route.method} ${path}${query} ${raw ?? ''} → ${answer.status} ${answer.text.slice(0, 500)}`;
  if (answer.status >= 500) throw new Error(what);
  if (answer.status >= 400 && !answer.type.includes('application/problem+json')) throw new Error(`no problem: ${what}`);
  return answer;
}

test('wrong types in every member of every body', async () => {
  for (const route of stage.contract.routes.filter(({ method, path, operation }) => operation.requestBody && !spared.includes(`${method} ${path}`))) {
    const schema = route.operation.requestBody!.content['application/json'].schema as { readonly properties?: Record<string, unknown>; readonly anyOf?: readonly { readonly properties?: Record<string, unknown> }[] };
    const names = Object.keys(schema.properties ?? schema.anyOf?.[0]?.properties ?? {});
    const path = fill(route.path, (name) => good[name]());
    await fc.assert(fc.asyncProperty(fc.oneof(nasty, fc.record(Object.fromEntries(names.map((name) => [name, nasty])), { requiredKeys: [] }), fc.dictionary(fc.string(), nasty)), async (body) => {
      await send(route, path, JSON.stringify(body));
    }), { numRuns: 25 });
  }
}, 300_000);

test('anything in every path and query', async () => {
  for (const route of stage.contract.routes.filter(({ method, path }) => !spared.includes(`${method} ${path}`))) {
    const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 60 }), fc.constantFrom('\u0000', '.', '..', '%', 'bank', '%E0%A4%A', 'a/b', '1', 'C999999', 'waits.csv', mine.id, mine.id.toUpperCase()));
    const inQuery = (route.operation.parameters ?? []).filter((each) => each.in === 'query').map(({ name }) => name);
    await fc.assert(fc.asyncProperty(fc.array(text, { minLength: 3, maxLength: 3 }), fc.record(Object.fromEntries(inQuery.map((name) => [name, text])), { requiredKeys: [] }), async (values, query) => {
      const left = [...values];
      const path = fill(route.path, (name) => (left.length > 1 ? left.pop()! : good[name]()).replace(/[\ud800-\udfff]/g, '') || 'x');
      const search = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, value.replace(/[\ud800-\udfff]/g, '')])).toString();
      await send(route, path, route.operation.requestBody ? '{}' : undefined, search && `?${search}`);
    }), { numRuns: 15 });
  }
}, 300_000);

test('headers that make no sense', async () => {
  for (const headers of [
    { 'Idempotency-Key': 'x'.repeat(5000) }, { 'Authorization': 'Bearer' }, { 'Authorization': `Bearer ${'x'.repeat(7000)}` }, { 'Authorization': 'Basic YTpi' }, { 'Authorization': 'Ticket ../../x' }, { 'Cookie': 'ticketero_session=%00; ticketero_device=....' },
    { 'Cookie': `ticketero_session=${'x'.repeat(5000)}` }, { 'Content-Type': 'application/json; charset=utf-16' }, { 'If-Match': '*' }, { 'Origin': 'not an origin' }, { 'Accept': 'image/png' }, { 'X-Forwarded-For': "'; drop table" },
  ] as Record<string, string>[]) {
    const answer = await stage.ask('POST', '/api/branches/1/tickets', { headers, body: { queue: 'caja' } });
    expect([400, 401, 403, 415]).toContain(answer.status);
    expect(answer.type).toContain('problem');
  }
});

test('after all that the branch is whole: its chain holds, and nothing unforeseen was logged', async () => {
  expect(stage.logged.filter((line) => line.includes('nobody foresaw'))).toEqual([]);
  expect((await stage.ask('POST', '/api/branches/1/tickets', { as: tokens.kiosk, body: { queue: 'caja' } })).status).toBe(201);
});
