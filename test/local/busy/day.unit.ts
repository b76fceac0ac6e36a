import { arrivalsPerMinute, hourAt, SPEED } from '../../../src/local/busy/day';

const hours = (n: number) => (n * 3_600_000) / SPEED;

it('starts when there is something to see, ends at night, starts again in the morning', () => {
  expect(hourAt(0)).toBe(10);
  expect(hourAt(hours(2))).toBeCloseTo(12);
  expect(hourAt(hours(7.99))).toBeCloseTo(17.99);
  expect(hourAt(hours(8.01))).toBeCloseTo(9.01);
  expect(hourAt(hours(9 * 50 + 3))).toBeCloseTo(13);
});

it('has a crowd at noon, and someone at every hour', () => {
  const rates = Array.from({ length: 36 }, (_, quarter) => arrivalsPerMinute(9 + quarter / 4));
  expect(Math.max(...rates)).toBe(arrivalsPerMinute(12.5));
  expect(Math.min(...rates)).toBeGreaterThan(1);
});
