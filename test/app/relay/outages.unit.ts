import { noAnswer, sent, setUp } from './relay-set-up';

test('a ten-minute outage uses up no attempts; afterwards the oldest goes out first', async () => {
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
  for (let thread = 0; thread < 20; thread++) {
    const order = tried
      .slice(duringOutage)
      .filter((one) => one.thread === `chat-${thread}`)
      .map((one) => one.id);
    expect(order).toEqual([...order].sort((a, b) => a - b));
  }
  await relay.stop();
});

test('an outage known to the consumer uses up no attempts, even with a single thread', async () => {
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

test('a dead address does not delay the others: the next probe tries another', async () => {
  let down = true;
  const { clock, table, start } = setUp((delivery) =>
    down || delivery.thread === 'dead' ? noAnswer : sent,
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

test('429 pauses its thread for as long as it says, and uses up no attempt', async () => {
  const { clock, table, tried, start } = setUp((delivery, tries) =>
    delivery.thread === 'a' && tries === 1 ? { outcome: 'slow-down', retryAfterSeconds: 17 } : sent,
  );
  const relay = start();
  table.add('a');
  table.add('b');
  await clock.advance(100);
  table.add('b');
  relay.wake();
  await clock.advance(20_000);
  expect(tried.filter((one) => one.thread === 'a').map((one) => Math.floor(one.at))).toEqual([
    0, 17,
  ]);
  expect(tried.filter((one) => one.thread === 'b').every((one) => one.at < 1)).toBe(true);
  expect(table.rows[0]).toMatchObject({ state: 'sent', attempts: 1 });
  await relay.stop();
});

test('three threads rate-limited within ten seconds pause everyone', async () => {
  const { clock, table, tried, start } = setUp((delivery, tries) =>
    delivery.thread !== 'd' && tries === 1 ? { outcome: 'slow-down', retryAfterSeconds: 20 } : sent,
  );
  const relay = start();
  ['a', 'b', 'c'].forEach((thread) => table.add(thread));
  await clock.advance(1_000);
  table.add('d');
  relay.wake();
  await clock.advance(30_000);
  expect(tried.find((one) => one.thread === 'd')!.at).toBeGreaterThanOrEqual(20);
  expect(table.rows.map((row) => row.state)).toEqual(Array(4).fill('sent'));
  await relay.stop();
});

test('messages for which there was no time go out a second later, and pause nobody', async () => {
  const { clock, table, tried, start } = setUp((delivery, tries) =>
    delivery.thread !== 'd' && tries === 1 ? { outcome: 'released', afterMs: 1_000 } : sent,
  );
  const relay = start();
  ['a', 'b', 'c'].forEach((thread) => table.add(thread));
  relay.wake();
  await clock.advance(100);
  expect(tried).toHaveLength(3);
  table.add('d');
  relay.wake();
  await clock.advance(100);
  expect(table.rows.map((row) => row.state)).toEqual(['open', 'open', 'open', 'sent']);
  await clock.advance(2_000);
  expect(table.rows.map((row) => row.state)).toEqual(Array(4).fill('sent'));
  expect(table.rows.map((row) => row.attempts)).toEqual(Array(4).fill(1));
  expect(tried.filter((one) => one.thread !== 'd').map((one) => Math.floor(one.at))).toEqual([
    0, 0, 0, 1, 1, 1,
  ]);
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
