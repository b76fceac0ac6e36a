import { Feed } from '../../../src/app/live/feed';
import { createMemoryBus } from '../../../src/app/live/memory-bus';
import { createRedisBus } from '../../../src/app/live/redis-bus';
import { Bus } from '../../../src/app/ports';
import { createRedis, RedisClient } from '../../../src/app/redis/client';
import { memoryLog } from '../../support/memory-log';
import { valkeyUrl } from '../../support/valkey';
import { cutScreens } from './cuts';
import { lossy, seamless } from './stage';

const clients: RedisClient[] = [];
afterEach(async () => {
  jest.restoreAllMocks();
  await Promise.all(clients.splice(0).map((client) => client.close()));
});

/** Two instances, each with a client of its own on a real Valkey. */
const overRedis = (wrap: (bus: Bus) => Bus): readonly [Bus, Bus] => {
  const bus = (name: string) => {
    const log = memoryLog();
    const client = createRedis({ url: valkeyUrl(), cluster: false }, log);
    clients.push(client);
    return wrap(createRedisBus(client, `${name}-${process.pid}`, log));
  };
  return [bus('a'), bus('b')];
};

/** Two hubs of one process on one bus. */
const inMemory = (wrap: (bus: Bus) => Bus): readonly [Bus, Bus] => {
  const bus = createMemoryBus(memoryLog());
  return [wrap(bus), wrap(bus)];
};

/** Whether this fault has been seen, which ends the run. */
async function notices(fault: string, both: readonly [Bus, Bus]): Promise<void> {
  const { faults } = await cutScreens(both, {}, { untilFault: fault });
  expect(faults.join('\n')).toContain(fault);
}

describe.each([
  ['Redis', overRedis],
  ['memory', inMemory],
])('over %s, every tenth hint lost, each socket cut 50 times', (_name, buses) => {
  test('no screen ever shows a gap or a repeat, and all are right in the end', async () => {
    const outcome = await cutScreens(buses(lossy));
    expect(outcome.faults).toEqual([]);
    expect(outcome.converged).toBe(true);
    expect(outcome.events).toBeGreaterThan(200);
    expect(outcome.gaps).toBeGreaterThan(0);
  });

  test('would be noticed: feeds that cannot detect a hole', async () => {
    await notices(
      'what was never true',
      buses((bus) => seamless(lossy(bus))),
    );
  });

  test('would be noticed: screens that reconnect and get nothing they missed', async () => {
    jest.spyOn(Feed.prototype, 'missed').mockReturnValue([]);
    await notices('what was never true', buses(lossy));
  });

  test('would be noticed: feeds that apply a commit twice', async () => {
    const twice = (bus: Bus): Bus => ({
      ...bus,
      subscribe: (branch, hear) =>
        bus.subscribe(branch, (commit) => {
          hear(commit);
          // The same commit again, under the next number.
          hear({ ...commit, prev: commit.seq, seq: commit.seq + commit.events.length });
        }),
    });
    await notices('shows at', buses(twice));
  });
});

test('would be noticed: an instance that lags behind what a screen saw elsewhere', async () => {
  jest.spyOn(Feed.prototype, 'catchUp').mockResolvedValue();
  // one hears nearly everything, the other only its heartbeat
  const every = [10, 1];
  await notices(
    'went back',
    overRedis((bus) => lossy(bus, every.shift())),
  );
});
