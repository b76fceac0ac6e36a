import knexOf from 'knex';
import { Client } from 'pg';
import { up } from '../../../../src/app/db/migrations/0010-settings-that-hold';
import { BranchSettings } from '../../../../src/app/domain/model/settings';
import { until } from '../../../support/wait';
import { openStage, Stage } from '../../http/stage';
import { branchOne, SYSTEM } from './branch-one';

/** The branch's calendar over HTTP, with a clock set by the test. */

let stage: Stage;
let client: Client;
/** Monday 9 March 2026, 10:00 in Santiago. */
const DAY = 86_400_000;
let aMonday = Date.parse('2026-03-09T13:00:00Z');
let now = aMonday;
beforeAll(async () => {
  stage = await openStage({ clock: () => now });
  client = new Client({ connectionString: stage.databaseUrl });
  await client.connect();
});
afterAll(async () => {
  await client?.end();
  await stage?.close();
});

const settingsOf = (branch: string) => `/api/branches/${branch}/settings`;
async function put(branch: string, overrides: object) {
  const as = await stage.staff('admin-1');
  const { version } = (await stage.ask('GET', settingsOf(branch), { as })).body;
  return stage.ask('PUT', settingsOf(branch), {
    as,
    body: overrides,
    headers: { 'If-Match': `"${version}"` },
  });
}
const { settingsAre, issue, states, at } = branchOne(
  () => stage,
  (time) => (now = time),
);
const hoursAre = (hours: BranchSettings['hours']) => settingsAre({ hours });

const OVERLAPS = [
  { from: '09:00', to: '13:00' },
  { from: '12:00', to: '15:00' },
] as const;

describe('what settings accept', () => {
  test.each([
    ['timeZone', '-0300'],
    ['timeZone', '+03:00'],
    ['timeZone', 'UTC+3'],
    ['timeZone', 'posixrules'],
    ['timeZone', 'America/Nowhere'],
    ['timeZone', ''],
    ['dayStartsAt', '24:00'],
    ['dayStartsAt', '9:00'],
    ['hours', { 1: [{ from: '24:00', to: '24:00' }] }],
    ['hours', { 1: [{ from: '09:00', to: '09:00' }] }],
    ['hours', { 1: [{ from: '09:00', to: '25:00' }] }],
    ['hours', { 1: [OVERLAPS[0], OVERLAPS[1]] }],
    ['hours', { 1: [OVERLAPS[1], OVERLAPS[0]] }],
    ['hours', { 1: [OVERLAPS[0], OVERLAPS[0]] }],
    [
      'hours',
      {
        1: [
          { from: '22:00', to: '02:00' },
          { from: '23:00', to: '23:30' },
        ],
      },
    ],
    ['dates', { '2026-03-02': { spans: OVERLAPS } }],
    ['dates', { '2026-02-30': { spans: [] } }],
    ['dates', { '2026-2-3': { spans: [] } }],
    ['dates', { '2026-03-02': { spans: [{ from: '10:00', to: '10:00' }] } }],
    ['closures', [{ from: '2026-03-02', until: '2026-03-01' }]],
    ['closing', { lastTicketMinutes: -1 }],
  ])('%s never %j', async (field, value) => {
    const answer = await put('1', { [field]: value });
    expect(answer).toMatchObject({ status: 422 });
    expect(answer.body.errors![0].field).toMatch(new RegExp(`^${field}`));
  });

  test('overlapping hours are named with what was sent; adjoining ones are accepted', async () => {
    const refused = await put('1', { hours: { 1: OVERLAPS } });
    expect(refused.body.errors).toEqual([
      { field: 'hours.1.0.to', got: '13:00', wants: 'to end by 12:00, when the next hours begin' },
    ]);
    const touching = [
      { from: '12:00', to: '15:00' },
      { from: '22:00', to: '02:00' },
      { from: '00:00', to: '12:00' },
    ];
    expect((await put('2', { hours: { 1: touching, 2: touching } })).status).toBe(200);
  });

  test.each(['America/Punta_Arenas', 'Etc/GMT+3', 'UTC', 'Asia/Kathmandu', 'EST5EDT'])(
    'every report works in zone %s',
    async (timeZone) => {
      expect((await put('2', { timeZone })).status).toBe(200);
      const as = await stage.staff('admin-1');
      for (const name of ['tickets', 'waits', 'services', 'advisors', 'estimates', 'accuracy']) {
        const path = `/api/branches/2/reports/${name}.csv?from=2026-03-09&to=2026-03-10`;
        expect((await stage.ask('GET', path, { as })).status).toBe(200);
      }
    },
  );

  test('a zone that Node knows and the database does not is refused in words', async () => {
    // like an older PostgreSQL: the same list without one zone
    await client.query(`
      create view public.pg_timezone_names as
        select * from pg_catalog.pg_timezone_names where name <> 'America/Coyhaique'`);
    await client.query(`
      do $$ begin execute format(
        'alter role %I in database %I set search_path = public, pg_catalog',
        current_user, current_database()); end $$`);
    const { rows } = await client.query('select current_database() as name');
    await client.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
        where datname = $1 and pid <> pg_backend_pid()`,
      [rows[0].name],
    );
    const as = await stage.staff('admin-1');
    await until(
      async () => (await stage.ask('GET', settingsOf('2'), { as })).status === 200,
      'the app',
    );
    const answer = await put('2', { timeZone: 'America/Coyhaique' });
    expect(answer).toMatchObject({ status: 422, body: { code: 'unknown_time_zone' } });
    expect(answer.body.errors).toMatchObject([{ field: 'timeZone', got: 'America/Coyhaique' }]);
  });
});

describe('hours over midnight', () => {
  test.each([
    ['two spans', { 1: [{ from: '09:00', to: '24:00' }], 2: [{ from: '00:00', to: '02:00' }] }],
    ['one span', { 1: [{ from: '22:00', to: '02:00' }] }],
  ])('%s: the line stays until the branch closes', async (_name, hours) => {
    now = aMonday += 7 * DAY;
    const [monday, tuesday] = [0, DAY].map((later) =>
      new Date(aMonday + later).toISOString().slice(0, 10),
    );
    await hoursAre(hours);
    await at(`${tuesday}T02:50:00Z`); // 23:50
    const first = await issue();
    await at(`${tuesday}T03:00:30Z`); // 00:00:30
    const second = await issue();
    expect(second).not.toBe(first);
    expect(await states(first, second)).toEqual(['waiting', 'waiting']);
    await at(`${tuesday}T04:59:00Z`); // 01:59
    expect(await states(first, second)).toEqual(['waiting', 'waiting']);
    const { rows } = await client.query(
      "select distinct day from tickets where branch_id = '1' and state = 'waiting'",
    );
    expect(rows).toEqual([{ day: monday }]);
    await at(`${tuesday}T05:00:30Z`); // 02:00:30
    await expect(issue()).rejects.toMatchObject({ code: 'branch_closed' });
    const { rows: open } = await client.query(
      "select number from tickets where branch_id = '1' and state = 'waiting'",
    );
    expect(open).toEqual([]);
  });

  test('always open: the line is kept and nobody shares a number', async () => {
    now = aMonday += 7 * DAY;
    await hoursAre('always');
    const tuesday = new Date(aMonday + DAY).toISOString().slice(0, 10);
    await at(`${tuesday}T02:50:00Z`);
    const first = await issue();
    await at(`${tuesday}T03:00:30Z`);
    const numbers = [first];
    for (let n = 0; n < 3; n += 1) numbers.push(await issue());
    expect(new Set(numbers).size).toBe(4);
    expect(await states(first)).toEqual(['waiting']);
    await at(`${tuesday}T20:00:00Z`);
    expect(await states(...numbers)).toEqual(['waiting', 'waiting', 'waiting', 'waiting']);
  });

  test('always open: nobody is reopened under a number that was given again', async () => {
    now = aMonday += 7 * DAY;
    await settingsAre({ hours: 'always', outOfTurnAllowed: true });
    const tuesday = new Date(aMonday + DAY).toISOString().slice(0, 10);
    const context = { branch: '1', actor: { kind: 'staff', id: 'advisor-1' } } as const;
    const { operations } = stage.app;
    await at(`${tuesday}T02:50:00Z`);
    const number = await issue();
    const { id } = await operations.ticketByNumber('1', number);
    const mine = { ticket: id, staff: 'advisor-1', supervises: false };
    const [advisor, counter] = ['advisor-1', '1'];
    await operations.setAdvisor(context, { advisor, state: 'available', counter });
    await operations.callTicket(context, { advisor, counter, ticket: id, reason: 'other' });
    await operations.start(context, mine);
    await at(`${tuesday}T04:00:30Z`); // an hour later since Sunday
    // a day begins with its first ticket, here of another queue
    const another = { queue: 'empresas', lane: 'general', language: 'es' } as const;
    await operations.issueTicket({ branch: '1', actor: SYSTEM }, another);
    await operations.finish(context, { ...mine, next: false });
    expect((await operations.undo(context, mine)).answer.ticket.state).toBe('serving');
    await operations.finish(context, { ...mine, next: false });
    let given = '';
    for (let n = 0; n < 20 && given !== number; n += 1) given = await issue();
    expect(given).toBe(number);
    await expect(operations.undo(context, mine)).rejects.toMatchObject({ code: 'number_in_use' });
  });
});

describe('dates', () => {
  const MORNING = [{ from: '09:00', to: '14:00' }];
  const weekdays = Object.fromEntries([1, 2, 3, 4, 5].map((day) => [day, MORNING]));
  const kiosk = (branch = '1') => stage.app.operations.readKiosk(branch);
  const bank = { branch: 'bank', actor: SYSTEM } as const;

  test('a bank holiday, a date of the branch, and a next opening that knows both', async () => {
    now = Date.parse('2027-09-16T20:00:00Z'); // Thursday, closed for the day
    const { overrides, version } = await stage.app.operations.getSettings('bank');
    const dates = {
      '2027-09-17': { spans: [], reason: { es: 'Fiestas Patrias', en: 'Independence' } },
      '2027-09-20': { spans: [] },
    };
    await stage.app.operations.putSettings(bank, {
      ifVersion: version,
      overrides: { ...(overrides as object), dates },
    });
    await settingsAre({
      hours: weekdays,
      dates: { '2027-09-20': { spans: [{ from: '10:00', to: '12:00' }] } },
    });
    expect(await kiosk()).toMatchObject({ open: false, opensAt: '2027-09-20T13:00:00.000Z' });
    now = Date.parse('2027-09-17T14:00:00Z');
    expect(await kiosk()).toMatchObject({
      open: false,
      reason: { es: 'Fiestas Patrias', en: 'Independence' },
    });
    await expect(issue()).rejects.toMatchObject({
      code: 'branch_closed',
      extra: { opensAt: '2027-09-20T13:00:00.000Z' },
    });
    now = Date.parse('2027-09-20T14:59:00Z');
    expect(await kiosk()).toMatchObject({ open: true, reason: null });
    now = Date.parse('2027-09-20T15:00:00Z');
    expect(await kiosk()).toMatchObject({ open: false });
  });

  test('an always-open branch closes on a date, and its line ends there', async () => {
    now = Date.parse('2027-10-05T15:00:00Z');
    await settingsAre({ hours: 'always', dates: { '2027-10-06': { spans: [] } } });
    expect(await kiosk()).toMatchObject({ open: true, opensAt: '2027-10-07T03:00:00.000Z' });
    now = Date.parse('2027-10-06T15:00:00Z');
    expect(await kiosk()).toMatchObject({ open: false, opensAt: '2027-10-07T03:00:00.000Z' });
  });

  test('one command closes every branch from tomorrow; lifting it opens them again', async () => {
    now = Date.parse('2027-11-09T15:00:00Z'); // a Tuesday
    await settingsAre({ hours: weekdays });
    const reason = { es: 'Emergencia', en: 'Emergency' };
    expect(await stage.app.operations.closeBranch(bank, { reason })).toEqual([
      { from: '2027-11-10', reason },
    ]);
    expect(await kiosk()).toMatchObject({ open: true, opensAt: null });
    now = Date.parse('2027-11-10T15:00:00Z');
    for (const branch of ['1', '2']) {
      expect(await kiosk(branch)).toMatchObject({ open: false, opensAt: null, reason });
    }
    // a branch may add its own closure; neither replaces the other
    await stage.app.operations.closeBranch(
      { branch: '1', actor: SYSTEM },
      { from: '2027-11-11', until: '2027-11-12' },
    );
    expect(await stage.app.operations.liftClosure(bank, '2027-11-10')).toEqual([]);
    expect(await kiosk('1')).toMatchObject({ open: true, opensAt: '2027-11-15T12:00:00.000Z' });
    now = Date.parse('2027-11-11T15:00:00Z');
    expect(await kiosk('1')).toMatchObject({ open: false });
    await stage.app.operations.liftClosure({ branch: '1', actor: SYSTEM }, '2027-11-11');
    expect(await kiosk('1')).toMatchObject({ open: true });
  });
});

test('values accepted by an older release are corrected by the migration', async () => {
  await client.query(`
    insert into settings (scope, version, overrides) values
      ('o1', 1, '{"timeZone": "-0300", "dayStartsAt": "24:00", "preferentialRun": 2}'),
      ('o2', 1, '{"timeZone": "+05:30"}'), ('o3', 1, '{"timeZone": "America/Santiago"}')`);
  const knex = knexOf({ client: 'pg', connection: stage.databaseUrl });
  await up(knex);
  await knex.destroy();
  const { rows } = await client.query(
    "select overrides from settings where scope like 'o_' order by scope",
  );
  expect(rows.map(({ overrides }) => overrides)).toEqual([
    { timeZone: 'Etc/GMT+3', dayStartsAt: '00:00', preferentialRun: 2 },
    {},
    { timeZone: 'America/Santiago' },
  ]);
});
