import { join } from 'node:path';
import { Client } from 'pg';
import { anchorsIn } from '../../../src/app/anchors/anchors';
import { readConfig } from '../../../src/app/config';
import { App } from '../../../src/app/create-app';
import { canonical } from '../../../src/app/domain/model/canonical';
import { Event } from '../../../src/app/domain/model/events';
import { headText } from '../../../src/app/domain/model/head';
import { serve, verify } from '../../../src/app/main';
import { openObjects } from '../../../src/app/objects/open';
import { createVault } from '../../../src/app/vault/vault';
import { SEED, seedBank } from '../../support/bank';
import { createDatabase, TestDatabase } from '../../support/database';
import { testFolder } from '../../support/test-folder';
import { useS3 } from '../platform/s3';

const KEYS = 'keys-of-the-anchor-test-0123456789abcdef';
const DAY = 86_400_000;

const s3 = useS3();
let database: TestDatabase;
let client: Client;
/** The apps' clock: after seeding, at noon of the bank's day. */
let now: number;

beforeEach(async () => {
  database = await createDatabase();
  await seedBank(database.url, KEYS, { branches: ['1', '2'], advisors: 1 });
  client = new Client({ connectionString: database.url });
  await client.connect();
  now = Math.ceil(Date.now() / DAY) * DAY + DAY / 2;
});
afterEach(async () => {
  await client.end();
  await database.drop();
});

const configOf = (place: string) =>
  readConfig({
    PORT: '0',
    DATABASE_URL: database.url,
    DATA_KEYS: KEYS,
    LOG_LEVEL: 'silent',
    AUDIT_ANCHORS: place,
  });
const start = (place: string) =>
  serve(configOf(place), {
    host: '127.0.0.1',
    pagesFolder: undefined,
    sweepEveryMs: false,
    clock: () => now,
    writeMetrics: () => undefined,
  });
const issue = (app: App, branch: string) =>
  app.operations.issueTicket(
    { branch, actor: SEED },
    { queue: 'caja', lane: 'general', language: 'es' },
  );
/** Issues tickets today, then moves the clock to noon tomorrow. */
async function spendDay(app: App) {
  await issue(app, '1');
  await issue(app, '2');
  now += DAY;
  await app.sweep.step(now);
}
const verified = async (place: string) => {
  const lines: string[] = [];
  const holds = await verify(configOf(place), (line) => lines.push(...line.split('\n')));
  return { holds, lines };
};

describe.each([
  ['a folder', async () => join(await testFolder('anchors'), 'kept')],
  ['a bucket', async () => `s3://anchors/${Math.random().toString(36).slice(2)}`],
])('closed days anchored in %s', (_, place) => {
  it('cover every branch and the bank once, however often and wherever anchored', async () => {
    const where = await place();
    const apps = await Promise.all([start(where), start(where)]);
    try {
      await apps[0].anchor();
      const kept = anchorsIn(openObjects(where));
      const bankBefore = await kept.of('bank'); // seeding, the day before
      expect(await kept.of('1')).toEqual([]);
      await spendDay(apps[0]);
      await spendDay(apps[1]);
      await Promise.all([...apps, ...apps, ...apps].map((app) => app.anchor()));
      const closings = (
        await client.query(
          `
            select body::json -> 'fact' ->> 'day' as day, seq, hash
              from events
             where branch_id = '1' and type = 'DayClosed'
             order by seq`,
        )
      ).rows as object[];
      expect(closings.length).toBeGreaterThanOrEqual(2);
      expect(await kept.of('1')).toEqual(closings.map((each) => ({ branch: '1', ...each })));
      expect(await kept.of('2')).toHaveLength(closings.length);
      expect(bankBefore).toHaveLength(1);
      expect(await kept.of('bank')).toEqual(bankBefore); // its chain has not grown since
      const { holds, lines } = await verified(where);
      expect(lines.filter((line) => line.startsWith('chain 1:'))).toEqual([
        expect.stringContaining(`unbroken, ${closings.length} closed days match their anchors`),
      ]);
      expect(holds).toBe(true);
    } finally {
      await Promise.all(apps.map((app) => app.close()));
    }
  });
});

it('days that closed while the store was down are anchored once it is back', async () => {
  const app = await start('s3://anchors/away');
  try {
    await app.anchor();
    await s3().away(true);
    await spendDay(app);
    await expect(app.anchor()).rejects.toThrow();
    await spendDay(app);
    await s3().away(false);
    await app.anchor();
    expect(
      (await anchorsIn(openObjects('s3://anchors/away')).of('1')).length,
    ).toBeGreaterThanOrEqual(2);
  } finally {
    await s3().away(false);
    await app.close();
  }
});

/**
 * Rewrites the past with valid hashes, which takes both the keys and the database's administrator.
 */
async function forgeChain(branch: string, change: (event: Event) => Event) {
  const vault = createVault(KEYS);
  const { rows } = await client.query(
    'select seq, body from events where branch_id = $1 order by seq',
    [branch],
  );
  let hash = '';
  for (const { seq, body } of rows as { seq: string; body: string }[]) {
    const forged = canonical(change(JSON.parse(body) as Event));
    hash = vault.chain(hash, forged);
    await client.query('update events set body = $3, hash = $4 where branch_id = $1 and seq = $2', [
      branch,
      seq,
      forged,
      hash,
    ]);
  }
  await client.query('update branch_heads set hash = $2 where branch_id = $1', [branch, hash]);
  const { rows: heads } = await client.query(
    `select branch_id as branch, seq::integer, at::float8, hash, day,
            config_version as "configVersion" from branch_heads where branch_id = $1`,
    [branch],
  );
  await client.query('update branch_heads set seal = $2 where branch_id = $1', [
    branch,
    vault.sealed(headText(heads[0] as never)),
  ]);
}

describe('against anchors', () => {
  let where: string;
  let app: App;
  beforeEach(async () => {
    where = join(await testFolder('anchors'), 'kept');
    app = await start(where);
    await spendDay(app);
    await spendDay(app);
    await app.anchor();
  });
  afterEach(async () => {
    await app.close();
  });

  it('finds a history rewritten with the right keys, which the chain alone cannot', async () => {
    await forgeChain('1', (event) =>
      event.fact.type === 'TicketIssued'
        ? { ...event, fact: { ...event.fact, position: 99 } }
        : event,
    );
    expect((await verified(join(await testFolder('none'), 'empty'))).holds).toBe(true);
    const { holds, lines } = await verified(where);
    expect(holds).toBe(false);
    expect(lines).toContainEqual(
      expect.stringMatching(
        /^branch 1: event \d+ is not the one with which \d{4}-\d\d-\d\d was closed/,
      ),
    );
  });

  it('finds a chain whose end was cut off together with its head', async () => {
    const {
      rows: [{ seq }],
    } = await client.query(
      "select min(seq) as seq from events where branch_id = '1' and type = 'DayClosed'",
    );
    await client.query("delete from events where branch_id = '1' and seq >= $1", [seq]);
    await client.query(
      `
        update branch_heads
           set seq = $1 - 1,
               hash = (select hash from events where branch_id = '1' and seq = $1 - 1)
         where branch_id = '1'`,
      [seq],
    );
    const { lines } = await verified(where);
    expect(lines).toContainEqual(
      expect.stringMatching(/^branch 1: .* was closed at event \d+, and the chain ends at \d+/),
    );
  });

  it('verifies a chain whose old days were removed, starting from its kept anchor', async () => {
    const [first] = await anchorsIn(openObjects(where)).of('1');
    await client.query("delete from events where branch_id = '1' and seq <= $1", [first.seq]);
    const { holds, lines } = await verified(where);
    expect(lines).toContainEqual(
      expect.stringContaining(`after ${first.day}, starting from its anchor, unbroken`),
    );
    expect(holds).toBe(true);
    await client.query("delete from events where branch_id = '1' and seq = $1", [first.seq + 1]);
    expect((await verified(where)).lines).toContainEqual(
      expect.stringContaining('branch 1: event 1 is missing'),
    );
  });

  it('keeps the anchor of a day that no longer ends where it was anchored', async () => {
    await forgeChain('1', (event) =>
      event.fact.type === 'TicketIssued'
        ? { ...event, fact: { ...event.fact, position: 99 } }
        : event,
    );
    const before = await anchorsIn(openObjects(where)).of('1');
    const {
      rows: [{ day, seq, hash }],
    } = await client.query(
      `
        select body::json -> 'fact' ->> 'day' as day, seq::integer, hash
          from events
         where branch_id = '1' and type = 'DayClosed'
         order by seq limit 1`,
    );
    await expect(
      anchorsIn(openObjects(where)).keep({ branch: '1', day, seq, hash }),
    ).rejects.toThrow(/its events were changed after that/);
    expect(await anchorsIn(openObjects(where)).of('1')).toEqual(before);
  });
});
