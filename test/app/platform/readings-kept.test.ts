import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { readingsIn } from '../../../src/app/anchors/readings';
import { readConfig } from '../../../src/app/config';
import { App } from '../../../src/app/create-app';
import { migrate } from '../../../src/app/db/connect/migrate';
import { proof, serve, VERIFIED } from '../../../src/app/main';
import { createFolder } from '../../../src/app/objects/folder';
import { Postgres, startPostgres } from '../../../src/local/postgres/postgres';
import { seedBank } from '../../support/bank';
import { call, signIn } from '../../support/caller';
import { caughtUp, startStandby } from '../../support/postgres-standby';
import { testFolder } from '../../support/test-folder';
import { quietFor, until } from '../../support/wait';

/**
 * While the primary is down, a standby answers reports and the audit with their age, and each
 * reading is in the chain afterwards, once, whichever instance kept it and whatever happened to it
 * meanwhile.
 */
const KEYS = 'keys-of-the-readings-test-0123456789abcdef';

let folder: string;
let primary: Postgres;
let standby: Postgres;
const opened: App[] = [];
beforeAll(async () => {
  folder = await testFolder('readings-kept');
  primary = await startPostgres({ folder: join(folder, 'primary'), fsync: false });
  await primary.ensureDatabase('bank');
  await migrate(primary.url('bank'));
  await seedBank(primary.url('bank'), KEYS, { advisors: 1 });
  standby = await startStandby(primary, { folder: join(folder, 'standby'), fsync: false });
});
afterAll(async () => {
  await Promise.all(opened.map((app) => app.close()));
  await standby?.stop('immediate');
  await primary?.stop('immediate');
});

const configured = (anchors?: string) =>
  readConfig({
    PORT: '0',
    DATABASE_URL: primary.url('bank'),
    DATABASE_REPLICA_URLS: standby.url('bank'),
    DATA_KEYS: KEYS,
    LOG_LEVEL: 'silent',
    ...(anchors ? { AUDIT_ANCHORS: anchors } : {}),
  });
async function open(anchors?: string) {
  const app = await serve(configured(anchors), {
    host: '127.0.0.1',
    pagesFolder: undefined,
    sweepEveryMs: false,
    writeMetrics: () => undefined,
  });
  opened.push(app);
  return app;
}

const dates = 'from=2026-01-01&to=2026-12-31';
const get = (app: App, token: string, path: string) =>
  fetch(`${app.url}${path}`, { headers: { Authorization: `Bearer ${token}` } });

/** Data that names a person is not shown; returns the status. */
async function personSought(app: App, token: string): Promise<number> {
  const asked = { body: { nationalId: '12345678-5' }, token };
  return (await call(app.url, 'POST', '/api/branches/1/audit/person', asked)).status;
}

async function readingsOf(app: App, token: string) {
  const answer = await get(app, token, '/api/branches/1/audit/search?type=BankFact&limit=100');
  const { found } = (await answer.json()) as {
    readonly found: readonly { readonly event: { readonly fact: Record<string, unknown> } }[];
  };
  return found
    .map(({ event }) => event.fact)
    .filter(({ details }) => 'kept' in (details as object));
}

test('a standby answers, and each reading is in the chain once, even after a restart', async () => {
  const anchors = join(folder, 'anchors');
  const app = await open(anchors);
  const bare = await open();
  const token = await signIn(app.url, 'auditor-1');
  const report = (from: App) => get(from, token, `/api/branches/1/reports/waits.json?${dates}`);
  const bySpare = async (from: App) => {
    const sent = Date.now();
    const { asOf } = (await (await report(from)).json()) as { readonly asOf: string };
    return Date.parse(asOf) < sent;
  };
  await until(async () => (await bySpare(app)) && (await bySpare(bare)), 'reports of the standby');
  await caughtUp(primary, standby); // the session too, or the standby would not know the caller
  await primary.stop('immediate');

  // A caller is cached for two seconds; after that the standby must know them.
  await quietFor(2_500);
  const asked = `/api/branches/1/reports/tickets.json?${dates}`;
  await until(async () => (await get(app, token, asked)).status === 200, 'a report meanwhile');
  const answers = [
    await get(app, token, asked),
    await get(app, token, '/api/branches/1/audit/search?limit=5'),
    await get(app, token, '/api/branches/1/audit?limit=5'),
    await get(app, token, `/api/reports/branches.json?${dates}`),
  ];
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  const asOf = ((await answers[0].json()) as { readonly asOf: string }).asOf;
  expect(Date.now() - Date.parse(asOf)).toBeGreaterThan(0);
  expect(Date.now() - Date.parse(asOf)).toBeLessThan(60_000);
  expect(await answers[1].json()).toMatchObject({ asOf: expect.any(String) });
  // Once in ten minutes, as always.
  expect(await readdir(join(anchors, '_readings/1'))).toHaveLength(3);
  expect(await readdir(join(anchors, '_readings/bank'))).toHaveLength(1);
  expect(await personSought(app, token)).toBe(503);
  // An instance without room to keep a reading asks the reader to come back.
  expect((await get(bare, token, asked)).status).toBe(503);
  await app.close();
  await bare.close();

  primary = await startPostgres({ folder: join(folder, 'primary'), fsync: false });
  // Reported as waiting, not lost: a proof of the chain lists each.
  const lines: string[] = [];
  expect(await proof(configured(anchors), (line) => lines.push(line))).toBe(VERIFIED.notAll);
  expect(lines.filter((line) => line.includes('waits to be recorded'))).toHaveLength(4);

  const next = await open(anchors);
  const other = await open(anchors);
  const counts = await Promise.all([next.recordReadings(), other.recordReadings()]);
  expect(Math.max(...counts)).toBe(4);
  expect(await next.recordReadings()).toBe(0);
  const again = await signIn(next.url, 'auditor-1');
  const kept = await readingsOf(next, again);
  expect(kept).toHaveLength(3);
  expect(kept).toContainEqual({
    type: 'BankFact',
    what: 'report-read',
    subject: '1',
    details: {
      report: 'tickets',
      format: 'json',
      from: '2026-01-01',
      to: '2026-12-31',
      readAt: expect.stringMatching(/^2\d{3}-.*Z$/),
      kept: expect.stringMatching(/^[0-9a-f-]{36}$/),
    },
  });
  expect(await proof(configured(anchors), () => undefined)).toBe(VERIFIED.holds);
});

test('a reading falsely marked as recorded is detected', async () => {
  const anchors = join(folder, 'other-anchors');
  const place = readingsIn(createFolder(anchors));
  const actor = { kind: 'staff', id: 'auditor-1' } as const;
  const never = {
    id: 'never',
    branch: '1',
    at: 1,
    actor,
    what: 'audit-read',
    details: {},
  } as const;
  await place.keep(never);
  await place.recorded(never);
  expect(await proof(configured(anchors), () => undefined)).toBe(VERIFIED.broken);
});
