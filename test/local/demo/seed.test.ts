import { App, createApp } from '../../../src/app/create-app';
import { createLog } from '../../../src/app/log';
import { newKeys } from '../../../src/app/vault/keys';
import { devices, staff } from '../../../src/local/demo/bank';
import { seedDemoBank } from '../../../src/local/demo/seed';
import { createDatabase, TestDatabase } from '../../support/database';
import { PostgresProxy, startPostgresProxy } from '../../support/postgres-proxy';

let database: TestDatabase;
let proxy: PostgresProxy;
let app: App;
beforeAll(async () => {
  database = await createDatabase();
  proxy = await startPostgresProxy(database.url, { framed: true });
  app = await createApp({
    database: { url: proxy.url },
    dataKeys: newKeys(),
    port: 0,
    host: '127.0.0.1',
    instance: 'seed',
    plugins: [],
    sweepEveryMs: false,
    log: createLog('silent', 'seed'),
  });
});
afterAll(async () => {
  await app?.close();
  await proxy?.close();
  await database?.drop();
});

test('if the database is lost meanwhile, seeding retries, and the bank is complete', async () => {
  const fault = proxy.faultAt('ticketero write', 200, 'cut before');
  expect(await seedDemoBank(app.operations)).toBe(true);
  expect(fault.happened).toBe(true);
  expect(await app.operations.listStaff()).toHaveLength(staff.length);
  expect(await app.operations.listDevices()).toHaveLength(devices.length);
});
