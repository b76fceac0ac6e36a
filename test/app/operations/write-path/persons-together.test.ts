import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { App, createApp } from '../../../../src/app/create-app';
import { Refused } from '../../../../src/app/domain/model/errors';
import { createLog } from '../../../../src/app/log';
import { createVault } from '../../../../src/app/vault/vault';
import { SEED, seedBank } from '../../../support/bank';
import { createDatabase, TestDatabase } from '../../../support/database';
import { rutOf } from '../../../support/rut';
import { until } from '../../../support/wait';

/** Tickets of persons who come at the same time, with rows as the database really makes them. */

const keys = 'keys of a test, long enough to be used as such';
let database: TestDatabase;
let app: App;
let client: Client;

beforeAll(async () => {
  database = await createDatabase();
  await seedBank(database.url, keys, { branches: ['1', '2'], advisors: 1 });
  app = await createApp({
    database: { url: database.url },
    dataKeys: keys,
    port: 0,
    host: '127.0.0.1',
    instance: 'a',
    plugins: [],
    sweepEveryMs: false,
    log: createLog('silent', 'a'),
  });
  client = new Client({ connectionString: database.url });
  await client.connect();
}, 240_000);

afterAll(async () => {
  await client?.end();
  await app?.close();
  await database?.drop();
});

const issue = (branch: string, nationalId?: string, queue = 'caja') =>
  app.operations
    .issueTicket({ branch, actor: SEED }, { queue, lane: 'general', language: 'es', nationalId })
    .then(
      ({ answer }) => answer.number,
      (error: Refused) => `${error.code} ${String(error.extra?.number ?? '')}`.trim(),
    );

const counted = async (text: string) => {
  const { rows } = await client.query<{ n: number }>(text);
  return rows[0].n;
};
const lockWaiters = (waiting: number, what: string) =>
  until(
    async () =>
      // otherwise the snapshot of the statistics would last until the transaction ends
      (await client.query('select pg_stat_clear_snapshot()')) &&
      (await counted(
        `select count(*)::integer as n from pg_stat_activity
          where datname = current_database() and wait_event_type = 'Lock'`,
      )) === waiting,
    what,
  );

/** Starts `work` while both branches are locked, and unlocks them once it waits for them. */
async function atOnce<T>(
  waiting: number,
  work: () => Promise<T>,
  then: () => Promise<void> = async () => undefined,
): Promise<T> {
  await client.query('begin');
  await client.query('select from branch_heads where branch_id <> $1 for update', ['0']);
  const done = work();
  await lockWaiters(waiting, 'the branches wait for their locks');
  await client.query('commit');
  await then();
  return done;
}

const persons = () => counted('select count(*)::integer as n from customers');
const commits = (branch: string) =>
  counted(`
    select count(distinct at)::integer as n from events
     where branch_id = '${branch}' and type = 'TicketIssued'`);

test('they share a transaction; a refused person leaves no row', async () => {
  await issue('1');
  expect(await issue('1', rutOf(10_000_000))).toBe('C02');
  const before = [await persons(), await commits('1')];
  const some = Array.from({ length: 8 }, (_, n) => rutOf(11_000_000 + n));
  const answers = await atOnce(1, () =>
    Promise.all([
      issue('1', some[0]),
      ...some.slice(1).map((rut) => issue('1', rut)),
      issue('1', rutOf(12_000_000), 'nowhere'),
      issue('1'),
      // one has just got a ticket, one has had a ticket since before
      issue('1', some[3]),
      issue('1', rutOf(10_000_000)),
      issue('1', rutOf(13_000_000)),
    ]),
  );
  expect(answers).toEqual([
    ...['C03', 'C04', 'C05', 'C06', 'C07', 'C08', 'C09', 'C10'],
    'unknown_queue',
    'C11',
    'active_ticket_exists C06',
    'active_ticket_exists C02',
    'C12',
  ]);
  expect(await persons()).toBe(before[0] + 9);
  // the first alone, then the others up to a person to be looked up again, then the rest
  expect((await commits('1')) - before[1]).toBeLessThanOrEqual(3);
});

test('two branches that create the same persons share one row, whichever is first', async () => {
  await issue('2');
  const before = await persons();
  const commitsBefore = [await commits('1'), await commits('2')];
  const some = Array.from({ length: 15 }, (_, n) => rutOf(14_000_000 + n));
  const vault = createVault(keys);
  const another = new Client({ connectionString: database.url });
  await another.connect();
  await another.query('begin');
  await another.query('insert into customers (id, blind_index) values ($1, $2)', [
    randomUUID(),
    vault.blindIndex(some[7], 'national-id'),
  ]);
  const answers = await atOnce(
    2,
    () =>
      Promise.all([
        issue('1'),
        issue('2'),
        ...some.map((rut) => issue('1', rut)),
        ...[...some].reverse().map((rut) => issue('2', rut)),
      ]),
    async () => {
      // each has made some of the rows when they block each other
      await lockWaiters(2, 'both wait for a person');
      await another.query('rollback');
      await another.end();
    },
  );
  expect(answers.filter((each) => !/^C\d+$/.test(each))).toEqual([]);
  expect(await persons()).toBe(before + some.length);
  expect((await commits('1')) - commitsBefore[0]).toBeLessThanOrEqual(3);
  expect((await commits('2')) - commitsBefore[1]).toBeLessThanOrEqual(3);
  expect(
    await counted(
      'select deadlocks::integer as n from pg_stat_database where datname = current_database()',
    ),
  ).toBe(0);
  // the persons come again, and their rows are renewed
  await client.query(
    "update tickets set state = 'cancelled', ended_at = 1 where customer_id is not null",
  );
  const again = await atOnce(2, () =>
    Promise.all([
      ...some.map((rut) => issue('1', rut)),
      ...[...some].reverse().map((rut) => issue('2', rut)),
    ]),
  );
  expect(again.filter((each) => !/^C\d+$/.test(each))).toEqual([]);
  expect(await persons()).toBe(before + some.length);
});
