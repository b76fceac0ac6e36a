import { Client } from 'pg';
import { App, createApp } from '../../../../src/app/create-app';
import { createLog } from '../../../../src/app/log';
import { SEED, seedBank } from '../../../support/bank';
import { createDatabase, TestDatabase } from '../../../support/database';

/** Branch 1 comes first and cannot be swept; branch 2 must not notice. */

const KEYS = 'keys-of-the-sweep-trouble-0123456789abcdef';
const DAY = 86_400_000;
let database: TestDatabase;
let client: Client;
let app: App;
let now = Date.now();
let stuck = 0;
const lines: Record<string, unknown>[] = [];

beforeAll(async () => {
  database = await createDatabase();
  await seedBank(database.url, KEYS, { branches: ['1', '2'], advisors: 1 });
  client = new Client({ connectionString: database.url });
  await client.connect();
  app = await createApp({
    database: { url: database.url },
    dataKeys: KEYS,
    port: 0,
    host: '127.0.0.1',
    instance: 'sweep-trouble',
    plugins: [],
    sweepEveryMs: false,
    clock: () => now,
    sweepStuck: () => (stuck += 1),
    log: createLog('warn', 'test', {
      write: (line) => void lines.push(JSON.parse(line) as Record<string, unknown>),
    }),
  });
});
afterAll(async () => {
  await app.close();
  await client.end();
  await database.drop();
});

const issue = (branch: string) =>
  app.operations.issueTicket(
    { branch, actor: SEED },
    { queue: 'caja', lane: 'general', language: 'es' },
  );
/** Bypasses every validator, like a row from an older release. */
const setDayStart = async (branch: string, time: string) => {
  await client.query(
    `update settings set overrides = overrides || jsonb_build_object('dayStartsAt', $2::text)
      where scope = $1`,
    [branch, time],
  );
  await client.query(
    'update branch_heads set config_version = config_version + 1 where branch_id = $1',
    [branch],
  );
};
const dayOf = async (branch: string) =>
  (await client.query('select day from branch_heads where branch_id = $1', [branch])).rows[0]
    .day as string;

test("one branch's failure stops no other, backs off each time, and rings", async () => {
  await issue('1');
  await issue('2');
  const [first, second] = [await dayOf('1'), await dayOf('2')];
  await setDayStart('1', 'at dawn');
  now += DAY;
  await app.sweep.step(now);
  expect(await dayOf('1')).toBe(first);
  expect((await dayOf('2')) > second).toBe(true);

  const failures = () => lines.filter(({ branch, what }) => branch === '1' && what === 'close-day');
  expect(failures()).toHaveLength(1);
  for (let step = 0; step < 60; step += 1) await app.sweep.step((now += 1_000));
  const pauses = failures().map(({ againInMs }) => againInMs);
  expect(pauses.slice(0, 6)).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 20_000]);
  expect(pauses.length).toBeLessThan(9);
  expect(failures().at(-1)).toMatchObject({ level: 'error' });
  expect(stuck).toBeGreaterThanOrEqual(pauses.length - 2);

  await setDayStart('1', '00:00');
  now += 30_000;
  await app.sweep.step(now);
  expect((await dayOf('1')) > first).toBe(true);
});
