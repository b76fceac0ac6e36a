import { Client } from 'pg';

import { AppProcess, startApp } from '../../support/app-process';
import { PASSWORD, seedBank } from '../../support/bank';
import { call, enrol } from '../../support/caller';
import { createDatabase, TestDatabase } from '../../support/database';
import { PostgresProxy, startPostgresProxy } from '../../support/postgres-proxy';
import { until } from '../../support/wait';

/** Errors of PostgreSQL at the worst moment, and a host that falls silent. */

const KEYS = 'keys-of-the-trouble-test-0123456789abcdef';

let database: TestDatabase;
let proxy: PostgresProxy;
let app: AppProcess;
let kiosk: string;
beforeEach(async () => {
  database = await createDatabase();
  await seedBank(database.url, KEYS, { advisors: 1 });
  proxy = await startPostgresProxy(database.url);
  app = await startApp({ databaseUrl: proxy.url, keys: KEYS });
  kiosk = await enrol(app.url, 'kiosk-1');
});
afterEach(async () => {
  await app?.stop();
  await proxy?.close();
  await database?.drop();
});

const issue = () =>
  call(app.url, 'POST', '/api/branches/1/tickets', { token: kiosk, body: { queue: 'caja' } });
const ready = () => call(app.url, 'GET', '/health/ready');
const onDatabase = async (...statements: readonly string[]) => {
  const client = new Client({ connectionString: database.url });
  await client.connect();
  for (const sql of statements) await client.query(sql);
  await client.end();
};

test('FATAL in the same packet as ReadyForQuery: 503, and the instance lives', async () => {
  expect((await issue()).status).toBe(201);
  proxy.fatalBehindReady = true;
  const before = proxy.opened;
  for (let round = 0; round < 10; round += 1) {
    proxy.cut();
    const answers = await Promise.all(Array.from({ length: 8 }, issue));
    expect(answers.map(({ status }) => status).filter((status) => status !== 503)).toEqual([]);
  }
  expect(proxy.opened).toBeGreaterThan(before + 10);
  expect((await ready()).status).toBe(503);
  proxy.fatalBehindReady = false;
  await until(async () => (await issue()).status === 201, 'a ticket', 30_000, 100);
  expect(app.child.exitCode).toBeNull();
});

test('a silent host is detected, and its name is looked up again', async () => {
  expect((await issue()).status).toBe(201);
  expect((await ready()).status).toBe(200);
  proxy.goSilent();
  const silentAt = Date.now();
  const load = setInterval(() => void issue().catch(() => undefined), 100);
  try {
    await until(async () => (await ready()).status === 503, 'ready to say no', 30_000, 100);
    await until(() => Date.now() - silentAt > 8_000, 'eight seconds of silence', 20_000, 100);
    proxy.answer();
    await until(
      async () => (await issue()).status === 201 && (await ready()).status === 200,
      'tickets on the new primary',
      30_000,
      100,
    );
  } finally {
    clearInterval(load);
  }
});

test('a read-only primary: its own 503, not ready, and recovery by itself', async () => {
  expect((await issue()).status).toBe(201);
  await onDatabase(`alter database ${database.name} set default_transaction_read_only = on`);
  proxy.cut();
  await until(async () => {
    const { status, body } = await issue();
    expect([status, body.code]).toEqual([503, 'unavailable']);
    return body.database === 'read-only';
  }, 'read-only to be named');
  expect(await ready()).toMatchObject({
    status: 503,
    body: { why: expect.stringContaining('not the primary') },
  });
  const signIn = await call(app.url, 'POST', '/api/sessions', {
    body: { username: 'advisor-1-1', password: PASSWORD },
  });
  expect([signIn.status, signIn.body.code]).toEqual([503, 'unavailable']);
  await onDatabase(
    'set default_transaction_read_only = off',
    `alter database ${database.name} reset default_transaction_read_only`,
  );
  await until(async () => (await issue()).status === 201, 'a ticket', 30_000, 100);
  await until(async () => (await ready()).status === 200, 'to be ready again');
});

/** A trigger raises the error of a server whose disk or memory is full: only the code counts. */
const saying = (code: string) => `
  create function say() returns trigger language plpgsql as
    $$ begin raise exception 'said' using errcode = '${code}'; end $$;
  create trigger say before insert on events execute function say();
  create trigger say before insert or update on leases execute function say()`;

test.each([
  ['53100', 'full', 503],
  ['53200', 'busy', 200],
  ['53400', 'busy', 200],
  ['25006', 'read-only', 200],
])('%s: 503 that names it as %s; ready says %i', async (code, trouble, readiness) => {
  expect((await issue()).status).toBe(201);
  await onDatabase(saying(code));
  const answer = await issue();
  expect(answer).toMatchObject({ status: 503, body: { code: 'unavailable', database: trouble } });
  expect((await ready()).status).toBe(readiness);
  await onDatabase('drop function say cascade');
  await until(async () => (await issue()).status === 201, 'a ticket', 30_000, 100);
  await until(async () => (await ready()).status === 200, 'ready', 30_000, 100);
});
