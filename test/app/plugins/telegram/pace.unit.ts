import { createPace, NotNow } from '../../../../src/app/plugins/telegram/pace';
import { createLimiter } from '../../../../src/app/redis/limiter';

const pace = () => createPace(createLimiter(undefined));
const timed = async (turn: Promise<void>) => {
  await turn;
  return performance.now();
};

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

/** Lets the clock run until the work is over: seconds pass in milliseconds. */
async function played<T>(work: Promise<T>): Promise<T> {
  let over = false;
  const ended = () => {
    over = true;
  };
  work.then(ended, ended);
  for (let ms = 0; !over && ms < 60_000; ms += 10) await jest.advanceTimersByTimeAsync(10);
  if (!over) throw new Error('it does not end within a minute of its clock');
  return work;
}

test('one goes at once; many are spread out, thirty a second', async () => {
  const { turn } = pace();
  const began = performance.now();
  const at = (
    await played(
      Promise.all(Array.from({ length: 45 }, (_, i) => timed(turn(`chat-${i}`, { rank: 'rest' })))),
    )
  ).map((time) => time - began);
  expect(at[0]).toBeLessThan(100);
  expect(at.filter((time) => time < 500).length).toBeLessThanOrEqual(25);
  expect(at.filter((time) => time < 950).length).toBeLessThanOrEqual(30);
  expect(Math.max(...at)).toBeGreaterThanOrEqual(1_000);
});

test('two processes that share a limiter keep the pace together', async () => {
  const limiter = createLimiter(undefined);
  const both = [createPace(limiter), createPace(limiter)];
  const began = performance.now();
  const at = (
    await played(
      Promise.all(
        both.flatMap(({ turn }, process) =>
          Array.from({ length: 40 }, (_, i) =>
            timed(turn(`chat-${process}-${i}`, { rank: 'rest' })),
          ),
        ),
      ),
    )
  ).map((time) => time - began);
  expect(at.filter((time) => time < 950).length).toBeLessThanOrEqual(30);
  expect(Math.max(...at)).toBeGreaterThanOrEqual(1_990);
});

test('a chat waits a second between its messages and holds up no other', async () => {
  const { turn } = pace();
  const began = performance.now();
  const [first, second, other] = await played(
    Promise.all([
      timed(turn('a', { rank: 'rest' })),
      timed(turn('a', { rank: 'rest' })),
      timed(turn('b', { rank: 'rest' })),
    ]),
  );
  expect(first - began).toBeLessThan(500);
  expect(other - began).toBeLessThan(500);
  expect(second - began).toBeGreaterThanOrEqual(990);
});

test('urgent messages overtake waiting ones', async () => {
  const { turn } = pace();
  const order: string[] = [];
  const all = Array.from({ length: 40 }, (_, i) =>
    turn(`chat-${i}`, { rank: 'rest' }).then(() => order.push('edit')),
  );
  await jest.advanceTimersByTimeAsync(100);
  const before = order.length;
  all.push(turn('ring', { rank: 'turn' }).then(() => order.push('turn')));
  await played(Promise.all(all));
  expect(order.indexOf('turn')).toBeLessThanOrEqual(before + 8);
});

test('an abandoned message takes no slot', async () => {
  const { turn } = pace();
  await played(turn('a', { rank: 'rest' }));
  const abort = new AbortController();
  const given = turn('a', { rank: 'rest', signal: abort.signal });
  abort.abort();
  await expect(given).rejects.toThrow('given up');
  await expect(turn('b', { rank: 'rest', signal: AbortSignal.abort() })).rejects.toThrow(
    'given up',
  );
});

test('a message that waits too long is handed back when its time is up', async () => {
  const { turn } = pace();
  await played(turn('a', { rank: 'rest' }));
  await expect(played(turn('a', { rank: 'rest', patienceMs: 200 }))).rejects.toEqual(new NotNow(1));
  await played(turn('b', { rank: 'rest', patienceMs: 200 }));
});

test('no process writes to a chat that Telegram has paused', async () => {
  const limiter = createLimiter(undefined);
  const [here, there] = [createPace(limiter), createPace(limiter)];
  await here.slowDown('a', 3);
  const began = performance.now();
  await expect(played(there.turn('a', { rank: 'turn', patienceMs: 10_000 }))).rejects.toEqual(
    new NotNow(3),
  );
  expect(performance.now() - began).toBeLessThan(1_000);
  await played(there.turn('b', { rank: 'rest', patienceMs: 1_000 }));
  await played(there.turn('a', { rank: 'turn' }));
  expect(performance.now() - began).toBeGreaterThanOrEqual(2_900);
});

test('three chats slowed down within ten seconds pause everyone', async () => {
  const limiter = createLimiter(undefined);
  const [here, there] = [createPace(limiter), createPace(limiter)];
  for (let i = 0; i < 3; i++) await here.slowDown('a', 5);
  await played(there.turn('b', { rank: 'rest', patienceMs: 500 }));
  await here.slowDown('c', 5);
  await there.slowDown('d', 5);
  await expect(played(there.turn('e', { rank: 'turn', patienceMs: 10_000 }))).rejects.toEqual(
    new NotNow(5),
  );
  await expect(played(here.turn('f', { rank: 'turn', patienceMs: 10_000 }))).rejects.toBeInstanceOf(
    NotNow,
  );
});
