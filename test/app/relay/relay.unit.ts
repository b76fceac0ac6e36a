import { SendResult } from '../../../src/app/ports';
import { createRelay } from '../../../src/app/relay/relay';
import { DeliveryTable, settled, silent } from './fixtures';
import { noAnswer, sent, setUp } from './relay-set-up';

test('sends what is due at once, one at a time per thread, in order', async () => {
  const { clock, table, tried, start } = setUp(() => sent);
  const relay = start();
  for (const thread of ['a', 'b', 'a', 'b', 'a']) table.add(thread);
  relay.wake();
  await clock.advance(500);
  expect(table.rows.map((row) => row.state)).toEqual(Array(5).fill('sent'));
  expect(tried.filter((one) => one.thread === 'a').map((one) => one.id)).toEqual([1, 3, 5]);
  expect(tried.every((one) => one.at <= 0.1)).toBe(true);
  await relay.stop();
});

test('a message without an answer is tried at 0, 30, 60 and 120 s, then fails', async () => {
  const { clock, table, tried, start } = setUp(() => noAnswer);
  const relay = start();
  table.add('a');
  await clock.advance(300_000);
  expect(tried.map((one) => Math.floor(one.at))).toEqual([0, 30, 60, 120]);
  expect(table.rows[0]).toMatchObject({ state: 'failed', reason: 'ECONNREFUSED', attempts: 4 });
  await relay.stop();
});

test('a refused message fails at once, and a gone address is unlinked', async () => {
  const { clock, table, tried, unlinked, start } = setUp((delivery) => ({
    outcome: 'failed',
    reason: 'refused',
    unlink: delivery.thread === 'gone',
  }));
  const relay = start();
  table.add('a');
  table.add('gone');
  await clock.advance(200_000);
  expect(table.rows.map((row) => row.state)).toEqual(['failed', 'failed']);
  expect(tried).toHaveLength(2);
  expect(unlinked).toEqual(['gone']);
  await relay.stop();
});

test('a message no longer true is closed as superseded, never sent', async () => {
  const { clock, table, tried, start } = setUp(() => sent);
  table.add('a').stale = true;
  const relay = start();
  await clock.advance(100);
  expect(tried).toEqual([]);
  expect(table.rows[0]).toMatchObject({ state: 'superseded', reason: expect.any(String) });
  await relay.stop();
});

test('a hanging consumer is cut off at its timeout and delays no other', async () => {
  const { clock, table, consumer, start } = setUp(() => sent);
  const hangs = new DeliveryTable(clock.read);
  const hanging = {
    ...consumer,
    name: 'hangs',
    send: () => new Promise<SendResult>(() => undefined),
  };
  const both = createRelay({
    consumers: [hanging],
    store: hangs,
    record: hangs.record,
    clock: clock.read,
    timers: clock.timers,
    log: silent,
    unlink: async () => undefined,
  });
  const relay = start();
  hangs.add('x');
  table.add('a');
  both.wake();
  relay.wake();
  await clock.advance(100);
  expect(table.rows[0].state).toBe('sent');
  await clock.advance(9_000);
  expect(hangs.rows[0]).toMatchObject({ state: 'open', attempts: 1 });
  await Promise.all([relay.stop(), both.stop()]);
});

test('stop waits for sends under way, and after its grace it releases their leases', async () => {
  let finish: (() => void) | undefined;
  const { clock, table, start } = setUp(
    (delivery) =>
      new Promise<SendResult>((resolve) => {
        if (delivery.thread === 'ends') finish = () => resolve(sent);
      }),
  );
  table.add('ends');
  table.add('hangs');
  const relay = start();
  await clock.advance(100);
  let stopped = false;
  const stop = relay.stop(2_000).then(() => {
    stopped = true;
  });
  await clock.advance(1_000);
  finish!();
  await settled();
  expect(table.rows[0].state).toBe('sent');
  expect(stopped).toBe(false);
  await clock.advance(4_100);
  await stop;
  expect(table.rows[1]).toMatchObject({ state: 'open', attempts: 0, leaseUntil: 0 });
});

/** Two instances over one table, and a database that both can lose. */
function twoOverOne({ guarded = true } = {}) {
  const { clock, table, tried, consumer } = setUp(() => sent);
  let away = false;
  let backAt = -Infinity;
  const asks =
    <A extends readonly unknown[], R>(work: (...asked: A) => Promise<R>) =>
    async (...asked: A): Promise<R> => {
      if (away) throw new Error('away');
      return work(...asked);
    };
  const store = {
    claim: asks((...asked: Parameters<typeof table.claim>) => table.claim(...asked)),
    renew: asks(table.renew.bind(table)),
    nextDue: asks(table.nextDue.bind(table)),
  };
  const relays = [0, 1].map(() =>
    createRelay({
      consumers: [consumer],
      store,
      clock: clock.read,
      timers: clock.timers,
      log: silent,
      unlink: async () => undefined,
      record: asks(table.record),
      contactMs: guarded ? () => clock.now - backAt : undefined,
    }),
  );
  return {
    clock,
    table,
    tried,
    lose: () => {
      away = true;
    },
    findAgain: () => {
      away = false;
      backAt = clock.now;
      relays[1].wake();
    },
    stop: () => Promise.all(relays.map((relay) => relay.stop())),
  };
}

/** The answer arrives while the database is down; it is back long after the lease has ended. */
async function awayForLong(guarded: boolean, ms: number) {
  const world = twoOverOne({ guarded });
  for (const thread of ['a', 'b', 'c']) world.table.add(thread);
  const claim = world.table.claim.bind(world.table);
  world.table.claim = async (...asked) => {
    const claimed = await claim(...asked);
    if (claimed.due.length) world.lose();
    return claimed;
  };
  await world.clock.advance(ms);
  world.table.claim = claim;
  world.findAgain();
  await world.clock.advance(60_000);
  await world.stop();
  return world;
}

/** It comes back at different moments between two attempts to record the outcomes. */
const BACK_AFTER_MS = [120_000, 120_700, 121_400, 122_100, 122_800];

test('a database down for longer than a lease makes nothing go out twice', async () => {
  for (const ms of BACK_AFTER_MS) {
    const { table, tried } = await awayForLong(true, ms);
    expect(table.rows.map(({ state, attempts }) => [state, attempts])).toEqual(
      Array(3).fill(['sent', 1]),
    );
    expect(tried).toHaveLength(3);
  }
});

test('would be noticed: claimed as soon as it is back, messages go out again', async () => {
  const tries = [];
  for (const ms of BACK_AFTER_MS) tries.push((await awayForLong(false, ms)).tried.length);
  expect(Math.max(...tries)).toBeGreaterThan(3);
});

test('an outcome is not lost to its lease while only the record fails', async () => {
  const { clock, table, tried, consumer, start } = setUp(() => sent);
  let stuck = true;
  const relay = createRelay({
    consumers: [consumer],
    store: table,
    clock: clock.read,
    timers: clock.timers,
    log: silent,
    unlink: async () => undefined,
    record: async (outcomes) => {
      if (stuck) throw new Error('the branch is locked');
      await table.record(outcomes);
    },
  });
  table.add('a');
  await clock.advance(1_000);
  const other = start();
  await clock.advance(300_000);
  stuck = false;
  await clock.advance(10_000);
  expect(table.rows[0]).toMatchObject({ state: 'sent', attempts: 1 });
  expect(tried).toHaveLength(1);
  await relay.stop();
  await other.stop();
});

test('stopping without a database gives up on outcomes it cannot record', async () => {
  const { clock, lose, table, stop } = twoOverOne();
  table.add('a');
  const claim = table.claim.bind(table);
  table.claim = async (...asked) => {
    const claimed = await claim(...asked);
    lose();
    return claimed;
  };
  await clock.advance(1_000);
  let stopped = false;
  const stopping = stop().then(() => {
    stopped = true;
  });
  await clock.advance(15_000);
  expect(stopped).toBe(false);
  await clock.advance(10_000);
  await stopping;
});

test('a busy morning does not cost one poll per commit', async () => {
  const { clock, table, start } = setUp(() => sent);
  const relay = start();
  for (let ms = 0; ms < 1_000; ms++) {
    relay.wake();
    await clock.advance(1);
  }
  expect(table.claims).toBeLessThan(60);
  await relay.stop();
});
