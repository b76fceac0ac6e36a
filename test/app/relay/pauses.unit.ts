import { nextAttempt } from '../../../src/app/relay/attempts';
import { Pauses } from '../../../src/app/relay/pauses';

test('a thread pauses alone, until its time', () => {
  const pauses = new Pauses();
  pauses.slowDown('a', 5_000, 0);
  expect(pauses.paused(4_999)).toEqual(['a']);
  expect(pauses.firstEnd()).toBe(5_000);
  expect(pauses.allUntil(1)).toBeUndefined();
  expect(pauses.paused(5_000)).toEqual([]);
});

test('three threads within ten seconds pause all, until the last one may go on', () => {
  const pauses = new Pauses();
  pauses.slowDown('a', 20_000, 0);
  pauses.slowDown('b', 12_000, 5_000);
  expect(pauses.allUntil(5_000)).toBeUndefined();
  pauses.slowDown('c', 11_000, 9_999);
  expect(pauses.allUntil(9_999)).toBe(20_000);
  expect(pauses.allUntil(20_000)).toBeUndefined();
});

test('one thread three times, or three threads over more than 10 s, pause no one else', () => {
  const pauses = new Pauses();
  for (const at of [0, 1_000, 2_000]) pauses.slowDown('a', at + 900, at);
  expect(pauses.allUntil(2_000)).toBeUndefined();
  pauses.slowDown('b', 12_100, 12_000);
  pauses.slowDown('c', 12_200, 12_001);
  expect(pauses.allUntil(12_001)).toBeUndefined();
});

test('attempts at 0, 30, 60 and 120 s, then no more', () => {
  const times = [0];
  for (let before = 0; ; before++) {
    const next = nextAttempt(before, times[times.length - 1]);
    if (next === undefined) break;
    times.push(next);
  }
  expect(times).toEqual([0, 30_000, 60_000, 120_000]);
});
