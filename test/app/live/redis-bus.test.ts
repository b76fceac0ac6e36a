import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createRedisBus } from '../../../src/app/live/redis-bus';
import { Bus, Commit } from '../../../src/app/ports';
import { createRedis, RedisClient } from '../../../src/app/redis/client';
import { startValkey, Valkey } from '../../../src/local/valkey/valkey';
import { memoryLog } from '../../support/memory-log';
import { BIN_FOLDER, testFolder } from '../../support/test-folder';
import { ownValkeyCluster, valkeyUrl } from '../../support/valkey';
import { startValkeyCluster } from '../../support/valkey-cluster';
import { elapse, until } from '../../support/wait';
import { Screen } from './screen';
import { lossy, startInstance, supervisor } from './stage';
import { World } from './world';

const clients: RedisClient[] = [];
const buses: Bus[] = [];
const busOn = (url: string, name: string, cluster = false) => {
  const log = memoryLog();
  const client = createRedis({ url, cluster }, log);
  clients.push(client);
  const bus = createRedisBus(client, name, log);
  buses.push(bus);
  return bus;
};
afterEach(async () => {
  await Promise.all(buses.splice(0).map((bus) => bus.close()));
  await Promise.all(clients.splice(0).map((client) => client.close()));
});

/** Subscribes to a branch, and collects the hints. */
async function listen(bus: Bus, branch: string) {
  const heard: Commit[] = [];
  const leave = await bus.subscribe(branch, (commit) => void heard.push(commit));
  return { heard, leave };
}

/** Publishes until the first one arrives: a subscription takes a moment to be in place. */
async function heardOver(from: Bus, world: World, heard: readonly Commit[], ms = 15_000) {
  const before = heard.length;
  await until(
    async () => {
      from.publish(world.step());
      await elapse(50);
      return heard.length > before;
    },
    'a hint arrives',
    ms,
  );
}

describe('a bus over one Valkey', () => {
  test('carries hints of a branch once to each instance watching it, sender included', async () => {
    const [a, b] = [busOn(valkeyUrl(), 'bus-a'), busOn(valkeyUrl(), 'bus-b')];
    const [one, other] = [new World('bus-1'), new World('bus-2')];
    const [near, far, elsewhere] = [
      await listen(a, 'bus-1'),
      await listen(b, 'bus-1'),
      await listen(b, 'bus-2'),
    ];
    await heardOver(a, one, far.heard);
    const commits = Array.from({ length: 50 }, () => one.step());
    commits.forEach((commit) => a.publish(commit));
    const since = (heard: readonly Commit[]) =>
      heard.filter((commit) => commit.prev >= commits[0].prev);
    await until(() => [near, far].every((each) => since(each.heard).length >= 50), 'all are heard');
    expect(since(far.heard)).toEqual(commits);
    expect(since(near.heard)).toEqual(commits);
    await heardOver(a, other, elsewhere.heard);
    expect(far.heard.every((commit) => commit.branch === 'bus-1')).toBe(true);
  });

  test('a hint too large to carry arrives without its events', async () => {
    const [a, b] = [busOn(valkeyUrl(), 'bus-a'), busOn(valkeyUrl(), 'bus-b')];
    const world = new World('bus-3');
    const { heard } = await listen(b, 'bus-3');
    await heardOver(a, world, heard);
    const large = world.commit(Array.from({ length: 1000 }, () => world.issue()));
    a.publish(large);
    await until(() => heard.at(-1)?.seq === large.seq, 'it is heard');
    expect(heard.at(-1)!.events).toEqual([]);
  });

  test('a hearer that has left hears nothing more, and may come back', async () => {
    const [a, b] = [busOn(valkeyUrl(), 'bus-a'), busOn(valkeyUrl(), 'bus-b')];
    const world = new World('bus-4');
    const [first, second] = [await listen(b, 'bus-4'), await listen(b, 'bus-4')];
    await heardOver(a, world, first.heard);
    first.leave();
    const count = first.heard.length;
    await heardOver(a, world, second.heard);
    expect(first.heard).toHaveLength(count);
    second.leave();
    const third = await listen(b, 'bus-4');
    await heardOver(a, world, third.heard);
  });

  test('one hearer that fails does not keep the hint from the others', async () => {
    const bus = busOn(valkeyUrl(), 'bus-a');
    await bus.subscribe('bus-5', () => {
      throw new Error('broken feed');
    });
    const { heard } = await listen(bus, 'bus-5');
    bus.publish(new World('bus-5').step());
    await until(() => heard.length === 1, 'it is heard');
  });
});

describe('a Valkey that is killed and comes back', () => {
  let valkey: Valkey;
  let folder: string;
  beforeEach(async () => {
    folder = await testFolder('killed');
    valkey = await startValkey({ folder, binFolder: BIN_FOLDER });
  });
  afterEach(() => valkey.stop());
  const kill = async () => {
    process.kill(valkey.pid, 'SIGKILL');
    await valkey.stop();
  };
  const revive = async () => {
    valkey = await startValkey({
      folder,
      binFolder: BIN_FOLDER,
      port: valkey.port,
      password: valkey.password,
    });
  };

  /** Two instances; a commit at the far one must reach the screen at the near one. */
  const stage = async (headsEveryMs?: number) => {
    const world = new World('1');
    const limits = headsEveryMs === undefined ? {} : { headsEveryMs };
    const [near, far] = await Promise.all(
      ['near', 'far'].map((name) => startInstance(world, busOn(valkey.url, name), { limits })),
    );
    const screen = new Screen('floor', supervisor, world);
    await screen.open(near.origin);
    const shows = async (withinMs?: number) => {
      far.publish(world.step());
      await until(() => screen.isTrue, 'the screen shows it', withinMs);
    };
    /** Whether it came by a hint: no repairing read was needed. */
    const showsByHint = async () => {
      const { gaps } = near.hub.reads();
      await shows();
      return near.hub.reads().gaps === gaps;
    };
    return {
      world,
      near,
      far,
      screen,
      shows,
      showsByHint,
      stop: () => Promise.all([near.stop(), far.stop()]),
    };
  };

  test('screens continue within one poll of heads, and at once when it is back', async () => {
    const { near, screen, shows, showsByHint, stop } = await stage();
    await until(showsByHint, 'hints arrive');
    await kill();
    for (let count = 0; count < 3; count++) await shows();
    await revive();
    await until(showsByHint, 'hints arrive again');
    const { gaps } = near.hub.reads();
    for (let count = 0; count < 10; count++) await shows();
    // Occasionally a poll of heads overtakes a hint.
    expect(near.hub.reads().gaps - gaps).toBeLessThan(5);
    expect(screen.faults).toEqual([]);
    await stop();
  });

  test('would be noticed: without polling heads, nothing arrives while it is down', async () => {
    const { shows, stop } = await stage(3_600_000);
    const arrives = () =>
      shows(5000).then(
        () => true,
        () => false,
      );
    await until(arrives, 'hints arrive', 60_000);
    await kill();
    await expect(shows(4000)).rejects.toThrow('not within');
    await stop();
  });

  test('a bus created while it was down works once it is up', async () => {
    await kill();
    const [a, b] = [busOn(valkey.url, 'late-a'), busOn(valkey.url, 'late-b')];
    const world = new World('bus-6');
    const started = performance.now();
    const { heard } = await listen(b, 'bus-6');
    const near = await listen(a, 'bus-6');
    expect(performance.now() - started).toBeLessThan(10_000);
    a.publish(world.step());
    await until(() => near.heard.length === 1, 'the sender hears itself');
    expect(heard).toHaveLength(0);
    await revive();
    await heardOver(a, world, heard);
  });
});

describe('a bus over a cluster of three shards', () => {
  test('carries hints by sharded pub/sub, each branch on the shard its tag names', async () => {
    const cluster = await ownValkeyCluster();
    try {
      const [a, b] = [
        busOn(cluster.urls[0], 'cluster-a', true),
        busOn(cluster.urls[1], 'cluster-b', true),
      ];
      // Enough branches for every shard to have some.
      const worlds = Array.from({ length: 12 }, (_, index) => new World(String(index + 1)));
      const heard = await Promise.all(worlds.map((world) => listen(b, world.branch)));
      await Promise.all(worlds.map((world, index) => heardOver(a, world, heard[index].heard)));
      const commits = worlds.map((world) => Array.from({ length: 20 }, () => world.step()));
      commits.flat().forEach((commit) => a.publish(commit));
      const since = (index: number) =>
        heard[index].heard.filter((commit) => commit.prev >= commits[index][0].prev);
      await until(() => worlds.every((_, index) => since(index).length >= 20), 'all are heard');
      worlds.forEach((_, index) => expect(since(index)).toEqual(commits[index]));
      const nodes = clients.at(-2)!.commands as {
        nodes?: (role: string) => { call(...words: string[]): Promise<unknown> }[];
      };
      const shards = await Promise.all(
        nodes.nodes!('master').map(
          async (node) => ((await node.call('PUBSUB', 'SHARDCHANNELS')) as string[]).length,
        ),
      );
      expect(shards).toHaveLength(3);
      expect(Math.min(...shards)).toBeGreaterThan(0);
      expect(shards.reduce((sum, each) => sum + each, 0)).toBe(12);
    } finally {
      await cluster.stop();
    }
  });

  test('carries them again after a shard was killed and came back', async () => {
    const folder = await testFolder('cluster');
    const cluster = await startValkeyCluster({ folder, binFolder: BIN_FOLDER });
    let revived: Valkey | undefined;
    try {
      const [a, b] = [
        busOn(cluster.urls[0], 'cluster-a', true),
        busOn(cluster.urls[0], 'cluster-b', true),
      ];
      const worlds = Array.from({ length: 6 }, (_, index) => new World(String(index + 1)));
      const heard = await Promise.all(worlds.map((world) => listen(b, world.branch)));
      await Promise.all(worlds.map((world, index) => heardOver(a, world, heard[index].heard)));
      const [shard, shardFolder] = [cluster.shards[1], join(folder, 'shard-1')];
      process.kill(shard.pid, 'SIGKILL');
      await shard.stop();
      worlds.forEach((world) => a.publish(world.step()));
      const nodes = await readFile(join(shardFolder, 'nodes.conf'), 'utf8');
      const busPort = /@(\d+)\S* myself/.exec(nodes)![1];
      const directives = [
        'cluster-enabled yes',
        `cluster-port ${busPort}`,
        'cluster-node-timeout 2000',
        'cluster-config-file nodes.conf',
      ];
      revived = await startValkey({
        folder: shardFolder,
        binFolder: BIN_FOLDER,
        port: shard.port,
        password: shard.password,
        directives,
      });
      await Promise.all(
        worlds.map((world, index) => heardOver(a, world, heard[index].heard, 30_000)),
      );
    } finally {
      await revived?.stop();
      await cluster.stop();
    }
  });

  test('screens over two instances are right while hints are lost', async () => {
    const cluster = await ownValkeyCluster();
    try {
      const world = new World('1');
      const instances = await Promise.all(
        ['a', 'b'].map((name) => startInstance(world, lossy(busOn(cluster.urls[0], name, true)))),
      );
      const screen = new Screen('floor', supervisor, world);
      await screen.open(instances[0].origin);
      for (let step = 0; step < 100; step++) {
        instances[step % 2].publish(world.step());
        await elapse(5);
      }
      await until(() => screen.isTrue, 'all is shown');
      expect(screen.faults).toEqual([]);
      await Promise.all(instances.map((instance) => instance.stop()));
    } finally {
      await cluster.stop();
    }
  });
});
