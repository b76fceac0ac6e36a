import { join } from 'node:path';
import WebSocket from 'ws';
import { AppProcess, startApp } from '../../support/app-process';
import { seedBank } from '../../support/bank';
import { call, enrol } from '../../support/caller';
import { createDatabase, TestDatabase } from '../../support/database';
import { valkeyUrl } from '../../support/valkey';
import { until } from '../../support/wait';

/** An error at every emitter of a serving instance: each must have an owner. */

const KEYS = 'keys-of-the-owned-errors-0123456789abcdef';

let database: TestDatabase;
let app: AppProcess;
beforeAll(async () => {
  database = await createDatabase();
  await seedBank(database.url, KEYS, { advisors: 1 });
  app = await startApp({
    databaseUrl: database.url,
    redisUrl: valkeyUrl(),
    keys: KEYS,
    env: { NODE_OPTIONS: `--require ${join(__dirname, '../../support/inject-errors.cjs')}` },
  });
});
afterAll(async () => {
  await app?.stop();
  await database?.drop();
});

test('every emitter has an error handler, and the instance keeps serving', async () => {
  const token = await enrol(app.url, 'kiosk-1');
  const issue = () =>
    call(app.url, 'POST', '/api/branches/1/tickets', { token, body: { queue: 'caja' } });
  const display = await enrol(app.url, 'display-1');
  const screen = new WebSocket(`${app.url.replace('http', 'ws')}/live?branch=1&view=display`, {
    headers: { authorization: `Bearer ${display}` },
  });
  await new Promise((resolve, reject) => screen.once('message', resolve).once('error', reject));
  screen.on('error', () => undefined);
  const injected = () =>
    app.lines
      .filter((line) => line.startsWith('INJECTED '))
      .map((line) => JSON.parse(line.slice(9)) as { owned: number; unowned: string[] });
  for (let round = 0; round < 3; round += 1) {
    const under = Array.from({ length: 10 }, () => issue().catch(() => undefined));
    app.child.kill('SIGUSR2');
    await Promise.all(under);
    await until(() => injected().length > round, `injection ${round + 1}`);
  }
  expect(injected().flatMap(({ unowned }) => unowned)).toEqual([]);
  expect(injected()[0].owned).toBeGreaterThan(10);
  await until(async () => (await issue()).status === 201, 'a ticket', 30_000, 100);
  expect(app.child.exitCode).toBeNull();
  screen.terminate();
});
