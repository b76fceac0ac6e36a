import { Client } from 'pg';
import { verifyBranch } from '../../../src/app/main';
import { verifyChains } from '../../../src/app/operations/reads/verify';
import { reportName, ReportName } from '../../../src/app/wire/enums';
import { RouteName, routes } from '../../../src/app/wire/routes';
import { atLength } from '../../support/at-length';
import { accepted } from './fuzz-input';
import { Answer, openStage, Stage } from './stage';
import { bodiesOf } from './valid-input/bodies';
import {
  drawnTogether,
  everyQueue,
  everySetting,
  QUEUE,
  SETTINGS,
  usualQueue,
} from './valid-input/drawn';
import { postOffice } from './valid-input/mails';
import { paths } from './valid-input/places';
import { Body, unrefused } from './valid-input/values';

/**
 * Whatever a form lets an administrator type, the branch keeps working: it issues, calls, serves,
 * closes its day, reports and verifies. The values come from the schemas, so a bound missing there
 * is tried here.
 */

const DAY = 86_400_000;
let stage: Stage;
let office: Awaited<ReturnType<typeof postOffice>>;
/** How many came and were served: with none, nothing after a call would have been tested. */
let [came, served] = [0, 0];
let now = Date.now();
const as: Record<string, string> = {};
const BRANCH = '1';

beforeAll(async () => {
  office = await postOffice();
  stage = await openStage({ clock: () => now, mailer: office.mailer });
  for (const who of ['admin-1', 'supervisor-1', 'advisor-1', 'auditor-1']) {
    as[who] = await stage.staff(who);
  }
  as.kiosk = await stage.device('kiosk-1');
  as.display = await stage.device('display-1');
  await stayIn();
  await onDuty();
});
afterAll(async () => {
  await stage.close();
  await office.catcher.stop();
});

/** The bank's clock passes months here, and the sweep would end sessions by it. */
async function stayIn(days = 3_000): Promise<void> {
  const client = new Client({ connectionString: stage.databaseUrl });
  await client.connect();
  await client.query('update sessions set expires_at = expires_at + $1', [days * DAY]);
  await client.end();
}

/** Expects a status below 500; fails with the request and the answer. */
async function ask(...[method, path, given]: Parameters<Stage['ask']>): Promise<Answer> {
  const answer = await stage.ask(method, path, given);
  if (answer.status < 500) return answer;
  const said = JSON.stringify(given?.body)?.slice(0, 300);
  throw new Error(`${method} ${path} ${said} → ${answer.status} ${answer.text.slice(0, 300)}`);
}

const at = (path: string) => `/api/branches/${BRANCH}${path}`;

const onDuty = () =>
  ask('PUT', at('/advisors/me'), {
    as: as['advisor-1'],
    body: { state: 'available', counter: '1' },
  });

/** A ticket from the kiosk to its end, a step of time, and everything that reads. */
async function live(): Promise<void> {
  const take = (body: Body) => ask('POST', at('/tickets'), { as: as.kiosk, body });
  let issued = await take({ queue: 'caja' });
  if (issued.body.code === 'national_id_required') {
    issued = await take({ queue: 'caja', nationalId: '12345678-5' });
  }
  await onDuty();
  await ask('POST', at('/counters/1/call-next'), { as: as['advisor-1'] });
  const me = await ask('GET', at('/advisors/me'), { as: as['advisor-1'] });
  const mine = (me.body as { current?: { id: string } }).current?.id;
  for (const verb of mine ? ['start', 'finish'] : []) {
    const done = await ask('POST', at(`/tickets/${mine}/${verb}`), { as: as['advisor-1'] });
    if (verb === 'finish' && done.status === 200) served += 1;
  }
  if (issued.status === 201) {
    came += 1;
    await ask('GET', '/api/my', { as: `Ticket ${String(issued.body.key)}` });
  }
  await stage.app.sweep.step(now);
  for (const path of ['/floor', '/tickets', '/alerts', '/directory', '/settings', '/queues']) {
    await ask('GET', at(path), { as: as['supervisor-1'] });
  }
  await ask('GET', at('/kiosk'), { as: as.kiosk });
  await ask('GET', at('/display'), { as: as.display });
  await ask('GET', '/api/overview', { as: as['supervisor-1'] });
}

/**
 * Reports to read after the nth of this many values. Reading all of them takes two thirds of a
 * value's time, so with many values each gets a third of the reports, in turn. A report looks back
 * three days, so every day is in each report, whatever was set on it.
 */
const reportsOf = (nth: number, values: number): readonly ReportName[] =>
  values < atLength(12, Infinity)
    ? reportName.options
    : reportName.options.filter((_, index) => index % 3 === nth % 3);

/** The day closes with a ticket still in line. */
async function closeDay(reports: readonly ReportName[] = reportName.options): Promise<void> {
  now += DAY;
  await stage.app.sweep.step(now);
  await stage.app.sweep.step(now + 11_000);
  for (const name of reports) {
    const day = (instant: number) => new Date(instant).toISOString().slice(0, 10);
    const path = at(`/reports/${name}.csv?from=${day(now - 3 * DAY)}&to=${day(now + DAY)}`);
    const report = await ask('GET', path, { as: as['auditor-1'] });
    expect([name, report.status]).toEqual([name, 200]);
  }
}

/** Empties the line and the counters, also of earlier days, so that another day may begin. */
async function allGo(): Promise<void> {
  const client = new Client({ connectionString: stage.databaseUrl });
  await client.connect();
  const { rows } = await client.query<{ readonly id: string }>(
    `select id from tickets
      where branch_id = $1 and state in ('waiting', 'called', 'serving', 'held') order by seq`,
    [BRANCH],
  );
  await client.end();
  for (const { id } of rows) {
    for (const end of ['finish', 'no-show', 'cancel']) {
      await ask('POST', at(`/tickets/${id}/${end}`), { as: as['supervisor-1'], body: {} });
    }
  }
}

const STOPPED =
  /a sweep step failed|nobody foresaw|report by mail (could not|was not|was given up)/;
const stopped = () => stage.logged.filter((line) => STOPPED.test(line)).slice(-3);

/** Undoes whatever closed the bank or the branch. */
async function opens(): Promise<void> {
  const bank = '/api/branches/bank/settings';
  const { body } = await ask('GET', bank, { as: as['admin-1'] });
  const { closures: _, ...others } = body.overrides as { readonly closures?: unknown };
  await save(SETTINGS, bank, others);
  for (const path of ['/sign', '/queues/caja/sign']) {
    await ask('DELETE', at(path), { as: as['supervisor-1'] });
  }
}

/** Back to plain values, everything must work exactly. */
async function recovers(): Promise<void> {
  await opens();
  await save(SETTINGS, at('/settings'), { hours: 'always' });
  await save(QUEUE, at('/queues/caja'), usualQueue);
  await closeDay();
  const issued = await ask('POST', at('/tickets'), { as: as.kiosk, body: { queue: 'caja' } });
  expect([issued.body.code, issued.status]).toEqual([undefined, 201]);
  await onDuty();
  const called = await ask('POST', at('/counters/1/call-next'), { as: as['advisor-1'] });
  expect([200, 204, 409]).toContain(called.status);
  expect(stopped()).toEqual([]);
  expect(await verifyBranch(stage.app, BRANCH)).toEqual({ chain: [], rows: [] });
}

async function save(name: RouteName, path: string, body: unknown): Promise<Answer> {
  const etag = name.endsWith('/settings')
    ? (await ask('GET', path, { as: as['admin-1'] })).headers.get('etag')
    : undefined;
  return ask(name.split(' ')[0], path, {
    as: as['admin-1'],
    body,
    headers: etag ? { 'If-Match': etag } : {},
  });
}

describe('settings', () => {
  test.each(everySetting())(
    'every value of %s',
    async (member, bodies) => {
      for (const [nth, body] of bodies.entries()) {
        const put = () => save(SETTINGS, at('/settings'), body);
        let saved = await put();
        if (saved.body.code === 'line_of_another_day') {
          await allGo();
          saved = await put();
        }
        // Whether the database knows the zone too is a rule, not part of the schema.
        const fine = member === 'timeZone' && saved.body.code === 'unknown_time_zone' ? 422 : 200;
        expect([JSON.stringify(body), saved.status]).toEqual([JSON.stringify(body), fine]);
        await live();
        // Reports calculate in the zone: every report is read in every zone.
        await closeDay(member === 'timeZone' ? undefined : reportsOf(nth, bodies.length));
        expect([JSON.stringify(body), stopped()]).toEqual([JSON.stringify(body), []]);
      }
      await recovers();
    },
    300_000,
  );
});

test('every value of a queue', async () => {
  const bodies = everyQueue();
  for (const [nth, body] of bodies.entries()) {
    // A queue for this test, with somebody waiting in it; then it gets the new value.
    await ask('POST', at('/tickets'), { as: as.kiosk, body: { queue: 'caja' } });
    const saved = await save(QUEUE, at('/queues/caja'), body);
    expect([JSON.stringify(body), saved.status]).toEqual([JSON.stringify(body), 200]);
    await live();
    await ask('POST', at('/tickets'), { as: as.kiosk, body: { queue: 'empresas' } });
    // Tomorrow the prefix is free again, and nobody waits behind the tickets of earlier values.
    if (body.prefix !== 'C' || nth % 10 === 9) {
      await closeDay(reportsOf(nth, bodies.length));
    }
    expect([JSON.stringify(body), stopped()]).toEqual([JSON.stringify(body), []]);
  }
  await recovers();
}, 300_000);

/** Saves the drawn values; where two conflict, the refusal names them, and one is dropped. */
async function saveDrawn(name: RouteName, path: string, drawn: Body, usual: Body) {
  let body = drawn;
  for (let tries = Object.keys(body).length; ; tries -= 1) {
    const { status, body: answer } = await save(name, path, body);
    if (status === 200) return body;
    expect([answer.code, tries > 0]).toEqual([answer.code, true]);
    if (answer.code === 'line_of_another_day') await allGo();
    body = unrefused(body, answer.errors ?? [], usual);
  }
}

test('randomly drawn values of all settings and of a queue at once', async () => {
  const rows = atLength(24, 400);
  await office.subscribe(stage, as['auditor-1']);
  const before = { came, served };
  for (const [nth, drawn] of drawnTogether(rows).entries()) {
    const saved = [
      await saveDrawn(SETTINGS, at('/settings'), drawn.settings, {}),
      await saveDrawn(QUEUE, at('/queues/caja'), drawn.queue, usualQueue),
    ];
    await live();
    await closeDay(reportsOf(nth, rows));
    await stage.app.sendReports();
    expect([JSON.stringify(saved), stopped()]).toEqual([JSON.stringify(saved), []]);
  }
  await recovers();
  expect(Math.min(came - before.came, served - before.served)).toBeGreaterThan(rows / 3);
  // Days on which a branch was open or somebody came: fewer, the more weekends were drawn.
  expect(office.reports()).toBeGreaterThan(rows / 3);
}, 300_000);

const spared = [/sessions/, /enrol/, /\/settings$/, /PUT .*\/queues\/:queue$/];

test('every value of every other route, for every place', async () => {
  const who = ['admin-1', 'supervisor-1', 'advisor-1', 'kiosk'];
  const ticket = (await stage.ticket()).as;
  for (const name of Object.keys(routes) as RouteName[]) {
    if (spared.some((each) => each.test(name))) continue;
    const [method, path] = name.split(' ');
    const hasBody = name.replace(/:(\w+)/g, '{$1}') in accepted;
    const bodies =
      name === 'PUT /api/staff/:staff'
        ? bodiesOf(name, { username: 'x', firstName: 'X', role: 'advisor', branches: ['1'] })
        : hasBody
          ? bodiesOf(name)
          : [undefined];
    for (const [index, body] of [...bodies, bodies[0]].entries()) {
      const places = paths(path);
      // Each body for one place, and the first body for every place.
      for (const place of index === 0 ? places : [places[0]]) {
        const callers = path.startsWith('/api/my') ? [ticket] : who.map((each) => as[each]);
        for (const caller of callers) {
          if (method === 'POST' && place.includes('customers/erase')) continue;
          await ask(method, place, { as: caller, body });
        }
      }
    }
  }
  // The branch works with what was saved.
  await live();
  await closeDay();
  await recovers();
}, 600_000);

test('every branch still holds, and so does the bank', async () => {
  await stayIn(-3_000);
  expect(served).toBeGreaterThan(100);
  const reports = await verifyChains(stage.app.audit, stage.app.vault);
  expect(reports.flatMap(({ faults }) => faults)).toEqual([]);
  expect(stopped()).toEqual([]);
});
