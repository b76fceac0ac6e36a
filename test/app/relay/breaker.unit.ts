import { Breaker } from '../../../src/app/relay/breaker';

const down = (breaker: Breaker, threads: readonly string[], now = 0) =>
  threads.forEach((thread) => breaker.failed(thread, now, false));

test('five failures in a row over several threads open it, four do not', () => {
  const breaker = new Breaker();
  down(breaker, ['a', 'b', 'a', 'b']);
  expect(breaker.open).toBe(false);
  down(breaker, ['a']);
  expect(breaker.open).toBe(true);
});

test('one thread alone never opens it: its address may be bad, not the whole consumer', () => {
  const breaker = new Breaker();
  down(breaker, Array<string>(20).fill('a'));
  expect(breaker.open).toBe(false);
});

test('an answer in between resets the count', () => {
  const breaker = new Breaker();
  down(breaker, ['a', 'b', 'a', 'b']);
  breaker.answered();
  down(breaker, ['a', 'b', 'a', 'b']);
  expect(breaker.open).toBe(false);
});

test('probes are 2, 4, 8, 16, 30, 30 s apart, and only a failed probe moves the next', () => {
  const breaker = new Breaker();
  down(breaker, ['a', 'b', 'a', 'b', 'a'], 1_000);
  const gaps: number[] = [];
  let now = 1_000;
  for (let i = 0; i < 6; i++) {
    gaps.push(breaker.probeAt! - now);
    now = breaker.probeAt!;
    breaker.failed('c', now - 500, false);
    breaker.failed('b', now, true);
  }
  expect(gaps).toEqual([2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
});

test('remembers which threads were probed while open, and forgets them once closed', () => {
  const breaker = new Breaker();
  down(breaker, ['a', 'b', 'a', 'b', 'a']);
  breaker.failed('c', 2_000, true);
  expect(breaker.tried).toEqual(['a', 'c']);
  breaker.answered();
  expect(breaker.tried).toEqual([]);
  expect(breaker.open).toBe(false);
});
