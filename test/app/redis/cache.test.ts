import { randomUUID } from 'node:crypto';
import { AddressInfo, createConnection, createServer } from 'node:net';
import { createCache } from '../../../src/app/redis/cache';
import { createRedis } from '../../../src/app/redis/client';
import { createLimiter } from '../../../src/app/redis/limiter';
import { createSocketRegistry } from '../../../src/app/redis/socket-registry';
import { memoryLog } from '../../support/memory-log';
import { ownValkey, ownValkeyCluster, valkeyUrl } from '../../support/valkey';
import { until } from '../../support/wait';
import { closeAfterwards, closeClients, connect, PATIENCE_MS } from './clients';

closeClients();

test('one instance finds what another sets; a dropped value is gone within 2 s', async () => {
  let now = 0;
  const clock = () => now;
  const [a, b] = [
    createCache(await connect(valkeyUrl()), { clock }),
    createCache(await connect(valkeyUrl()), { clock }),
  ];
  const key = `session:${randomUUID()}`;
  expect(await b.get(key)).toBeUndefined();
  await a.set(key, 'ana', 60);
  expect(await b.get(key)).toBe('ana');
  await a.drop(key);
  expect(await a.get(key)).toBeUndefined();
  now = 2000;
  expect(await b.get(key)).toBeUndefined();
});

test('no entry outlives its time', async () => {
  const cache = createCache(await connect(valkeyUrl()));
  const key = randomUUID();
  const kept = async () => {
    await cache.set(key, 'ana', 1);
    return (await cache.get(key)) === 'ana';
  };
  await until(kept, 'it is read within its second');
  await until(async () => (await cache.get(key)) === undefined, 'it has expired');
});

test('without Redis it caches locally, for two seconds and within its size limit', async () => {
  let now = 0;
  const cache = createCache(undefined, { entries: 3, clock: () => now });
  for (const key of ['a', 'b', 'c']) await cache.set(key, key, 60);
  expect(await cache.get('a')).toBe('a');
  await cache.set('d', 'd', 60);
  expect(await Promise.all(['a', 'b', 'c', 'd'].map((key) => cache.get(key)))).toEqual([
    'a',
    undefined,
    'c',
    'd',
  ]);
  await cache.drop('c');
  expect(await cache.get('c')).toBeUndefined();
  now = 2000;
  expect(await cache.get('a')).toBeUndefined();
});

test('a frozen Valkey costs one caller half a second; drops made meanwhile hold', async () => {
  const valkey = await ownValkey();
  let now = 0;
  const log = memoryLog();
  const clients = [1, 2].map(() =>
    closeAfterwards(createRedis({ url: valkey.url, cluster: false }, log)),
  );
  await until(() => clients.every((client) => client.up()), 'the connections');
  const [a, b] = clients.map((client) => createCache(client, { clock: () => now }));
  await a.set('session', 'ana', 60);
  process.kill(valkey.pid, 'SIGSTOP');
  try {
    await a.drop('session');
    for (let count = 0; count < 20; count++) expect(await a.get('session')).toBeUndefined();
    const waited = log.lines.filter(({ message }) => /did not answer/.test(String(message)));
    expect(waited.length).toBeGreaterThan(0);
    expect(waited.length).toBeLessThan(10);
  } finally {
    process.kill(valkey.pid, 'SIGCONT');
  }
  now = 5000;
  await until(
    async () =>
      (await a.get('session')) === undefined &&
      (await b.get('session')) === undefined &&
      clients.every((client) => client.up()),
    'it is forgotten everywhere',
  );
  expect(await b.get('session')).toBeUndefined();
  await valkey.stop();
});

test('drops that never reached Valkey are repeated when it is back', async () => {
  const valkey = await ownValkey();
  const redis = await connect(valkey.url);
  const cache = createCache(redis);
  await redis.commands.set('cache:{session}', 'ana');
  // The connection is lost; the server and its data stay.
  redis.commands.disconnect(true);
  await cache.drop('session');
  expect(await cache.get('session')).toBeUndefined();
  await until(() => redis.up(), 'it is connected again');
  await until(async () => (await redis.commands.get('cache:{session}')) === null, 'it is dropped');
  await valkey.stop();
});

test('a primary that became a replica is left for the one that its name leads to', async () => {
  const [old, now] = [await ownValkey(), await ownValkey()];
  const admin = await connect(old.url);
  let leadsTo = old;
  const name = createServer((socket) => {
    const server = createConnection(Number(new URL(leadsTo.url).port), '127.0.0.1');
    for (const end of [socket, server]) end.on('error', () => undefined);
    socket.pipe(server).pipe(socket);
  });
  await new Promise<void>((up) => name.listen(0, '127.0.0.1', up));
  const { port } = name.address() as AddressInfo;
  // whoever comes by this name has the same password everywhere
  await (await connect(now.url)).commands.call('config', 'set', 'requirepass', old.password);
  const url = new URL(old.url);
  url.port = String(port);
  const redis = await connect(url.href);
  const cache = createCache(redis);
  const limiter = createLimiter(redis);
  // a replica of nobody that answers: it keeps its connections, and reads
  await admin.commands.call('replicaof', '127.0.0.1', '1');
  leadsTo = now;
  const direct = new URL(now.url);
  direct.password = old.password;
  const there = await connect(direct.href);
  const written = async () => {
    await cache.set('session', 'ana', 60);
    expect((await limiter.take('a-limit', 1_000_000, 60)).ok).toBe(true);
    return (await there.commands.get('cache:{session}')) === 'ana';
  };
  try {
    await until(written, 'the new primary has what is set');
  } finally {
    name.close();
    redis.commands.disconnect();
    await Promise.all([old.stop(), now.stop()]);
  }
});

test('a start without Redis is not delayed, and warns once', async () => {
  const log = memoryLog();
  const valkey = await ownValkey();
  await valkey.stop();
  const redis = closeAfterwards(createRedis({ url: valkey.url, cluster: false }, log, PATIENCE_MS));
  const cache = createCache(redis);
  const started = performance.now();
  await cache.set('k', 'v', 60);
  expect(await cache.get('k')).toBe('v');
  expect(performance.now() - started).toBeLessThan(PATIENCE_MS); // the timeout of one command
  await until(() => log.lines.length > 0, 'it is said');
  let attempts = 0;
  redis.commands.on('reconnecting', () => (attempts += 1));
  await until(() => attempts >= 3, 'three more attempts to connect');
  expect(log.lines.map(({ level, message }) => ({ level, message }))).toEqual([
    { level: 'warn', message: 'Redis is unreachable: continuing without it' },
  ]);
  expect(JSON.stringify(log.lines)).not.toContain(valkey.password);
});

test('a wrong password is reported but not repeated; a malformed address is refused', async () => {
  const log = memoryLog();
  closeAfterwards(
    createRedis(
      { url: valkeyUrl(), username: 'default', password: 'wrong-secret', cluster: false },
      log,
    ),
  );
  await until(() => log.lines.length > 0, 'it is said');
  expect(JSON.stringify(log.lines)).toContain('WRONGPASS');
  expect(JSON.stringify(log.lines)).not.toContain('wrong-secret');
  expect(() => createRedis({ url: 'http://user:secret@host', cluster: false }, log)).toThrow(
    /^REDIS_URL is not the address of a Redis server: it should look like redis:\/\/host:6379/,
  );
});

test('a cluster holds each key on the shard its tag names', async () => {
  const cluster = await ownValkeyCluster();
  try {
    const [a, b] = [
      createCache(await connect(cluster.urls[0], true)),
      createCache(await connect(cluster.urls[2], true)),
    ];
    const keys = Array.from({ length: 30 }, (_, index) =>
      index % 2 ? `session:${index}` : `floor:{b:${index}}`,
    );
    await Promise.all(keys.map((key) => a.set(key, key, 60)));
    expect(await Promise.all(keys.map((key) => b.get(key)))).toEqual(keys);
  } finally {
    await cluster.stop();
  }
});

test('open sockets are summed over all instances that reported recently', async () => {
  const valkey = await ownValkey();
  const redis = await connect(valkey.url);
  let now = 0;
  const [a, b] = ['a', 'b'].map((name) => createSocketRegistry(redis, name, () => now));
  await a.report({ display: 2, floor: 1 }, { 1: { display: 1, floor: 1 }, 2: { display: 1 } });
  await b.report({ display: 3 }, { 2: { display: 3 } });
  expect(await a.totals('all')).toEqual({ display: 5, floor: 1 });
  // Somebody with some branches gets the totals of theirs.
  for (const [of, expected] of [
    [['1'], { display: 1, floor: 1 }],
    [['2'], { display: 4 }],
    [['1', '2'], { display: 5, floor: 1 }],
    [['constructor'], {}],
    [[], {}],
  ] as const) {
    expect([of, await b.totals(of)]).toEqual([of, expected]);
  }
  // An older release beside this one does not say which branches its screens belong to.
  const older = JSON.stringify({ at: now, counts: { display: 7 } });
  await redis.attempt(
    (commands) => commands.hset('{sockets}:instances', 'older', older),
    () => undefined,
  );
  expect([await a.totals('all'), await a.totals(['2'])]).toEqual([
    { display: 12, floor: 1 },
    { display: 4 },
  ]);
  now = 50_000;
  await a.report({ display: 1 }, {});
  expect(await a.totals('all')).toEqual({ display: 1 });
  await a.leave();
  expect(await b.totals('all')).toEqual({ display: 3 });
  expect(await createSocketRegistry(undefined, 'c', Date.now).totals('all')).toEqual({});
  await valkey.stop();
});
