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
  await clock.advance(6_000);
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
  await clock.advance(1_100);
  await stop;
  expect(table.rows[1]).toMatchObject({ state: 'open', attempts: 0, leaseUntil: 0 });
});

test('outcomes that could not be recorded are retried until their leases expire', async () => {
  const { clock, table, tried, consumer } = setUp(() => sent);
  let fails = 3;
  const relay = createRelay({
    consumers: [consumer],
    store: table,
    clock: clock.read,
    timers: clock.timers,
    log: silent,
    unlink: async () => undefined,
    record: async (outcomes) => {
      if (fails-- > 0) throw new Error('busy');
      await table.record(outcomes);
    },
  });
  table.add('a');
  await clock.advance(10_000);
  expect(table.rows[0].state).toBe('sent');
  expect(tried).toHaveLength(1);
  await relay.stop();
});

test('a busy morning does not cost one look per commit', async () => {
  const { clock, table, start } = setUp(() => sent);
  const relay = start();
  for (let ms = 0; ms < 1_000; ms++) {
    relay.wake();
    await clock.advance(1);
  }
  expect(table.claims).toBeLessThan(60);
  await relay.stop();
});
