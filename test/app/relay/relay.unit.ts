import { DeliveryTable, HandClock, settled, silent } from './fixtures';
import { Delivery, SendResult } from '../../../src/app/ports';
import { createRelay } from '../../../src/app/relay/relay';

const sent: SendResult = { outcome: 'sent' };
const noAnswer: SendResult = { outcome: 'retry', reason: 'ECONNREFUSED' };

function setUp(
  answer: (delivery: Delivery, tries: number) => SendResult | Promise<SendResult>,
  options: { readonly parallel?: number } = {},
) {
  const clock = new HandClock();
  const table = new DeliveryTable(clock.read);
  const started = clock.now;
  const tried: { id: number; chain: string; at: number }[] = [];
  const unlinked: string[] = [];
  const consumer = {
    name: 'test',
    timeoutMs: 5_000,
    ...options,
    send: async (delivery: Delivery) => {
      tried.push({
        id: Number(delivery.id),
        chain: delivery.chain,
        at: (clock.now - started) / 1000,
      });
      return answer(delivery, tried.filter((other) => other.id === Number(delivery.id)).length);
    },
  };
  const start = (consumers = [consumer], store = table) =>
    createRelay({
      consumers,
      store,
      record: table.record,
      clock: clock.read,
      timers: clock.timers,
      log: silent,
      unlink: async (delivery) => {
        unlinked.push(delivery.chain);
      },
    });
  return { clock, table, tried, unlinked, consumer, start };
}

test('sends what is due at once, one at a time per chain, in order', async () => {
  const { clock, table, tried, start } = setUp(() => sent);
  const relay = start();
  for (const chain of ['a', 'b', 'a', 'b', 'a']) table.add(chain);
  relay.wake();
  await clock.advance(500);
  expect(table.rows.map((row) => row.state)).toEqual(Array(5).fill('sent'));
  expect(tried.filter((one) => one.chain === 'a').map((one) => one.id)).toEqual([1, 3, 5]);
  expect(tried.every((one) => one.at <= 0.1)).toBe(true);
  await relay.stop();
});

test('a message that gets no answer is tried at 0, 30, 60 and 120 s, then has failed', async () => {
  const { clock, table, tried, start } = setUp(() => noAnswer);
  const relay = start();
  table.add('a');
  await clock.advance(300_000);
  expect(tried.map((one) => Math.floor(one.at))).toEqual([0, 30, 60, 120]);
  expect(table.rows[0]).toMatchObject({ state: 'failed', reason: 'ECONNREFUSED', attempts: 4 });
  await relay.stop();
});

test('what the other side refuses fails at once, and a gone address is unlinked', async () => {
  const { clock, table, tried, unlinked, start } = setUp((delivery) => ({
    outcome: 'failed',
    reason: 'refused',
    unlink: delivery.chain === 'gone',
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

test(
  'an outage of ten minutes counts nothing: all goes out when it is over, oldest first, and ' +
    'little is asked meanwhile',
  async () => {
    let down = true;
    const { clock, table, tried, start } = setUp(() => (down ? noAnswer : sent));
    const relay = start();
    for (let i = 0; i < 40; i++) table.add(`chat-${i % 20}`);
    await clock.advance(600_000);
    expect(table.rows.every((row) => row.state === 'open' && row.attempts <= 1)).toBe(true);
    expect(relay.troubles()).toEqual({ test: 'no answer: probing' });
    const duringOutage = tried.length;
    expect(duringOutage).toBeLessThan(20 + 40);
    down = false;
    await clock.advance(31_000);
    expect(table.rows.map((row) => row.state)).toEqual(Array(40).fill('sent'));
    expect(relay.troubles()).toEqual({});
    for (let chain = 0; chain < 20; chain++) {
      const order = tried
        .slice(duringOutage)
        .filter((one) => one.chain === `chat-${chain}`)
        .map((one) => one.id);
      expect(order).toEqual([...order].sort((a, b) => a - b));
    }
    await relay.stop();
  },
);

test('an outage the consumer knows of costs no attempts, even with a single chain', async () => {
  let down = true;
  const { clock, table, tried, start } = setUp(() => (down ? { ...noAnswer, away: true } : sent));
  const relay = start();
  table.add('only');
  await clock.advance(600_000);
  expect(table.rows[0]).toMatchObject({ state: 'open', attempts: 0 });
  expect(relay.troubles()).toEqual({ test: 'no answer: probing' });
  expect(tried.length).toBeLessThan(30);
  down = false;
  await clock.advance(31_000);
  expect(table.rows[0]).toMatchObject({ state: 'sent', attempts: 1 });
  await relay.stop();
});

test('one probe at a time while nothing answers', async () => {
  let flying = 0;
  let most = 0;
  let open = false;
  const { clock, table, start } = setUp(async () => {
    flying += 1;
    if (open) most = Math.max(most, flying);
    await new Promise<void>((resolve) => clock.timers.after(1_000, resolve));
    flying -= 1;
    return noAnswer;
  });
  const relay = start();
  for (let i = 0; i < 10; i++) table.add(`chat-${i}`);
  await clock.advance(1_500);
  open = relay.troubles()['test'] !== undefined;
  expect(open).toBe(true);
  for (let i = 0; i < 60; i++) {
    relay.wake();
    await clock.advance(1_000);
  }
  expect(most).toBe(1);
  await relay.stop();
});

test('a dead address does not keep the others waiting: the next probe tries another', async () => {
  let down = true;
  const { clock, table, start } = setUp((delivery) =>
    down || delivery.chain === 'dead' ? noAnswer : sent,
  );
  const relay = start();
  table.add('dead');
  for (let i = 0; i < 6; i++) table.add(`chat-${i}`);
  await clock.advance(3_000);
  down = false;
  await clock.advance(60_000);
  expect(table.rows.slice(1).map((row) => row.state)).toEqual(Array(6).fill('sent'));
  await relay.stop();
});

test('429 pauses that chain for as long as it says and counts nothing', async () => {
  const { clock, table, tried, start } = setUp((delivery, tries) =>
    delivery.chain === 'a' && tries === 1 ? { outcome: 'slow-down', retryAfterSeconds: 17 } : sent,
  );
  const relay = start();
  table.add('a');
  table.add('b');
  await clock.advance(100);
  table.add('b');
  relay.wake();
  await clock.advance(20_000);
  expect(tried.filter((one) => one.chain === 'a').map((one) => Math.floor(one.at))).toEqual([
    0, 17,
  ]);
  expect(tried.filter((one) => one.chain === 'b').every((one) => one.at < 1)).toBe(true);
  expect(table.rows[0]).toMatchObject({ state: 'sent', attempts: 1 });
  await relay.stop();
});

test('three chains told to slow down within ten seconds pause everybody', async () => {
  const { clock, table, tried, start } = setUp((delivery, tries) =>
    delivery.chain !== 'd' && tries === 1 ? { outcome: 'slow-down', retryAfterSeconds: 20 } : sent,
  );
  const relay = start();
  ['a', 'b', 'c'].forEach((chain) => table.add(chain));
  await clock.advance(1_000);
  table.add('d');
  relay.wake();
  await clock.advance(30_000);
  expect(tried.find((one) => one.chain === 'd')!.at).toBeGreaterThanOrEqual(20);
  expect(table.rows.map((row) => row.state)).toEqual(Array(4).fill('sent'));
  await relay.stop();
});

test('401 stops the consumer, keeps its rows, and says so', async () => {
  const { clock, table, tried, start } = setUp(() => ({
    outcome: 'stopped',
    reason: 'the token is refused',
  }));
  const relay = start();
  table.add('a');
  await clock.advance(300_000);
  expect(tried).toHaveLength(1);
  expect(table.rows[0]).toMatchObject({ state: 'open', attempts: 0, leaseUntil: 0 });
  expect(relay.troubles()).toEqual({ test: 'stopped: the token is refused' });
  await relay.stop();
});

test('what is no longer true is closed as superseded, never sent', async () => {
  const { clock, table, tried, start } = setUp(() => sent);
  table.add('a').stale = true;
  const relay = start();
  await clock.advance(100);
  expect(tried).toEqual([]);
  expect(table.rows[0]).toMatchObject({ state: 'superseded', reason: expect.any(String) });
  await relay.stop();
});

test('a hanging consumer is cut at its timeout and holds up no other', async () => {
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
        if (delivery.chain === 'ends') finish = () => resolve(sent);
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

test('a busy morning does not become one look a commit', async () => {
  const { clock, table, start } = setUp(() => sent);
  const relay = start();
  for (let ms = 0; ms < 1_000; ms++) {
    relay.wake();
    await clock.advance(1);
  }
  expect(table.claims).toBeLessThan(60);
  await relay.stop();
});
