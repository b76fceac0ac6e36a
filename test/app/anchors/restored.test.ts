import { join } from 'node:path';
import { Client } from 'pg';
import { keptOutside } from '../../../src/app/anchors/kept-outside';
import { readConfig } from '../../../src/app/config';
import { App } from '../../../src/app/create-app';
import { proof, serve } from '../../../src/app/main';
import { SEED, seedBank } from '../../support/bank';
import { createDatabase, TestDatabase } from '../../support/database';
import { adminUrl } from '../../support/postgres';
import { testFolder } from '../../support/test-folder';

/** A bank restored to an earlier moment goes on, while the anchors of the lost days remain. */

const KEYS = 'keys-of-the-restored-test-0123456789abcdef';
const DAY = 86_400_000;

let database: TestDatabase;
let restored: string;
let admin: Client;
let place: string;
let now = Math.ceil(Date.now() / DAY) * DAY + DAY / 2;
const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10);

const configOf = (url: string) =>
  readConfig({
    PORT: '0',
    DATABASE_URL: url,
    DATA_KEYS: KEYS,
    LOG_LEVEL: 'silent',
    AUDIT_ANCHORS: place,
  });
const start = (url: string) =>
  serve(configOf(url), {
    host: '127.0.0.1',
    pagesFolder: undefined,
    sweepEveryMs: false,
    clock: () => now,
    writeMetrics: () => undefined,
  });
const issue = async (app: App, times: number) => {
  const issued = { queue: 'caja', lane: 'general', language: 'es' } as const;
  for (let n = 0; n < times; n += 1) {
    await app.operations.issueTicket({ branch: '1', actor: SEED }, issued);
  }
};
const spendDay = async (app: App, tickets: number) => {
  await issue(app, tickets);
  now += DAY;
  await app.sweep.step(now);
  await app.anchor();
};
const verified = async (url: string) => {
  const lines: string[] = [];
  const status = await proof(configOf(url), (line) => lines.push(...line.split('\n')));
  return { status, lines: lines.filter((line) => line.startsWith('branch 1: ')) };
};

beforeAll(async () => {
  database = await createDatabase();
  await seedBank(database.url, KEYS, { branches: ['1'], advisors: 1 });
  place = join(await testFolder('restored'), 'kept');
  admin = new Client({ connectionString: adminUrl() });
  await admin.connect();
  restored = `${database.name}_restored`;
});
afterAll(async () => {
  await admin.query(`drop database if exists ${restored} with (force)`);
  await admin.end();
  await database?.drop();
});

test('reports the lost days, and anchors days closed afterwards in a shorter chain', async () => {
  const before = await start(database.url);
  await spendDay(before, 1);
  await before.close();
  await admin.query(`create database ${restored} template ${database.name}`);
  const copy = database.url.replace(database.name, restored);
  const lost = await start(database.url);
  const lostDay = dayOf(now);
  await spendDay(lost, 20);
  await lost.close();
  expect((await verified(database.url)).status).toBe(0);

  expect(await verified(copy)).toEqual({
    status: 1,
    lines: [
      expect.stringMatching(`${lostDay} was closed at event .*events at the end were removed`),
    ],
  });
  const app = await start(copy);
  try {
    // the lost day happens again, with fewer events; then a day that was never closed before
    now -= DAY;
    await spendDay(app, 1);
    const fresh = dayOf(now);
    await spendDay(app, 1);
    const kept = await Promise.all([lostDay, fresh].map((day) => anchorOf(day)));
    expect(kept[1].seq).toBeLessThan(kept[0].seq);
    const { status, lines } = await verified(copy);
    expect(status).toBe(1);
    expect(lines.filter((line) => line.includes(fresh))).toEqual([]);
    await spendDay(app, 30);
    expect((await verified(copy)).lines).toContainEqual(
      expect.stringMatching(`${lostDay} was closed at event \\d+, and its anchor is of another`),
    );
  } finally {
    await app.close();
  }
});

async function anchorOf(day: string): Promise<{ readonly seq: number }> {
  const { anchors } = keptOutside(place);
  const found = (await anchors!.of('1')).find((each) => each.day === day);
  if (!found) throw new Error(`${day} has no anchor`);
  return found;
}
