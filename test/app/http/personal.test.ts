import { Server } from 'node:http';
import { keptOutside } from '../../../src/app/anchors/kept-outside';
import { createMetrics } from '../../../src/app/plugins/metrics';
import { createWebhooks } from '../../../src/app/plugins/webhooks/webhooks';
import { startTracing } from '../../../src/app/telemetry/start';
import { Valkey } from '../../../src/local/valkey/valkey';
import { testFolder } from '../../support/test-folder';
import { ownValkey } from '../../support/valkey';
import { until } from '../../support/wait';
import { DocumentedRoute } from './contract';
import { accepted } from './fuzz-input';
import { databaseLog, saysAllItDoes } from './personal/database-log';
import { addressOf, hearing, into } from './personal/hearing';
import { LEFT } from './personal/left';
import {
  filesOf,
  found,
  inDatabase,
  Known,
  known,
  pseudonymsFor,
  redisText,
  scanFor,
  tablesOf,
} from './personal/people';
import { fillers, follows, pathsOf, typedInto, WRITTEN } from './personal/typed';
import { keepWal, Wal } from './personal/wal';
import { openStage, Stage } from './stage';

/**
 * People known to the test take tickets, and are typed into every field there is. Afterwards they
 * are looked for wherever anything is kept or sent; then they use their rights; then time passes.
 */

const DAY_MS = 86_400_000;
let later = 0;
const clock = () => Date.now() + later;
let stage: Stage;
let valkey: Valkey;
let receiver: Server;
let wal: Wal;
let outside: string;
let [sent, spans, metrics] = ['', '', ''];
let [admin, kiosk, advisor] = ['', '', ''];
/** All take a ticket; the first few also give feedback. */
const people = known(200);
const VISITS = 30;
const visitors = people.slice(0, VISITS);
const scan = scanFor(people);
const tickets = new Map<Known, { readonly id: string; readonly as: string }>();

beforeAll(async () => {
  valkey = await ownValkey();
  receiver = await hearing((text) => (sent += text));
  outside = await testFolder('personal');
  wal = await keepWal();
  const options = {
    clock,
    redis: { url: valkey.url, cluster: false },
    plugins: [
      createWebhooks({ loopback: true }),
      createMetrics({ write: (line) => (metrics += line), clock, foresight: true, everyMs: 500 }),
    ],
    tracing: startTracing({
      endpoint: '',
      instance: 'personal',
      exporter: into((text) => (spans += text)),
    }),
    ...keptOutside(outside),
  };
  stage = await openStage(options, saysAllItDoes);
  admin = await stage.staff('admin-1');
  kiosk = await stage.device('kiosk-1');
  advisor = await stage.staff('advisor-1');
  const types = ['TicketIssued', 'TicketCalled', 'ServiceFinished', 'FeedbackGiven', 'TicketMoved'];
  const saved = await stage.ask('PUT', '/api/webhooks/5b3a1a52-7d5e-4d2e-9f5b-0a4a1f2c3d4e', {
    as: admin,
    body: { url: `${addressOf(receiver)}/all`, types },
  });
  expect(saved.status).toBe(200);
});
afterAll(async () => {
  await stage?.close();
  receiver?.close();
  receiver?.closeAllConnections();
  await wal?.end();
  await valkey?.stop();
});

/** Takes a ticket, and cancels it. */
async function takes({ rut, phone, phoneOnly }: Known) {
  const { key } = await stage.call('POST /api/branches/:branch/tickets', {
    params: { branch: '1' },
    as: kiosk,
    body: { queue: 'empresas', phone, ...(phoneOnly ? {} : { nationalId: rut }) },
  });
  await stage.call('POST /api/my/cancel', { as: `Ticket ${key}` });
}

/** Takes a ticket, is called and served, and gives feedback. */
async function visit(person: Known) {
  const { nationalId, phone } = { nationalId: person.rut, phone: person.phone };
  const { ticket, key } = await stage.call('POST /api/branches/:branch/tickets', {
    params: { branch: '1' },
    as: kiosk,
    body: { queue: 'caja', phone, ...(person.phoneOnly ? {} : { nationalId }) },
  });
  const as = `Ticket ${key}`;
  tickets.set(person, { id: ticket.id, as });
  await follows(stage.app, ticket.id, person);
  const at = { branch: '1', ticket: ticket.id };
  await stage.call('POST /api/branches/:branch/counters/:counter/call-next', {
    params: { branch: '1', counter: '1' },
    as: advisor,
  });
  await stage.call('POST /api/branches/:branch/tickets/:ticket/notes', {
    params: at,
    as: advisor,
    body: { note: person.words },
  });
  for (const route of [
    'POST /api/branches/:branch/tickets/:ticket/start',
    'POST /api/branches/:branch/tickets/:ticket/finish',
  ] as const) {
    await stage.call(route, { params: at, as: advisor });
  }
  await stage.call('POST /api/my/feedback', { as, body: { score: 5, remark: person.words } });
}

const asFor = ({ operation }: DocumentedRoute) =>
  operation['x-who'].includes('supervisor')
    ? stage.staff('supervisor-1')
    : operation['x-who'].includes('customer')
      ? Promise.resolve([...tickets.values()][0].as)
      : operation['x-who'].includes('admin')
        ? Promise.resolve(admin)
        : Promise.resolve(undefined);

test('people visit, and their data is typed into every field of every route', async () => {
  await stage.ask('PUT', '/api/branches/1/advisors/me', {
    as: advisor,
    body: { state: 'available', counter: '1' },
  });
  for (const person of visitors) await visit(person);
  for (const person of people.slice(VISITS)) await takes(person);
  let next = 0;
  for (const route of stage.contract.routes) {
    const name = `${route.method} ${route.path}`;
    if (WRITTEN.test(name)) continue;
    // Another person in each route: those erased last never visited.
    const person = people[VISITS + (next++ % (people.length - VISITS))];
    for (const text of [person.words, person.rut, person.phone]) {
      const fill = fillers(text, [...tickets.values()][0].id);
      const [path, ...elsewhere] = pathsOf(route.path, fill, text);
      const as = await asFor(route);
      const bodies = accepted[name]?.(fill.ticket);
      for (const other of elsewhere) await stage.ask(route.method, other, { as, body: bodies });
      for (const body of bodies ? typedInto(bodies, text) : [undefined]) {
        await stage.ask(route.method, `${path}?after=${encodeURIComponent(text)}`, { as, body });
        const key = text.slice(0, 100);
        await stage.ask(route.method, path, { as, body, ...(body ? {} : { key }) });
      }
    }
  }
  for (const { rut, words, name } of people.slice(0, 3)) {
    for (const username of [rut, name, words.slice(0, 100)]) {
      const body = { username, password: words };
      expect((await stage.ask('POST', '/api/sessions', { body })).status).toBe(401);
    }
    await stage.ask('GET', `/nothing/${encodeURIComponent(words)}`);
    await stage.ask('POST', '/api/devices/enrol', { body: { code: rut } });
  }
});

const places = async () => ({
  ...(await tablesOf(stage.databaseUrl)),
  redis: await redisText(valkey.url),
  log: stage.logged.join('\n'),
  'log of the database': await databaseLog(stage.databaseUrl),
  webhooks: sent,
  spans,
  metrics,
  ...(await filesOf(outside)),
});

test('nobody is found in tables, WAL, Redis, logs, spans, metrics, webhooks, objects', async () => {
  await until(() => sent.includes('FeedbackGiven'), 'webhooks');
  await until(() => spans.includes('POST /api/my/feedback'), 'spans');
  await until(() => metrics.includes('TicketsIssued'), 'metrics');
  await stage.app.sweep.step(clock());
  await stage.app.anchor();
  const all = await places();
  expect(Object.keys(all).filter((place) => place.startsWith('file '))).not.toEqual([]);
  expect(all['log of the database']).toContain('insert into tickets');
  expect(found(all, scan)).toEqual([]);
  expect(await wal.found(scan)).toEqual([]);
});

test('would be noticed: one remark in plain text in a log, a span or the WAL', async () => {
  const log = `{"msg":"${people[4].words}"}`;
  expect(found({ log }, scan).length).toBeGreaterThan(0);
  const leaked = spans.replace('/api/branches/:branch/tickets', `/lookup/${people[6].phone}`);
  expect(found({ leaked }, scan).length).toBeGreaterThan(0);
  const quietly = 'set log_min_duration_statement = -1; comment on table remarks is';
  await inDatabase(stage.databaseUrl, `${quietly} '${people[5].words}'`);
  expect((await wal.found(scan)).length).toBeGreaterThan(0);
  await inDatabase(stage.databaseUrl, 'comment on table remarks is null');
});

test('a person who gave only a phone sees everything by it, and is erased by it', async () => {
  const person = people.find(({ phoneOnly }) => phoneOnly)!;
  const body = { phone: person.phone };
  const kept = await stage.call('POST /api/customers/export', { as: admin, body });
  expect(kept).toMatchObject({
    nationalId: null,
    phone: person.phone,
    tickets: [{ queue: 'caja', lane: 'general', unproven: false }],
    remarks: [{ text: person.words }],
    notes: [{ text: person.words }],
  });
  expect(kept.history.map(({ what }) => what)).toEqual(
    expect.arrayContaining(['TicketIssued', 'NoteWritten', 'ServiceFinished', 'FeedbackGiven']),
  );
  expect(kept.history.find(({ what }) => what === 'FeedbackGiven')?.details).toEqual({ score: 5 });
  expect(JSON.stringify(kept)).not.toContain('advisor-1');
  expect(await stage.call('POST /api/customers/erase', { as: admin, body })).toEqual({
    erased: true,
    tickets: 1,
  });
  expect((await stage.ask('POST', '/api/customers/export', { as: admin, body })).status).toBe(404);
});

test('the phone alone does not find a person who also gave a RUT', async () => {
  const person = people.find(({ phoneOnly }) => !phoneOnly)!;
  const body = { phone: person.phone };
  expect((await stage.ask('POST', '/api/customers/export', { as: admin, body })).status).toBe(404);
});

test('each request is an event, even one that found nobody', async () => {
  expect(
    await stage.call('POST /api/customers/erase', { as: admin, body: { phone: '+56911111111' } }),
  ).toEqual({ erased: false, tickets: 0 });
  const { events } = await stage.call('GET /api/branches/:branch/audit', {
    params: { branch: 'bank' },
    query: { limit: 1000 },
    as: await stage.staff('auditor-1'),
  });
  const nobody = events.flatMap(({ actor, fact }) =>
    fact.type === 'BankFact' && fact.what === 'person-not-found' ? [{ actor, ...fact }] : [],
  );
  expect(nobody.map(({ actor, details }) => [actor.id, details])).toEqual(
    expect.arrayContaining([
      ['admin-1', { asked: 'export', by: 'phone' }],
      ['admin-1', { asked: 'erase', by: 'phone' }],
    ]),
  );
});

test("after a branch's retention days, nothing of anybody is left", async () => {
  const { headers, body } = await stage.ask('GET', '/api/branches/1/settings', { as: admin });
  await stage.ask('PUT', '/api/branches/1/settings', {
    as: admin,
    body: { ...(body.overrides as object), retentionDays: 60 },
    headers: { 'If-Match': headers.get('etag')! },
  });
  const pseudonyms = pseudonymsFor(people, stage.app.vault);
  const count = async (table: string) =>
    (await tablesOf(stage.databaseUrl))[`table ${table}`].split('\n').filter(Boolean).length;
  // an older release without notes erased somebody, and left their note
  const older = `insert into notes select gen_random_uuid(), t.id, 'advisor-1', 'x', 0
                  from tickets t join customers c on c.id = t.customer_id
                 where c.erased_at is not null limit 1`;
  expect(await inDatabase(stage.databaseUrl, older)).toBe(1);
  // and adds digests, which stay until somebody uses another
  const digest = (table: string) => `insert into ${table} values ('x', 0)`;
  await inDatabase(stage.databaseUrl, ['oidc_seen', 'passkey_challenges'].map(digest).join(';'));
  later += 59 * DAY_MS;
  await stage.app.sweep.step(clock());
  const unsent = "update deliveries set state = 'superseded' where consumer = 'telegram'";
  await inDatabase(stage.databaseUrl, unsent);
  // One was erased by RUT while everything was typed everywhere, one by phone.
  for (const words of ['remarks', 'notes']) expect(await count(words)).toBe(VISITS - 1);
  expect(found(await tablesOf(stage.databaseUrl), pseudonyms).length).toBeGreaterThan(0);
  later += 341 * DAY_MS;
  await stage.app.sweep.step(clock());
  const tables = await tablesOf(stage.databaseUrl);
  expect(found(tables, pseudonyms)).toEqual([]);
  expect(Object.keys(tables).filter((each) => tables[each] && !LEFT[each.slice(6)])).toEqual([]);
  // Only an id and the time it was emptied are left of anybody.
  for (const row of tables['table customers'].split('\n')) {
    expect(row).toMatch(/^\([0-9a-f-]{36},,,\d+,,,\)$/);
  }
  for (const words of ['remarks', 'notes', 'contacts']) expect(await count(words)).toBe(0);
  expect([await count('failed_sign_ins'), await count('known_places')]).toEqual([0, 0]);
  expect(found(await places(), scan)).toEqual([]);
  const admin2 = await stage.ask('POST', '/api/sessions', {
    body: { username: 'admin-1', password: 'demo' },
  });
  expect(admin2.status).toBe(201);
});
