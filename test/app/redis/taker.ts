import { createRedis } from '../../../src/app/redis/client';
import { createLimiter } from '../../../src/app/redis/limiter';
import { memoryLog } from '../../support/memory-log';

/**
 * A process that takes from a limit a given number of times at once, and reports how many it got.
 * `careless` checks first and counts later.
 */
async function main([url, key, limit, times, how]: readonly string[]) {
  const redis = createRedis({ url, cluster: false }, memoryLog(), 30_000);
  await new Promise<void>((resolve) => redis.onReady(resolve));
  const limiter = createLimiter(redis);
  const careless = async () => {
    const taken = Number((await redis.commands.get(key)) ?? 0);
    if (taken >= Number(limit)) return { ok: false };
    await redis.commands.incr(key);
    return { ok: true };
  };
  const take = how === 'careless' ? careless : () => limiter.take(key, Number(limit), 60);
  process.send!('ready');
  process.once('message', () => {
    void Promise.all(Array.from({ length: Number(times) }, take)).then(async (results) => {
      process.send!(results.filter((each) => each.ok).length);
      await redis.close();
      process.disconnect();
    });
  });
}

void main(process.argv.slice(2));
