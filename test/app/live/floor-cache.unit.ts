import { cachedReads } from '../../../src/app/live/floor-cache';
import { createCache } from '../../../src/app/redis/cache';
import { memoryLog } from '../../support/memory-log';
import { randomOf, World } from './world';

let now = 0;
const reader = (world: World) => {
  const cache = createCache(undefined, { clock: () => now });
  return {
    cache,
    log: memoryLog(),
    reads: cachedReads({ reads: world.reads, cache, log: memoryLog() }),
  };
};

test('a cached floor always belongs to the head', async () => {
  const world = new World('1', randomOf(5));
  const { reads } = reader(world);
  for (let step = 0; step < 300; step++) {
    world.step();
    if (step % 7 === 0) {
      expect(await reads.readFloor('1')).toEqual({
        epoch: world.epoch,
        seq: world.seq,
        at: world.at,
        floor: world.floor,
        directory: world.directory,
      });
    }
  }
  expect(world.calls.floor).toBe(1);
});

test('new configuration, another epoch or too large a gap is read from the database', async () => {
  const world = new World('1');
  const { reads } = reader(world);
  await reads.readFloor('1');
  world.configure('Providencia');
  expect((await reads.readFloor('1')).directory.branch.name).toBe('Providencia');
  expect(world.calls.floor).toBe(2);
  world.restore();
  world.step();
  expect(await reads.readFloor('1')).toMatchObject({ epoch: world.epoch, floor: world.floor });
  expect(world.calls.floor).toBe(3);
  for (let step = 0; step < 300; step++) world.step();
  expect((await reads.readFloor('1')).floor).toEqual(world.floor);
  expect(world.calls.floor).toBe(4);
});

test('an unusable entry is read from the database; an unknown branch stays unknown', async () => {
  const world = new World('1');
  const { cache, reads } = reader(world);
  await cache.set('floor-2:{b:1}', 'not a floor', 60);
  expect((await reads.readFloor('1')).floor).toEqual(world.floor);
  await expect(reads.readFloor('2')).rejects.toThrow('there is no such branch');
});
