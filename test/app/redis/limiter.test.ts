import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { createLimiter } from '../../../src/app/redis/limiter';
import { flagsFor } from '../../support/compiled';
import { ownValkey, ownValkeyCluster, valkeyUrl } from '../../support/valkey';
import { until } from '../../support/wait';
import { closeClients, connect, PATIENCE_MS } from './clients';

closeClients();

/** How many takes succeed when two processes take at the same time. */
async function takenByTwo(limit: number, times: number, how = 'careful') {
  const key = `taker-${randomUUID()}`;
  const takers = [1, 2].map(() =>
    fork(join(__dirname, 'taker.ts'), [valkeyUrl(), key, String(limit), String(times), how], {
      execArgv: [...flagsFor('test/app/redis/taker.ts')],
    }),
  );
  await Promise.all(takers.map((taker) => once(taker, 'message')));
  const counts = takers.map(async (taker) => (await once(taker, 'message'))[0] as number);
  takers.forEach((taker) => taker.send('go'));
  return (await Promise.all(counts)).reduce((sum, count) => sum + count, 0);
}

test('is exact for two processes that take at once', async () => {
  expect(await takenByTwo(100, 200)).toBe(100);
});

test('would be noticed: a limiter that checks first and counts later', async () => {
  expect(await takenByTwo(100, 200, 'careless')).toBeGreaterThan(100);
});

test('says when to come back, and lets through again then', async () => {
  const limiter = createLimiter(await connect(valkeyUrl()));
  const key = randomUUID();
  expect(await limiter.take(key, 1, 600)).toEqual({ ok: true, retryAfterSeconds: 0 });
  const refused = await limiter.take(key, 1, 600);
  expect(refused.ok).toBe(false);
  expect(refused.retryAfterSeconds).toBeGreaterThan(500);
  expect(refused.retryAfterSeconds).toBeLessThanOrEqual(600);
  const short = randomUUID();
  expect(await limiter.take(short, 1, 1)).toMatchObject({ ok: true });
  await until(async () => (await limiter.take(short, 1, 1)).ok, 'the window is over');
  expect(await limiter.take(key, 0, 60)).toEqual({ ok: false, retryAfterSeconds: 60 });
});

test('a held key lets nobody through on any instance, until the longest hold ends', async () => {
  const [here, there] = [
    createLimiter(await connect(valkeyUrl())),
    createLimiter(await connect(valkeyUrl())),
  ];
  const key = randomUUID();
  expect(await there.take(key, 5, 1)).toMatchObject({ ok: true });
  await here.hold(key, 600);
  await here.hold(key, 1);
  const refused = await there.take(key, 5, 1);
  expect(refused.ok).toBe(false);
  expect(refused.retryAfterSeconds).toBeGreaterThan(500);
  const short = randomUUID();
  await here.hold(short, 2);
  await here.hold(short, 1);
  await until(async () => (await there.take(short, 5, 1)).ok, 'it lets through again');
  let now = 0;
  const alone = createLimiter(undefined, { clock: () => now });
  await alone.hold('k', 20);
  await alone.hold('k', 5);
  now = 6000;
  expect(await alone.take('k', 5, 1)).toEqual({ ok: false, retryAfterSeconds: 14 });
  now = 20_000;
  expect(await alone.take('k', 5, 1)).toMatchObject({ ok: true });
});

test('without Redis each instance counts for itself', async () => {
  let now = 0;
  const limiter = createLimiter(undefined, { clock: () => now });
  const take = () => limiter.take('k', 2, 10);
  expect(await take()).toMatchObject({ ok: true });
  expect(await take()).toMatchObject({ ok: true });
  now = 4000;
  expect(await take()).toEqual({ ok: false, retryAfterSeconds: 6 });
  now = 10_000;
  expect(await take()).toMatchObject({ ok: true });
});

test('when Valkey goes away, each instance limits for itself at once', async () => {
  const valkey = await ownValkey();
  const limiter = createLimiter(await connect(valkey.url));
  expect(await limiter.take('k', 2, 60)).toMatchObject({ ok: true });
  await valkey.stop();
  const started = performance.now();
  const results: boolean[] = [];
  for (let n = 0; n < 20; n += 1) results.push((await limiter.take('k', 2, 60)).ok);
  expect(results).toEqual([true, true, ...Array<boolean>(18).fill(false)]);
  expect(performance.now() - started).toBeLessThan(PATIENCE_MS); // nobody waited for an answer
});

test('a cluster: each limit on the shard its tag names', async () => {
  const cluster = await ownValkeyCluster();
  try {
    const limiter = createLimiter(await connect(cluster.urls[0], true));
    for (let key = 0; key < 20; key++) {
      const results = await Promise.all(
        Array.from({ length: 5 }, () => limiter.take(`issue:${key}`, 3, 60)),
      );
      expect(results.filter((each) => each.ok)).toHaveLength(3);
    }
  } finally {
    await cluster.stop();
  }
});
