import { Limiter } from '../ports';
import { RedisClient } from './client';
import { Lru } from './lru';

/**
 * A window opens with the first take and lasts `ARGV[2]` ms; at most `ARGV[1]` takes succeed in it.
 * One script, so that two instances cannot both take the last one. Returns -1 if taken, otherwise
 * the ms until the window ends.
 */
const TAKE = `
local taken = tonumber(redis.call('get', KEYS[1]) or '0')
if taken >= tonumber(ARGV[1]) then
  local left = redis.call('pttl', KEYS[1])
  return left > 0 and left or 1
end
if redis.call('incr', KEYS[1]) == 1 then redis.call('pexpire', KEYS[1], ARGV[2]) end
return -1`;

/** Fills the window for at least `ARGV[1]` ms; a longer one keeps its end. */
const HOLD = `
local ms = math.max(redis.call('pttl', KEYS[1]), tonumber(ARGV[1]))
redis.call('set', KEYS[1], '1000000000', 'px', ms)
return 1`;

/**
 * Shared limits. Exact over all instances while Redis answers. Without it each instance counts for
 * itself, so `n` instances together allow up to `n` times the limit until it is back.
 */
export function createLimiter(
  redis: RedisClient | undefined,
  options: { readonly entries?: number; readonly clock?: () => number } = {},
): Limiter {
  const clock = options.clock ?? (() => performance.now());
  const windows = new Lru<{ taken: number; readonly ends: number }>(options.entries ?? 50_000);

  const takeHere = (key: string, limit: number, windowSeconds: number) => {
    const now = clock();
    let window = windows.get(key, now);
    if (!window) {
      window = { taken: 0, ends: now + windowSeconds * 1000 };
      windows.set(key, window, window.ends);
    }
    if (window.taken >= limit) return window.ends - now;
    window.taken++;
    return -1;
  };

  return {
    async take(key, limit, windowSeconds) {
      if (limit <= 0) return { ok: false, retryAfterSeconds: windowSeconds };
      const shared = redis
        ? await redis.attempt<number | undefined>(
            async (commands) =>
              Number(
                await commands.eval(
                  TAKE,
                  1,
                  `limit:{${key}}`,
                  limit,
                  Math.round(windowSeconds * 1000),
                ),
              ),
            () => undefined,
          )
        : undefined;
      // a value that is none of ours says nothing
      const left = Number.isFinite(shared) ? shared! : takeHere(key, limit, windowSeconds);
      return left < 0
        ? { ok: true, retryAfterSeconds: 0 }
        : { ok: false, retryAfterSeconds: Math.max(1, Math.ceil(left / 1000)) };
    },
    async hold(key, seconds) {
      const now = clock();
      // also here, so that it still holds if Redis goes down
      const ends = Math.max(windows.get(key, now)?.ends ?? 0, now + seconds * 1000);
      windows.set(key, { taken: Infinity, ends }, ends);
      await redis?.attempt<unknown>(
        (commands) => commands.eval(HOLD, 1, `limit:{${key}}`, Math.round(seconds * 1000)),
        () => undefined,
      );
    },
  };
}
