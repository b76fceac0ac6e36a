import { streamOf } from '../predict/random';
import { Comers, comersOf, drawComers } from './comers';
import { DayModel } from './day-model';
import { Shift, simulateDay } from './simulate-day';

// Taken once: a global is looked up at every use, which costs more than what it does.
const { ceil, floor, max, min } = Math;

/** Days that are simulated: who comes, and what of them is looked at. */
export interface Days {
  readonly model: DayModel;
  /** Customers by quarter hour, of each queue and lane. */
  readonly expected: readonly Float64Array[];
  /** The day's level over what is usual. */
  readonly scale: number;
  /** Seconds within which each queue's customers should be called. */
  readonly targets: readonly number[];
  /** Seconds of the day that are looked at, in steps. */
  readonly from: number;
  readonly to: number;
  readonly step: number;
  readonly trials: number;
  readonly seed: number;
  /** The day is under way: from when, and who is in line. */
  readonly now?: {
    readonly second: number;
    readonly waiting: readonly Waiting[];
  };
}

export interface Waiting {
  /** When they came. */
  readonly at: number;
  readonly queue: number;
  readonly lane: number;
}

/** A share over days: the mean, and the range of 8 in 10 days. */
interface Spread {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

interface JudgedStep {
  readonly from: number;
  /** Customers who come. */
  readonly came: Spread;
  /** Share of those served who were called in time; absent: nobody comes. */
  readonly within?: Spread;
  readonly gone: number;
}

export interface JudgedPlan {
  readonly within: Spread;
  readonly gone: number;
  readonly came: Spread;
  /** Seconds that 9 of 10 wait at most. */
  readonly p90: number;
  readonly mean: number;
  readonly steps: readonly JudgedStep[];
  /** Share called in time, of each queue. */
  readonly queues: readonly number[];
}

/** Who comes and who is already here, in one trial. */
function comersOfTrial({ expected, scale, seed, from, to, now }: Days, trial: number): Comers {
  const drawn = drawComers(expected, scale, streamOf(seed, 2 * trial));
  const begin = now?.second ?? from;
  const later = [...drawn.at.keys()].filter((at) => drawn.at[at] >= begin && drawn.at[at] < to);
  return comersOf([
    ...(now?.waiting ?? []),
    ...later.map((at) => ({
      at: drawn.at[at],
      queue: drawn.lineOf[at] >> 1,
      lane: drawn.lineOf[at] & 1,
    })),
  ]);
}

/** Who comes on each of the days: made once for all plans that are compared. */
export const crowdsOf = (days: Days): readonly Comers[] =>
  Array.from({ length: days.trials }, (_, trial) => comersOfTrial(days, trial));

/**
 * A plan's outcome on some days. With the same crowds and seed, every plan meets the same people.
 */
export function judge(
  days: Days,
  shifts: readonly Shift[],
  crowds: readonly Comers[] = crowdsOf(days),
): JudgedPlan {
  const tally = new Tally(days);
  crowds.forEach((comers, trial) => {
    const seed = streamOf(days.seed, 2 * trial + 1);
    const outcomes = simulateDay(days.model, shifts, comers, seed, days.now?.second ?? 0);
    tally.add(comers, outcomes.wait, outcomes.served);
  });
  return tally.judged();
}

const LOW = 0.1;
const HIGH = 0.9;
/** For how many days waits are kept for the 90th percentile. */
const KEPT_DAYS = 50;

/** The first step that is not over. */
export const firstStep = ({ from, step, now }: Pick<Days, 'from' | 'step' | 'now'>): number =>
  now ? max(0, floor((now.second - from) / step)) : 0;

class Tally {
  private readonly steps: number;
  /** Whoever is in line already counts for the step that is under way: it is what can change. */
  private readonly first: number;
  private readonly came: number[][];
  private readonly within: number[][];
  private readonly gone: Float64Array;
  private readonly byQueue: { served: number; within: number }[];
  private readonly totals: { came: number; within: number; gone: number }[] = [];
  private readonly waits: number[] = [];
  private all = { served: 0, within: 0, wait: 0 };
  private readonly sums: { served: number; within: number; came: number }[];

  constructor(private readonly days: Days) {
    this.steps = max(1, ceil((days.to - days.from) / days.step));
    this.first = firstStep(days);
    const empty = () => Array.from({ length: this.steps }, (): number[] => []);
    this.came = empty();
    this.within = empty();
    this.gone = new Float64Array(this.steps);
    this.byQueue = days.targets.map(() => ({ served: 0, within: 0 }));
    this.sums = empty().map(() => ({ served: 0, within: 0, came: 0 }));
  }

  add(comers: Comers, wait: Float64Array, served: Uint8Array): void {
    const { from, step, targets } = this.days;
    const came = new Float64Array(this.steps);
    const done = new Float64Array(this.steps);
    const within = new Float64Array(this.steps);
    for (let at = 0; at < wait.length; at += 1) {
      const of = floor((comers.at[at] - from) / step);
      const slot = min(this.steps - 1, max(this.first, of));
      const queue = comers.lineOf[at] >> 1;
      came[slot] += 1;
      if (served[at] === 0) {
        this.gone[slot] += 1;
        continue;
      }
      done[slot] += 1;
      this.all.wait += wait[at];
      this.byQueue[queue].served += 1;
      if (this.totals.length < KEPT_DAYS) this.waits.push(wait[at]);
      if (wait[at] > targets[queue]) continue;
      within[slot] += 1;
      this.byQueue[queue].within += 1;
    }
    this.note(came, done, within);
  }

  private note(came: Float64Array, done: Float64Array, within: Float64Array): void {
    for (let slot = 0; slot < this.steps; slot += 1) {
      this.came[slot].push(came[slot]);
      if (done[slot] > 0) this.within[slot].push(within[slot] / done[slot]);
      this.sums[slot].served += done[slot];
      this.sums[slot].within += within[slot];
      this.sums[slot].came += came[slot];
    }
    const [all, served, good] = [came, done, within].map((each) => each.reduce((a, b) => a + b, 0));
    this.all.served += served;
    this.all.within += good;
    this.totals.push({ came: all, within: shareOf(good, served, all), gone: all - served });
  }

  judged(): JudgedPlan {
    const { all, totals } = this;
    const came = spreadOf(totals.map((each) => each.came));
    const sorted = Float64Array.from(this.waits).sort();
    return {
      within: {
        ...spreadOf(totals.map(({ within }) => within)),
        mean: shareOf(all.within, all.served, came.mean),
      },
      gone: ratio(
        totals.reduce((sum, { gone }) => sum + gone, 0),
        came.mean * totals.length,
      ),
      came,
      p90: sorted.length > 0 ? sorted[floor(sorted.length * HIGH)] : 0,
      mean: ratio(all.wait, all.served),
      steps: this.sums.map((each, slot) => ({
        from: this.days.from + slot * this.days.step,
        came: spreadOf(this.came[slot]),
        ...withinOf(each, this.within[slot]),
        gone: ratio(this.gone[slot], each.came),
      })),
      queues: this.byQueue.map(({ served, within }) => (served > 0 ? within / served : 1)),
    };
  }
}

/** 0 if people come and nobody is served; 1 if nobody comes. */
const shareOf = (within: number, served: number, came: number): number =>
  served > 0 ? within / served : came > 0 ? 0 : 1;

function withinOf(
  { served, within, came }: { served: number; within: number; came: number },
  days: readonly number[],
): Pick<JudgedStep, 'within'> {
  if (came === 0) return {};
  const spread = days.length ? spreadOf(days) : { low: 0, high: 0 };
  return { within: { ...spread, mean: shareOf(within, served, came) } };
}

const ratio = (part: number, whole: number) => (whole > 0 ? part / whole : 0);

function spreadOf(values: readonly number[]): Spread {
  const sorted = Float64Array.from(values).sort();
  const at = (share: number) => sorted[min(sorted.length - 1, floor(share * sorted.length))];
  return {
    mean: sorted.reduce((sum, each) => sum + each, 0) / sorted.length,
    low: at(LOW),
    high: at(HIGH),
  };
}
