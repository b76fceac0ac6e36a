import { Cache } from '../ports';
import { RedisClient } from './client';
import { Lru } from './lru';

/**
 * An entry dropped on one instance may live this long (ms) in another's memory, so signing out
 * takes this long to reach all of them.
 */
const NEAR_MS = 2000;
/** At most this many drops are remembered while Redis is down. */
const MISSED_DROPS = 10_000;

/**
 * A read-through cache: this process's memory in front of Redis. PostgreSQL has the truth, so a
 * miss is never wrong. Without Redis it still works, but slower: each instance remembers for
 * itself, for two seconds.
 */
export function createCache(
  redis: RedisClient | undefined,
  options: { readonly entries?: number; readonly clock?: () => number } = {},
): Cache {
  const clock = options.clock ?? (() => performance.now());
  const near = new Lru<string>(options.entries ?? 5000);
  /** Dropped while Redis was down: dropped again before anything else is trusted. */
  const missed = new Set<string>();

  const drop = async (key: string) => {
    if (!redis) return;
    const done = await redis.attempt(
      async (commands) => {
        await commands.del(name(key));
        return true;
      },
      () => false,
    );
    if (done) missed.delete(key);
    else if (missed.size < MISSED_DROPS) missed.add(key);
  };
  const dropMissed = () => {
    if (redis?.up()) for (const key of missed) void drop(key);
  };
  redis?.onReady(dropMissed);

  return {
    async get(key) {
      const at = clock();
      const found = near.get(key, at);
      if (found !== undefined) return found;
      if (missed.size > 0) dropMissed();
      if (!redis || missed.has(key)) return undefined;
      const value = await redis.attempt<string | null>(
        (commands) => commands.get(name(key)),
        () => null,
      );
      if (value === null || missed.has(key)) return undefined;
      near.set(key, value, at + NEAR_MS);
      return value;
    },
    async set(key, value, seconds) {
      near.set(key, value, clock() + Math.min(NEAR_MS, seconds * 1000));
      if (!redis) return;
      const done = await redis.attempt(
        async (commands) => {
          await commands.set(name(key), value, 'EX', Math.max(1, Math.round(seconds)));
          return true;
        },
        () => false,
      );
      if (done) missed.delete(key);
    },
    async drop(key) {
      near.delete(key);
      await drop(key);
    },
  };
}

/**
 * The braces keep keys that belong together on one shard: `floor:{b:1}`. A key without braces is
 * its own tag.
 */
const name = (key: string) => (key.includes('{') ? `cache:${key}` : `cache:{${key}}`);
