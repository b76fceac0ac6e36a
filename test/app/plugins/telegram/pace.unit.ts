import { createPace } from '../../../../src/app/plugins/telegram/pace';
import { createLimiter } from '../../../../src/app/redis/limiter';

const pace = () => createPace(createLimiter(undefined));
const timed = async (turn: Promise<void>) => {
  await turn;
  return performance.now();
};

test('one goes at once, many are spread over the second, thirty in each', async () => {
  const { turn } = pace();
  const began = performance.now();
  const at = (await Promise.all(Array.from({ length: 45 }, (_, i) => timed(turn(`chat-${i}`, false))))).map((time) => time - began);
  expect(at[0]).toBeLessThan(100);
  expect(at.filter((time) => time < 500).length).toBeLessThanOrEqual(25);
  expect(at.filter((time) => time < 950).length).toBeLessThanOrEqual(30);
  expect(Math.max(...at)).toBeGreaterThanOrEqual(1_000);
});

test('two processes that share a limiter keep it together', async () => {
  const limiter = createLimiter(undefined);
  const both = [createPace(limiter), createPace(limiter)];
  const began = performance.now();
  const at = (await Promise.all(both.flatMap(({ turn }, process) => Array.from({ length: 40 }, (_, i) => timed(turn(`chat-${process}-${i}`, false)))))).map((time) => time - began);
  expect(at.filter((time) => time < 950).length).toBeLessThanOrEqual(30);
  expect(Math.max(...at)).toBeGreaterThanOrEqual(1_990);
});

test('one chat waits a second between its messages and holds up no other', async () => {
  const { turn } = pace();
  const began = performance.now();
  const [first, second, other] = await Promise.all([timed(turn('a', false)), timed(turn('a', false)), timed(turn('b', false))]);
  expect(first - began).toBeLessThan(500);
  expect(other - began).toBeLessThan(500);
  expect(second - began).toBeGreaterThanOrEqual(990);
});

test('urgent ones overtake those that wait', async () => {
  const { turn } = pace();
  const order: string[] = [];
  const all = Array.from({ length: 40 }, (_, i) => turn(`chat-${i}`, false).then(() => order.push('edit')));
  await new Promise((resolve) => { setTimeout(resolve, 100); });
  const before = order.length;
  all.push(turn('ring', true).then(() => order.push('turn')));
  await Promise.all(all);
  expect(order.indexOf('turn')).toBeLessThanOrEqual(before + 8);
});

test('one that is given up takes no place', async () => {
  const { turn } = pace();
  await turn('a', false);
  const abort = new AbortController();
  const given = turn('a', false, abort.signal);
  abort.abort();
  await expect(given).rejects.toThrow('given up');
  await expect(turn('b', false, AbortSignal.abort())).rejects.toThrow('given up');
});
