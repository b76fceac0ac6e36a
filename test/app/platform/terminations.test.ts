import { once } from 'node:events';
import { AppProcess, startApp } from '../../support/app-process';
import { Balancer } from '../../support/balancer';
import { seedBank } from '../../support/bank';
import { call, enrol } from '../../support/caller';
import { createDatabase, TestDatabase } from '../../support/database';
import { elapse, until } from '../../support/wait';

/** Instances end one by one behind a balancer that obeys *ready*, and no client notices. */

const KEYS = 'keys-of-the-terminations-0123456789abcdef';
const TERMINATIONS = 5;

let database: TestDatabase;
let balancer: Balancer;
const apps: AppProcess[] = [];
const start = async () => {
  const app = await startApp({ databaseUrl: database.url, keys: KEYS });
  apps.push(app);
  await balancer.look(app.url);
  return app;
};
beforeAll(async () => {
  database = await createDatabase();
  await seedBank(database.url, KEYS, { advisors: 1 });
  balancer = new Balancer();
  await balancer.open();
});
afterAll(async () => {
  balancer?.close();
  await Promise.all(apps.map((app) => app.stop()));
  await database?.drop();
});

test(`${TERMINATIONS} terminations: every request is answered`, async () => {
  await Promise.all([start(), start()]);
  const token = await enrol(apps[0].url, 'kiosk-1');
  const statuses: number[] = [];
  let going = true;
  const callers = Array.from({ length: 4 }, async () => {
    while (going) {
      const [issued, read] = await Promise.all([
        call(balancer.url, 'POST', '/api/branches/1/tickets', { token, body: { queue: 'caja' } }),
        call(balancer.url, 'GET', '/api/my', { token }),
      ]);
      statuses.push(issued.status, read.status === 200 || read.status === 403 ? 201 : read.status);
      await elapse(50);
    }
  });
  for (let ended = 0; ended < TERMINATIONS; ended += 1) {
    await start();
    const { child } = apps[ended];
    const exit = once(child, 'exit');
    child.kill('SIGTERM');
    expect(await exit).toEqual([0, null]);
  }
  going = false;
  await Promise.all(callers);
  expect(statuses.length).toBeGreaterThan(100);
  expect(statuses.filter((status) => status !== 201)).toEqual([]);
  // the balancer was told "not ready" several times by each, which no user met
  const counted = apps
    .flatMap(({ lines }) => lines)
    .filter((line) => line.includes('"_aws"'))
    .map((line) => JSON.parse(line).ServerErrors as number);
  expect(counted.length).toBeGreaterThanOrEqual(TERMINATIONS);
  expect(counted.filter((errors) => errors > 0)).toEqual([]);
}, 300_000);

test('after SIGTERM readiness ends at once, and requests are still answered', async () => {
  const app = await start();
  app.child.kill('SIGTERM');
  await until(
    async () => (await call(app.url, 'GET', '/health/ready')).status === 503,
    'ready to say no',
  );
  const { status, headers } = await call(app.url, 'GET', '/health/live');
  expect([status, headers.connection]).toEqual([200, 'close']);
  // somebody impatient: a second signal ends nothing early
  const exit = once(app.child, 'exit');
  app.child.kill('SIGTERM');
  expect(await exit).toEqual([0, null]);
});
