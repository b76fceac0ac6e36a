import { Calibration, Promised } from '../model/foretold';
import { Affine } from '../model/learned';
import { Lane } from '../model/ticket';
import { straightened } from './affine';

/** Seconds that a simulation says, of whoever is at `place` in line. */
export interface Simulated {
  readonly low: number;
  readonly middle: number;
  readonly high: number;
  readonly place: number;
  readonly lane: Lane;
  /** Seconds that the first in line has waited; absent when unknown or nobody waits. */
  readonly hol?: number;
  /** Seconds that the last wait was, or what is left of it for who has waited a while. */
  readonly les?: number;
}

const STEP = 0.005;
const SHARED = 0.3;
const STEP_SHIFT = 5;
const RANGE_STEP = 0.01;
const RANGE_SHIFT = 3;
/** How often each end should be missed. */
const MISSED = 0.105;
const FADE = 0.99;
const POWER = 10;
/** Seconds below which an error does not count. */
const LEAST_ERROR = 5;
/** Waits that the first error counts for. */
const FIRST_WEIGHT = 1;

/** Seconds to expect of any way to guess, before the first call. */
const FIRST_ERROR = 300;

/** Before the first call. */
export const uncalibrated = (error = FIRST_ERROR): Calibration => ({
  steps: Array.from({ length: 8 }, () => 0),
  shared: 0,
  errors: [error * FIRST_WEIGHT, error * FIRST_WEIGHT, error * FIRST_WEIGHT],
  weight: FIRST_WEIGHT,
  low: 0,
  high: 0,
  calls: 0,
});

/** A new day begins with what the last has taught, but the last wait of the night says nothing. */
export function reopened({ les: _, ...calibration }: Calibration): Calibration {
  return calibration;
}

const stepOf = (place: number, lane: Lane) =>
  (Math.min(4, Math.max(1, place)) - 1) * 2 + (lane === 'preferential' ? 1 : 0);

/** What to foretell from a simulation. */
export function promise(
  calibration: Calibration,
  affine: Readonly<Record<'low' | 'middle' | 'high', Affine>>,
  { low, middle, high, place, lane, hol, les }: Simulated,
): Promised {
  const step = stepOf(place, lane);
  const factor = Math.exp(calibration.steps[step] + calibration.shared);
  const stepped = Math.max(0, factor * (middle + STEP_SHIFT) - STEP_SHIFT);
  const ours = (straightened(affine.middle, middle) + stepped) / 2;
  const seconds = guarded(calibration, ours, les, hol);
  const moved = (seconds + STEP_SHIFT) / (ours + STEP_SHIFT);
  const end = (value: number, by: number) =>
    Math.max(0, (value * moved + RANGE_SHIFT) * Math.exp(by) - RANGE_SHIFT);
  return {
    seconds: short(seconds),
    lowSeconds: short(Math.min(seconds, end(straightened(affine.low, low), -calibration.low))),
    highSeconds: short(Math.max(seconds, end(straightened(affine.high, high), calibration.high))),
    raw: [short(low), short(middle), short(high)],
    stepped: short(stepped),
    ours: short(ours),
    ...(les === undefined ? {} : { les: short(les) }),
    ...(hol === undefined ? {} : { hol: short(hol) }),
    step,
  };
}

/** Stored in two events: a tenth of a second is precise enough. */
const short = (seconds: number) => Math.round(seconds * 10) / 10;

/** The mean of what is known, each by how little it has erred lately. */
function guarded({ errors, weight }: Calibration, ours: number, les?: number, hol?: number) {
  let [sum, total] = [0, 0];
  [ours, les, hol].forEach((guess, at) => {
    if (guess === undefined) return;
    const trust = Math.max(LEAST_ERROR, errors[at] / weight) ** -POWER;
    sum += trust * guess;
    total += trust;
  });
  return sum / total;
}

/** After the call of who had been promised this and has waited `wait` seconds. */
export function corrected(
  calibration: Calibration,
  promised: Promised | undefined,
  wait: number,
): Calibration {
  const called = { ...calibration, les: wait, calls: calibration.calls + 1 };
  if (!promised || wait <= 0) return called;
  const { stepped, step, ours, les, hol, lowSeconds, highSeconds } = promised;
  const sign = Math.sign(wait - stepped) * STEP;
  const error = (guess: number | undefined) => Math.abs((guess ?? ours) - wait);
  const [ofOurs, ofLes, ofHol] = calibration.errors;
  return {
    ...called,
    steps: calibration.steps.map((each, at) => (at === step ? each + sign : each)),
    shared: calibration.shared + SHARED * sign,
    errors: [ofOurs * FADE + error(ours), ofLes * FADE + error(les), ofHol * FADE + error(hol)],
    weight: calibration.weight * FADE + 1,
    low: calibration.low + RANGE_STEP * ((wait < lowSeconds ? 1 : 0) - MISSED),
    high: calibration.high + RANGE_STEP * ((wait > highSeconds ? 1 : 0) - MISSED),
  };
}
