import { join } from 'node:path';
import { Client } from 'pg';
import { readConfig } from '../../../src/app/config';
import { App } from '../../../src/app/create-app';
import { createLog } from '../../../src/app/log';
import { serve } from '../../../src/app/main';
import { SEED, seedBank } from '../../support/bank';
import { createDatabase, TestDatabase } from '../../support/database';
import { testFolder } from '../../support/test-folder';

/** The first of two instances verifies the record at night. */

const KEYS = 'keys-of-the-nightly-test-0123456789abcdef';
const DAY = 86_400_000;

let database: TestDatabase;
let client: Client;
let apps: readonly App[];
const written: string[] = [];
const logged: string[] = [];
let now = Math.ceil(Date.now() / DAY) * DAY + DAY / 2;
beforeAll(async () => {
  database = await createDatabase();
  await seedBank(database.url, KEYS, { branches: ['1', '2'], advisors: 1 });
  client = new Client({ connectionString: database.url });
  await client.connect();
  const anchors = join(await testFolder('nightly'), 'kept');
  const start = () =>
    serve(
      readConfig({
        PORT: '0',
        DATABASE_URL: database.url,
        DATA_KEYS: KEYS,
        LOG_LEVEL: 'silent',
        AUDIT_ANCHORS: anchors,
      }),
      {
        host: '127.0.0.1',
        pagesFolder: undefined,
        sweepEveryMs: false,
        clock: () => now,
        writeMetrics: (line) => written.push(line),
        log: createLog('error', 'nightly', { write: (line: string) => logged.push(line) }),
      },
    );
  apps = [await start(), await start()];
});
afterAll(async () => {
  await Promise.all((apps ?? []).map((app) => app.close()));
  await client?.end();
  await database?.drop();
});

const proofs = async () =>
  (
    await client.query<{ readonly body: string }>(
      `select body from events where branch_id = 'bank' and body like '%"what":"audit-%'
        order by seq`,
    )
  ).rows.map(({ body }) => {
    const { what, subject, details } = JSON.parse(body).fact;
    return { what, subject, details };
  });
const night = async () => {
  now += DAY;
  await Promise.all(apps.map((app) => app.proveNightly()));
};

test('what holds is proven once', async () => {
  const issued = { queue: 'caja', lane: 'general', language: 'es' } as const;
  await apps[0].operations.issueTicket({ branch: '1', actor: SEED }, issued);
  await night();
  await Promise.all(apps.map((app) => app.proveNightly()));
  expect(await proofs()).toEqual([
    {
      what: 'audit-verified',
      subject: 'bank',
      details: { chains: 3, events: expect.any(Number), unproven: 0 },
    },
  ]);
});

test('a later change is reported the next night, for its branch', async () => {
  await client.query(
    "update events set body = replace(body, 'caja', 'cbja') where branch_id = '1' and seq = 3",
  );
  await night();
  const told = (await proofs()).at(-1)!;
  expect(told).toMatchObject({ what: 'audit-broken', subject: '1' });
  expect(told.details.more).toBe(told.details.faults);
});

test('the night after that repeats it, and finds no more', async () => {
  await night();
  expect((await proofs()).at(-1)).toMatchObject({
    what: 'audit-broken',
    subject: '1',
    details: { more: 0 },
  });
  expect(await proofs()).toHaveLength(3);
});

test("notes taken between two nights count in the second: a chain's end was cut off", async () => {
  const issued = { queue: 'caja', lane: 'general', language: 'es' } as const;
  await client.query('create temporary table heads as select * from branch_heads');
  await apps[0].operations.issueTicket({ branch: '2', actor: SEED }, issued);
  await apps[0].anchor();
  await client.query(`
    delete from events e using heads h where e.branch_id = '2' and h.branch_id = '2'
                                         and e.seq > h.seq;
    delete from tickets where branch_id = '2';
    update branch_heads b set seq = h.seq, hash = h.hash, at = h.at, seal = h.seal,
                              sealed_seq = h.sealed_seq, day = h.day
      from heads h where h.branch_id = '2' and b.branch_id = '2'`);
  await night();
  const said = (await proofs()).filter(({ subject }) => subject === '2');
  expect(said).toMatchObject([{ what: 'audit-broken' }]);
  expect(logged.filter((line) => line.includes('the open day was noted'))).toHaveLength(1);
});

test('two nights have rung, each above the ten that the alarm tolerates', async () => {
  await Promise.all(apps.map((app) => app.close()));
  const errors = written.map((line) => JSON.parse(line).ServerErrors as number);
  expect(errors.reduce((sum, each) => sum + each, 0)).toBe(22);
});
