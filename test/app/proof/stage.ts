import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { cp } from 'node:fs/promises';
import { createServer } from 'node:http';
import { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Client } from 'pg';
import { readConfig } from '../../../src/app/config';
import { App } from '../../../src/app/create-app';
import { proof, serve } from '../../../src/app/main';
import { SEED, seedBank } from '../../support/bank';
import { call, enrol, signIn } from '../../support/caller';
import { createDatabase, TestDatabase } from '../../support/database';
import { adminUrl } from '../../support/postgres';
import { rutOf } from '../../support/rut';
import { testFolder } from '../../support/test-folder';
import { until } from '../../support/wait';
import { beforeItEnds } from './endings';
import { newerRows, providedRow } from './newer-rows';

export const KEYS = 'keys-of-the-proof-test-0123456789abcdef';
const DAY = 86_400_000;

/** A bank of two branches with a closed day and an open one, in which everything has happened. */
export interface Bank {
  readonly database: TestDatabase;
  readonly anchors: string;
}

const configOf = (url: string, anchors: string | undefined, more: object = {}) =>
  readConfig({
    PORT: '0',
    DATABASE_URL: url,
    DATA_KEYS: KEYS,
    LOG_LEVEL: 'silent',
    ...(anchors ? { AUDIT_ANCHORS: anchors } : {}),
    ...more,
  });

/** @param look sees the database after each closed day, 0 to 2, and before some things end, 3 */
export async function makeBank(
  look?: (client: Client, day: number) => Promise<void>,
): Promise<Bank> {
  const database = await createDatabase();
  await seedBank(database.url, KEYS, { branches: ['1', '2'], advisors: 2 });
  const anchors = join(await testFolder('proof'), 'kept');
  const began = Date.now();
  let ahead = Math.ceil(began / DAY) * DAY + DAY / 2 - began;
  // The clock runs: a stopped one would keep messages waiting for ever.
  const clock = () => Date.now() + ahead;
  const app = await serve(configOf(database.url, anchors), {
    host: '127.0.0.1',
    pagesFolder: undefined,
    sweepEveryMs: false,
    clock,
    local: true,
    writeMetrics: () => undefined,
  });
  const endpoint = createServer((_request, response) => response.writeHead(204).end());
  await once(endpoint.listen(0, '127.0.0.1'), 'listening');
  try {
    const base = `http://127.0.0.1:${app.port}`;
    await configure(base, (endpoint.address() as AddressInfo).port);
    for (const day of [0, 1, 2]) {
      await visit(app, base, day);
      if (day === 2) await newer(app, database.url, clock() + DAY);
      await app.anchor();
      ahead += DAY;
      await app.sweep.step(clock());
      await app.anchor();
      if (look) await inDatabase(database.url, (client) => look(client, day));
    }
    const end = await beforeItEnds(base);
    if (look) await inDatabase(database.url, (client) => look(client, 3));
    await end();
    await signIn(base, 'auditor-1');
    await until(() => delivered(database.url), 'an outcome of every message', 90_000, 200);
    await app.anchor();
  } finally {
    await app.close();
    endpoint.close();
  }
  return { database, anchors };
}

async function inDatabase<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  await client.connect();
  return work(client).finally(() => client.end());
}

const newer = (app: App, url: string, planned: number) =>
  inDatabase(url, async (client) => {
    const { rows } = await client.query<{ id: string }>(
      "select id from tickets where branch_id = '1' and state = 'waiting' limit 1",
    );
    await newerRows(app, rows[0].id, new Date(planned).toISOString().slice(0, 10));
    await client.query(providedRow(app));
  });

const delivered = (url: string) =>
  inDatabase(url, async (client) => {
    const { rows } = await client.query(
      "select count(*)::integer as n, count(*) filter (where state = 'open')::integer as open " +
        'from deliveries',
    );
    return rows[0].n > 0 && rows[0].open === 0;
  });

/** A webhook, a kiosk that has used its code, a display that has not. */
async function configure(base: string, port: number): Promise<void> {
  const admin = await signIn(base, 'admin-1');
  const put = async (path: string, body: object) => {
    const { status, body: said } = await call(base, 'PUT', path, { token: admin, body });
    if (status >= 300) throw new Error(`${path}: ${status} ${JSON.stringify(said)}`);
    return said;
  };
  await put(`/api/webhooks/${randomUUID()}`, {
    url: `http://127.0.0.1:${port}/`,
    types: ['TicketIssued'],
    branch: '1',
  });
  const { code } = await put('/api/devices/lobby', { kind: 'kiosk', branch: '1', label: 'Lobby' });
  await enrol(base, code!);
  await put('/api/devices/spare', { kind: 'display', branch: '2', label: 'Spare' });
  await put('/api/branches/1/queues/gerencia/sign', { says: 'closed', reason: 'other' });
}

/** Tickets with every fate, a remark, a note, an alert. */
async function visit({ operations, run }: App, base: string, day: number): Promise<void> {
  const kiosk = await enrol(base, 'kiosk-1');
  const advisor = await signIn(base, 'advisor-1-1');
  const at = '/api/branches/1';
  const ok = async (method: string, path: string, token: string, body?: object) => {
    const answer = await call(base, method, path, { token, body });
    if (answer.status >= 300) {
      throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    }
    return answer.body;
  };
  await ok('PUT', `${at}/advisors/me`, advisor, { state: 'available', counter: '1' });
  const issue = (body: object) => ok('POST', `${at}/tickets`, kiosk, { queue: 'caja', ...body });
  const first = await issue({ nationalId: rutOf(11_111_111 + day), phone: '+56912345678' });
  await issue({ nationalId: rutOf(12_222_222 + day) });
  const cancelled = await issue({});
  const called = await ok('POST', `${at}/counters/1/call-next`, advisor);
  await ok('POST', `${at}/tickets/${called.ticket!.id}/notes`, advisor, { note: 'trae poder' });
  await ok('POST', `${at}/tickets/${called.ticket!.id}/start`, advisor);
  await ok('POST', `${at}/tickets/${called.ticket!.id}/finish`, advisor);
  if (day === 0) {
    const remark = { score: 4, remark: 'muy amable' };
    await ok('POST', '/api/my/feedback', `Ticket ${first.key!}`, remark);
    const body = { right: 'access', words: 'x' };
    const { id } = await ok('POST', '/api/my/requests', `Ticket ${first.key!}`, body);
    await ok('POST', `/api/customers/requests/${id!}/extend`, await signIn(base, 'admin-1'), {
      reason: 'many',
    });
  }
  await ok('POST', '/api/my/cancel', `Ticket ${cancelled.key!}`);
  await operations.issueTicket(
    { branch: '2', actor: SEED },
    { queue: 'caja', lane: 'general', language: 'es' },
  );
  await run({
    branch: '1',
    actor: SEED,
    load: { alerts: true, open: { limit: 200 } },
    command: {
      type: 'WatchAlerts',
      measured: {
        estimates: day === 0 ? { caja: 500 } : {},
        messageFailures: { failed: 0, total: 0 },
        estimateErrors: {},
        branchOpen: true,
      },
    },
  });
}

/** Tampers with a copy of the bank; returns the auditor's report. */
export async function tampered(
  { database, anchors }: Bank,
  tamper: (client: Client, kept: string) => Promise<void>,
  options: { readonly anchors?: boolean } = {},
): Promise<{ readonly status: number; readonly lines: readonly string[] }> {
  const name = `tampered_${randomUUID().replaceAll('-', '')}`;
  const admin = new Client({ connectionString: adminUrl() });
  await admin.connect();
  const copy = new URL(database.url);
  copy.pathname = `/${name}`;
  const kept = join(await testFolder('tampered'), 'kept');
  await cp(anchors, kept, { recursive: true });
  try {
    const copied = () =>
      admin
        .query(`create database ${name} template ${database.name}`)
        .then(() => true)
        .catch((error: { readonly code?: string }) => {
          if (error.code === '55006') return false; // somebody is still connected
          throw error;
        });
    await until(copied, 'a copy of the bank', 30_000, 100);
    const client = new Client({ connectionString: copy.href });
    await client.connect();
    // How a superuser bypasses foreign keys.
    await client.query("set session_replication_role = 'replica'");
    await tamper(client, kept).finally(() => client.end());
    const lines: string[] = [];
    const status = await proof(
      configOf(copy.href, options.anchors === false ? undefined : kept),
      (line) => lines.push(...line.split('\n')),
    );
    return { status, lines };
  } finally {
    await admin.query(`drop database if exists ${name} with (force)`);
    await admin.end();
  }
}
