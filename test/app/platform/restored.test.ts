import { randomBytes, randomUUID } from 'node:crypto';
import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Client } from 'pg';
import { readConfig } from '../../../src/app/config';
import { App } from '../../../src/app/create-app';
import { serve, verify } from '../../../src/app/main';
import { ENV } from '../../../src/contract';
import { startApp } from '../../support/app-process';
import { SEED, seedBank } from '../../support/bank';
import { call, signIn } from '../../support/caller';
import { createDatabase, TestDatabase } from '../../support/database';
import { adminUrl } from '../../support/postgres';
import { testFolder } from '../../support/test-folder';
import { quietFor, until } from '../../support/wait';

const KEYS = 'keys-of-the-live-deployment-0123456789ab';
const OTHERS = 'keys-of-the-stack-that-restores-01234567';

let live: TestDatabase;
let anchors: string;
/** The receiver of the live deployment's webhook. It answers 503 until the copy is made. */
let receiver: Server;
let heard = 0;
let answers = 503;
let app: App;
const copies: string[] = [];

const configOf = (url: string, keys: string, more: Record<string, string> = {}) =>
  readConfig({
    PORT: '0',
    DATABASE_URL: url,
    DATA_KEYS: keys,
    LOG_LEVEL: 'silent',
    AUDIT_ANCHORS: anchors,
    ...more,
  });
const start = (url: string, keys: string, more: Record<string, string> = {}) =>
  serve(configOf(url, keys, more), {
    host: '127.0.0.1',
    pagesFolder: undefined,
    sweepEveryMs: false,
    local: true,
    writeMetrics: () => undefined,
  });
const verified = async (url: string, keys: string) => {
  const lines: string[] = [];
  return { holds: await verify(configOf(url, keys), (line) => lines.push(line)), lines };
};

/** The equivalent of a snapshot and a restore: every byte of the database, under another name. */
async function restored(): Promise<string> {
  const name = `restored_${randomBytes(6).toString('hex')}`;
  const admin = new Client({ connectionString: adminUrl() });
  await admin.connect();
  await admin.query(`
    select pg_terminate_backend(pid) from pg_stat_activity where datname = '${live.name}'`);
  await admin.query(`create database ${name} template ${live.name}`);
  await admin.end();
  copies.push(name);
  const url = new URL(live.url);
  url.pathname = `/${name}`;
  return url.href;
}

beforeAll(async () => {
  live = await createDatabase();
  anchors = join(await testFolder('restored'), 'anchors');
  await seedBank(live.url, KEYS, { branches: ['1'], advisors: 1 });
  receiver = createServer((request, response) => {
    heard += 1;
    request.resume().on('end', () => response.writeHead(answers).end());
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  app = await start(live.url, KEYS);
  const admin = await signIn(app.url, 'admin-1');
  await call(app.url, 'PUT', `/api/webhooks/${randomUUID()}`, {
    token: admin,
    body: {
      url: `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`,
      types: ['TicketIssued'],
      secret: `whsec_${randomBytes(32).toString('base64')}`,
    },
  });
  await app.operations.issueTicket(
    { branch: '1', actor: SEED },
    { queue: 'caja', lane: 'general', language: 'es', nationalId: '12345678-5' },
  );
  await until(() => heard > 0, 'the first attempt, which fails');
  await app.anchor();
  await app.close();
});

afterAll(async () => {
  receiver?.close();
  receiver?.closeAllConnections();
  const admin = new Client({ connectionString: adminUrl() });
  await admin.connect();
  for (const name of copies) await admin.query(`drop database if exists ${name} with (force)`);
  await admin.end();
  await live?.drop();
});

test('with the old keys it serves, every chain holds, and the day goes on', async () => {
  const url = await restored();
  const again = await start(url, KEYS, { [ENV.MESSAGES]: 'off' });
  try {
    const supervisor = await signIn(again.url, 'supervisor-1');
    const { status, body } = await call(again.url, 'GET', '/api/branches/1/floor', {
      token: supervisor,
    });
    expect([status, JSON.stringify(body)]).toEqual([200, expect.stringContaining('C01')]);
    await again.operations.issueTicket(
      { branch: '1', actor: SEED },
      { queue: 'caja', lane: 'general', language: 'es' },
    );
  } finally {
    await again.close();
  }
  expect(await verified(url, KEYS)).toMatchObject({ holds: true });
});

test("with a new stack's own keys it refuses to start and says what to do", async () => {
  const url = await restored();
  await expect(startApp({ databaseUrl: url, keys: OTHERS })).rejects.toThrow(
    /ended with 1 .*DATA_KEYS do not open what this database holds\. Start with the keys/s,
  );
  expect(await verified(url, OTHERS)).toMatchObject({ holds: false });
  expect(await verified(url, KEYS)).toMatchObject({ holds: true });
});

test('a copy beside the live one sends nothing: open messages stay open', async () => {
  answers = 204;
  heard = 0;
  const copy = await start(await restored(), KEYS, { [ENV.MESSAGES]: 'off' });
  try {
    await copy.operations.issueTicket(
      { branch: '1', actor: SEED },
      { queue: 'caja', lane: 'general', language: 'es' },
    );
    await quietFor(3_000);
    expect(heard).toBe(0);
  } finally {
    await copy.close();
  }
});

test('would be noticed: a copy that may send reaches the live endpoint', async () => {
  heard = 0;
  const copy = await start(await restored(), KEYS);
  try {
    await copy.operations.issueTicket(
      { branch: '1', actor: SEED },
      { queue: 'caja', lane: 'general', language: 'es' },
    );
    await until(() => heard > 0, 'a call from the copy');
  } finally {
    await copy.close();
  }
});
