import { Calibration } from '../../../../src/app/domain/model/foretold';
import { IDENTITY, refit } from '../../../../src/app/domain/predict/affine';
import {
  corrected,
  promise as promiseOf,
  reopened,
  Simulated,
  uncalibrated,
} from '../../../../src/app/domain/predict/calibrate';
import fc from '../../../support/draws';

const plain = { low: IDENTITY, middle: IDENTITY, high: IDENTITY };
const simulated = (middle: number, hol?: number) => ({
  low: middle / 2,
  middle,
  high: middle * 2,
  place: 2,
  lane: 'general' as const,
  ...(hol === undefined ? {} : { hol }),
});

/** A newcomer's promise: the last wait is known. */
const promise = (calibration: Calibration, affine: typeof plain, simulation: Simulated) =>
  promiseOf(calibration, affine, {
    ...simulation,
    ...(calibration.les === undefined ? {} : { les: calibration.les }),
  });

/** After this many calls that all waited `wait` when `middle` was simulated. */
function after(calls: number, middle: number, wait: number): Calibration {
  let calibration = uncalibrated(300);
  for (let call = 0; call < calls; call += 1) {
    calibration = corrected(calibration, promise(calibration, plain, simulated(middle)), wait);
  }
  return calibration;
}

test('low ≤ promise ≤ high, always', () => {
  const seconds = fc.double({ min: 0, max: 7200, noNaN: true });
  fc.assert(
    fc.property(
      fc.array(fc.tuple(seconds, seconds, fc.option(seconds)), { maxLength: 40 }),
      (calls) => {
        let calibration = uncalibrated(300);
        for (const [middle, wait, hol] of calls) {
          const promised = promise(calibration, plain, simulated(middle, hol ?? undefined));
          expect(promised.lowSeconds).toBeGreaterThanOrEqual(0);
          expect(promised.lowSeconds).toBeLessThanOrEqual(promised.seconds);
          expect(promised.highSeconds).toBeGreaterThanOrEqual(promised.seconds);
          calibration = corrected(calibration, promised, wait);
        }
      },
    ),
  );
});

test('before the first call the promise is the simulation', () => {
  expect(promise(uncalibrated(300), plain, simulated(240)).seconds).toBeCloseTo(240);
});

test('a simulation ruined by a wrong average gives way to the last wait', () => {
  expect(promise(after(60, 3600, 600), plain, simulated(3600)).seconds).toBeLessThan(700);
});

test('a simulation that is right is trusted, whatever the last wait was', () => {
  let calibration = uncalibrated(300);
  for (let call = 0; call < 100; call += 1) {
    const wait = call % 2 ? 100 : 500;
    calibration = corrected(calibration, promise(calibration, plain, simulated(wait)), wait);
  }
  expect(promise(calibration, plain, simulated(100)).seconds).toBeLessThan(120);
});

test('a range that is missed widens, one that is never missed narrows', () => {
  const width = (calibration: Calibration) => {
    const { lowSeconds, highSeconds } = promise(calibration, plain, simulated(100));
    return highSeconds - lowSeconds;
  };
  const fresh = width(uncalibrated(300));
  expect(width(after(50, 100, 100))).toBeLessThan(fresh);
  let missed = uncalibrated(300);
  for (let call = 0; call < 5; call += 1) {
    const promised = promise(missed, plain, simulated(100));
    missed = corrected(missed, promised, promised.highSeconds + 1);
  }
  expect(missed.high).toBeGreaterThan(0.04);
});

test('a wait of zero teaches nothing else', () => {
  const before = after(5, 100, 120);
  const now = corrected(before, promise(before, plain, simulated(100)), 0);
  expect(now).toEqual({ ...before, les: 0, calls: 6 });
});

test('a new day keeps what was learned and forgets the last wait of the night', () => {
  const { les, ...rest } = after(5, 100, 120);
  expect(les).toBe(120);
  expect(reopened({ ...rest, les })).toEqual(rest);
});

test('the fitted line follows most waits, not the outlier', () => {
  const x = Array.from({ length: 400 }, (_, at) => at);
  const y = x.map((each) => (each === 399 ? 1e6 : 20 + 0.5 * each));
  const { a, b } = refit(IDENTITY, x, y, 0.5, 1);
  expect(a).toBeCloseTo(20, -0.5);
  expect(b).toBeCloseTo(0.5, 1);
});

test('without new waits the line does not move', () => {
  expect(refit(IDENTITY, [], [], 0.9, 1)).toMatchObject({ a: 0, b: 1 });
});
