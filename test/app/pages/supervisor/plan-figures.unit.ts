import {
  forecastError,
  lastTold,
  mostMissing,
  stretchOf,
  tenths,
  timeOf,
} from '../../../../src/app/pages/supervisor/plan-figures';

const spread = (mean: number) => ({ mean, low: mean, high: mean });
const plan = (advisors: readonly number[], came: readonly number[]) => ({
  advisors,
  within: spread(0.8),
  gone: 0,
  came: spread(10),
  p90: 60,
  mean: 30,
  steps: came.map((each, at) => ({ from: at * 1800, came: spread(each), gone: 0 })),
  queues: [],
});

test('a figure short of the target is never written as if it met it', () => {
  expect(tenths(0.78, 0.8)).toBe(7);
  expect(tenths(0.8, 0.8)).toBe(8);
  expect(tenths(0.849, 0.85)).toBe(8);
  expect(tenths(0.96, 0.8)).toBe(10);
  expect(tenths(0.94, 0.95)).toBe(9);
  expect(tenths(0, 0.8)).toBe(0);
});

test('half hours by the clock, to the end of the day', () => {
  const day = { fromMinute: 570, stepMinutes: 30 };
  expect([0, 1, 29].map((at) => timeOf(day, at))).toEqual(['09:30', '10:00', '24:00']);
  expect(timeOf(day, 30)).toBe('00:30'); // in a branch open past midnight
  expect(stretchOf([3, 2, 4])).toEqual([2, 5]);
});

test('the half hour with the largest shortfall; else the busiest', () => {
  const day = plan([2, 2, 2, 2], [5, 9, 7, 8]);
  expect(mostMissing(day, [2, 3, 5, 4], 0)).toBe(2);
  expect(mostMissing(day, [2, 3, 5, 4], 3)).toBe(3);
  expect(mostMissing(day, [1, 1, 1, 1], 0)).toBe(1);
  expect(mostMissing(day, undefined, 2)).toBe(3);
});

test('forecasts beside what came; days without a forecast do not count', () => {
  const past = [
    { day: '2026-11-23', came: 999 },
    { day: '2026-11-24', came: 100, expected: 110, low: 90, high: 120, said: 0.7, within: 0.8 },
    { day: '2026-11-25', came: 300, expected: 240, low: 200, high: 280 },
  ];
  expect(forecastError(past)).toEqual({ days: 2, error: 70 / 400, held: 1 });
  expect(forecastError(past.slice(0, 1))).toBeUndefined();
  expect(lastTold(past)!.day).toBe('2026-11-24');
});
