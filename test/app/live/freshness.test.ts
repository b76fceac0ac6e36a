import { createMemoryBus } from '../../../src/app/live/memory-bus';
import { memoryLog } from '../../support/memory-log';
import { until } from '../../support/wait';
import { Screen } from './screen';
import { startInstance, supervisor } from './stage';
import { World } from './world';

test('screens are told, unasked, when the database goes and when it is back', async () => {
  const world = new World('1');
  const bus = createMemoryBus(memoryLog());
  const it = await startInstance(world, bus, { limits: { headsEveryMs: 200 } });
  const screen = new Screen('floor', supervisor, world);
  await screen.open(it.origin);
  const pongs = (of: Screen) =>
    of.frames.filter((frame) => (frame as { kind: string }).kind === 'pong') as unknown as {
      readonly nowMs: number;
      readonly freshMs: number;
    }[];
  world.broken = true;
  const brokenAt = Date.now();
  await until(() => pongs(screen).length === 1, 'the screen to be told');
  expect(pongs(screen)[0].freshMs).toBeLessThanOrEqual(brokenAt);
  expect(pongs(screen)[0].nowMs - pongs(screen)[0].freshMs).toBeGreaterThan(4_000);
  // a screen that connects now is told as well, after what is still known
  const late = new Screen('floor', supervisor, world);
  await late.open(it.origin);
  await until(() => pongs(late).length === 1, 'the late one to be told');
  world.broken = false;
  const backAt = Date.now();
  await until(() => pongs(screen).length === 2, 'the screen to be told again');
  expect(pongs(screen)[1].freshMs).toBeGreaterThanOrEqual(backAt);
  expect(screen.faults).toEqual([]);
  await it.stop();
});
