import { createOwners, OwnerDeps } from '../../../src/app/identity/owner';
import { RedisClient } from '../../../src/app/redis/client';
import { createLimiter } from '../../../src/app/redis/limiter';
import { createSocketRegistry } from '../../../src/app/redis/socket-registry';
import { memoryLog } from '../../support/memory-log';

/** Redis holds what may be lost. What is damaged there, or none of ours, counts as lost. */

/** Answers every command with this. */
const redisSaying = (answer: unknown) =>
  ({
    attempt: (operation: (commands: object) => Promise<unknown>) =>
      operation({ eval: async () => answer, hgetall: async () => answer }),
  }) as unknown as RedisClient;

test('a limit that cannot be read is counted here', async () => {
  const limiter = createLimiter(redisSaying('garbage'), { clock: () => 0 });
  expect(await limiter.take('a', 2, 60)).toEqual({ ok: true, retryAfterSeconds: 0 });
  expect(await limiter.take('a', 2, 60)).toEqual({ ok: true, retryAfterSeconds: 0 });
  expect(await limiter.take('a', 2, 60)).toEqual({ ok: false, retryAfterSeconds: 60 });
});

test('a report of screens that cannot be read is left out', async () => {
  const well = JSON.stringify({ at: 0, counts: { display: 2 } });
  const rows = { one: 'garbage', two: 'null', three: '{"at":0}', four: well };
  const registry = createSocketRegistry(redisSaying(rows), 'this', () => 0);
  expect(await registry.totals('all')).toEqual({ display: 2 });
});

test.each(['garbage', 'null', '1', '{"kind":"staff"}', '{"kind":"device","device":{}}'])(
  'whoever is cached as %s is read anew',
  async (cached) => {
    const device = { id: 'a-device', kind: 'kiosk', branch: '1' };
    const kept: string[] = [];
    const owners = createOwners({
      store: { sessionByToken: async () => undefined },
      keys: { owner: async () => device },
      cache: {
        get: async () => cached,
        set: async (_key: string, value: string) => void kept.push(value),
      },
      secrets: { hashToken: (token: string) => token },
      clock: () => 0,
      log: memoryLog(),
    } as unknown as OwnerDeps);
    expect(await owners('a token')).toEqual({ kind: 'device', device });
    expect(JSON.parse(kept[0])).toMatchObject({ kind: 'device', device });
  },
);
