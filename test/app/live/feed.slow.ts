import { Feed } from '../../../src/app/live/feed';
import { Piece } from '../../../src/app/live/ring';
import { Bus, Commit } from '../../../src/app/ports';
import fc from '../../support/draws';
import { memoryLog } from '../../support/memory-log';
import { elapse, quietFor, until } from '../../support/wait';
import { randomOf, World } from './world';

/** A bus whose hints the test delivers itself, in any order. */
function handBus(): Bus & { hear: (commit: Commit) => void } {
  const bus = {
    hear: (_: Commit): void => {
      throw new Error('nobody has subscribed');
    },
    publish: () => undefined,
    subscribe: async (_branch: string, hear: (commit: Commit) => void) => {
      bus.hear = hear;
      return () => {
        bus.hear = () => undefined;
      };
    },
    close: async () => undefined,
  };
  return bus;
}

async function openFeed(world: World) {
  const bus = handBus();
  const log = memoryLog();
  const pieces: Piece[] = [];
  const replaced: number[] = [];
  const feed: Feed = new Feed({
    branch: world.branch,
    reads: world.reads,
    bus,
    log,
    applied: (piece) => void pieces.push(piece),
    replaced: () => void replaced.push(feed.now.seq),
  });
  await feed.open();
  return { feed, bus, log, pieces, replaced };
}

/** Asserts that the pieces since `from` are an unbroken sequence up to `to`, each event once. */
function unbroken(pieces: readonly Piece[], from: number, to: number) {
  let seq = from;
  for (const piece of pieces) {
    expect(piece.prev).toBe(seq);
    expect(piece.events.map((event) => event.seq)).toEqual(
      Array.from({ length: piece.seq - piece.prev }, (_, index) => piece.prev + 1 + index),
    );
    seq = piece.seq;
  }
  expect(seq).toBe(to);
}

const poll = (feed: Feed, world: World) =>
  feed.headIs({ epoch: world.epoch, seq: world.seq }, feed.now.seq);

test('hints lost, repeated and out of order: the floor matches the log', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer(), fc.integer({ min: 1, max: 60 }), async (seed, steps) => {
      const random = randomOf(seed);
      const world = new World('1', random);
      for (let step = 0; step < 5; step++) world.step();
      const { feed, bus, pieces, replaced } = await openFeed(world);
      const from = feed.now.seq;
      const late: Commit[] = [];
      for (let step = 0; step < steps; step++) {
        const commit = world.step();
        const dice = random();
        if (dice < 0.15) continue; // lost
        if (dice < 0.35) late.push(commit);
        else bus.hear(dice < 0.45 ? { ...commit, events: [] } : commit);
        if (dice > 0.9) bus.hear(commit); // twice
        if (late.length > 2 || random() < 0.3) {
          for (const each of late.splice(0).reverse()) bus.hear(each);
        }
        if (random() < 0.2) await new Promise((resolve) => setImmediate(resolve));
      }
      for (const each of late) bus.hear(each);
      poll(feed, world);
      await until(() => feed.now.seq === world.seq, 'the feed is at the head', 1000);
      expect(feed.now.floor).toEqual(world.floor);
      expect(replaced).toEqual([]);
      unbroken(pieces, from, world.seq);
      feed.close();
    }),
    { numRuns: 60 },
  );
});

test('commits arriving while the floor is read are neither lost nor applied twice', async () => {
  const world = new World('1');
  const bus = handBus();
  const pieces: Piece[] = [];
  const feed = new Feed({
    branch: '1',
    reads: world.reads,
    bus,
    log: memoryLog(),
    applied: (piece) => void pieces.push(piece),
    replaced: () => undefined,
  });
  const opening = feed.open();
  await Promise.resolve();
  const early = [world.step(), world.step()];
  early.forEach((commit) => bus.hear(commit));
  await opening;
  bus.hear(world.step());
  expect(feed.now.floor).toEqual(world.floor);
  unbroken(
    pieces,
    world.seq - pieces.reduce((sum, piece) => sum + piece.events.length, 0),
    world.seq,
  );
  feed.close();
});

test('a hint without its events and a lost one are each read once', async () => {
  const world = new World('1');
  const { feed, bus } = await openFeed(world);
  world.step();
  world.step();
  bus.hear({ ...world.step(), events: [] });
  await until(() => feed.now.seq === world.seq, 'the hole is read');
  expect(feed.counts).toEqual({ gaps: 1, floors: 0 });
  feed.close();
});

test('hints that overtake each other cost no read', async () => {
  const world = new World('1');
  const { feed, bus } = await openFeed(world);
  const [first, second] = [world.step(), world.step()];
  bus.hear(second);
  bus.hear(first);
  expect(feed.now.floor).toEqual(world.floor);
  await quietFor(30);
  expect(feed.counts).toEqual({ gaps: 0, floors: 0 });
  feed.close();
});

test('a hole too large to read event by event makes it read the floor', async () => {
  const world = new World('1');
  const { feed, bus, replaced } = await openFeed(world);
  for (let step = 0; step < 2100; step++) world.step();
  bus.hear(world.step());
  await until(() => feed.now.seq === world.seq, 'the floor is read');
  expect(feed.counts).toEqual({ gaps: 0, floors: 1 });
  expect(replaced).toEqual([world.seq]);
  expect(feed.now.floor).toEqual(world.floor);
  feed.close();
});

test('configuration is reloaded, and what arrives meanwhile waits for it', async () => {
  const world = new World('1');
  const { feed, bus, pieces, replaced } = await openFeed(world);
  bus.hear(world.configure('Providencia'));
  bus.hear(world.step());
  expect(feed.now.directory.branch.name).toBe('Sucursal 1');
  await until(() => replaced.length === 1, 'the floor is read');
  expect(feed.now.directory.branch.name).toBe('Providencia');
  expect(feed.now.floor).toEqual(world.floor);
  bus.hear(world.step());
  expect(feed.now.floor).toEqual(world.floor);
  expect(pieces[0].events[0].fact.type).toBe('BranchConfigured');
  feed.close();
});

test('a new epoch is read from the primary; a stranger on the same Redis is ignored', async () => {
  const world = new World('1');
  world.step();
  const { feed, bus, replaced } = await openFeed(world);
  const stranger = new World('1', randomOf(7));
  for (let step = 0; step < 5; step++) bus.hear(stranger.step());
  await until(() => world.calls.heads === 1, 'the primary was asked');
  await elapse(5);
  for (let step = 0; step < 5; step++) bus.hear(stranger.step());
  expect(world.calls.heads).toBe(1);
  expect(replaced).toEqual([]);

  world.restore();
  bus.hear(world.step());
  await until(() => replaced.length === 1, 'the new epoch is shown');
  expect(feed.now.epoch).toBe(world.epoch);
  expect(feed.now.floor).toEqual(world.floor);
  feed.close();
});

test('a database that went back without a new epoch is detected by its head', async () => {
  const world = new World('1');
  for (let step = 0; step < 10; step++) world.step();
  const { feed, replaced } = await openFeed(world);
  const { epoch } = world;
  world.restore();
  world.epoch = epoch;
  world.step();
  poll(feed, world);
  await until(() => replaced.length === 1, 'the floor is read');
  expect(feed.now.floor).toEqual(world.floor);
  feed.close();
});

test('a primary that is down is asked again at the next head', async () => {
  const world = new World('1');
  const { feed, bus, log } = await openFeed(world);
  world.broken = true;
  world.step();
  bus.hear(world.step());
  await until(() => log.lines.some((line) => line.level === 'warn'), 'the read has failed');
  expect(feed.now.seq).toBe(0);
  world.broken = false;
  poll(feed, world);
  await until(() => feed.now.seq === world.seq, 'the feed is at the head');
  expect(feed.now.floor).toEqual(world.floor);
  feed.close();
});

test('an event that cannot be folded makes it read the floor', async () => {
  const world = new World('1');
  const { feed, bus, log } = await openFeed(world);
  const commit = world.step();
  bus.hear({
    ...commit,
    events: commit.events.map((event) => ({ ...event, fact: undefined as never })),
  });
  expect(log.lines.map((line) => line.level)).toEqual(['error']);
  await until(() => feed.now.seq === world.seq, 'the floor is read');
  expect(feed.now.floor).toEqual(world.floor);
  feed.close();
});

test('a viewer from an instance that was ahead waits for this one', async () => {
  const world = new World('1');
  const { feed } = await openFeed(world);
  for (let step = 0; step < 4; step++) world.step();
  await feed.catchUp(world.epoch, world.seq);
  expect(feed.now.seq).toBe(world.seq);
  world.broken = true;
  world.step();
  await expect(feed.catchUp(world.epoch, world.seq)).rejects.toThrow('away');
  feed.close();
});
