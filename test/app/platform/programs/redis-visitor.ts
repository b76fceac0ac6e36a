import { createRedisBus } from '../../../../src/app/live/redis-bus';
import { createLog } from '../../../../src/app/log';
import { createRedis, RedisSettings } from '../../../../src/app/redis/client';
import { createLimiter } from '../../../../src/app/redis/limiter';

/**
 * Uses Redis as the app does: a key, a limit, a hint that returns by subscription. Prints "came
 * back", or "stayed away" after 5 s.
 */
async function main(settings: RedisSettings): Promise<void> {
  const log = createLog('silent', 'visitor');
  const redis = createRedis(settings, log);
  const late = setTimeout(() => {
    process.stdout.write('stayed away\n');
    process.exit(0);
  }, 5_000);
  await new Promise<void>((resolve) => {
    redis.onReady(resolve);
  });
  const [sent, heard] = [
    createRedisBus(redis, 'sender', log),
    createRedisBus(redis, 'hearer', log),
  ];
  const hint = new Promise<void>((resolve) => {
    void heard.subscribe('1', () => resolve());
  });
  const again = setInterval(() => {
    sent.publish({
      branch: '1',
      epoch: 'e',
      prev: 0,
      seq: 1,
      at: 1,
      events: [
        {
          branch: '1',
          seq: 1,
          at: 1,
          actor: { kind: 'system', id: 'x' },
          fact: { type: 'DayOpened', day: '2026-01-01' },
        },
      ],
    });
  }, 200);
  const kept = await redis.attempt(
    async (commands) => {
      await commands.set('{b:1}:k', 'v', 'PX', 5_000);
      return commands.get('{b:1}:k');
    },
    () => null,
  );
  const taken = await createLimiter(redis).take('visitor', 1, 60);
  await hint;
  clearInterval(again);
  clearTimeout(late);
  if (kept === 'v' && taken.ok) process.stdout.write('came back\n');
  process.exit(0);
}

void main(JSON.parse(process.argv[2]) as RedisSettings);
