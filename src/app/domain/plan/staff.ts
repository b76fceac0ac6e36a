import { QUARTER } from '../model/learned';
import { PATIENCE_EDGES } from '../predict/hazard';
import { DayModel, PAUSE } from './day-model';
import { fewestServers } from './erlang';
import { crowdsOf, Days, firstStep, judge } from './judge';
import { Shift } from './simulate-day';

/** Somebody who may be on duty. */
export interface Rostered {
  /** Bit per queue. */
  readonly queues: number;
  readonly pace: number;
}

/** How many are on duty in each step of the day: the first of the roster. */
export type Steps = readonly number[];

/** Who is on duty when. `stays`: whoever is there at the end serves those left in line. */
export function shiftsOf(
  { from, step }: Pick<Days, 'from' | 'step'>,
  steps: Steps,
  roster: (place: number) => Rostered,
  stays = 0,
): readonly Shift[] {
  const shifts: Shift[] = [];
  const most = Math.max(0, ...steps);
  for (let place = 0; place < most; place += 1) {
    let begun: number | undefined;
    for (let at = 0; at <= steps.length; at += 1) {
      const on = at < steps.length && steps[at] > place;
      if (on) {
        begun ??= at;
      } else if (begun !== undefined) {
        const to = from + at * step + (at === steps.length ? stays : 0);
        shifts.push({ from: from + begun * step, to, ...roster(place) });
        begun = undefined;
      }
    }
  }
  return shifts;
}

export interface ServiceGoal {
  /** Share of those served who should be called in time, in every step. */
  readonly share: number;
  readonly most: number;
  /** Fewest who must be on duty while open. */
  readonly least: number;
  readonly roster: (place: number) => Rostered;
  readonly stays?: number;
}

/** Average seconds of a service with what comes after it, and of patience. */
function averagesOf({ services, gaps, prepared }: DayModel, byQueue: readonly number[]) {
  const all = byQueue.reduce((sum, each) => sum + each, 0);
  const service = services.reduce(
    (sum, pool, queue) => sum + (all > 0 ? byQueue[queue] / all : 1 / services.length) * mean(pool),
    0,
  );
  const short = gaps[1].fresh.filter((each) => each < PAUSE);
  const { rate, sum } = prepared.patience;
  const patience = PATIENCE_EDGES.reduce<number>((total, edge, at) => {
    const end = PATIENCE_EDGES[at + 1] ?? Infinity;
    if (rate[at] <= 0) {
      return end === Infinity ? Infinity : total + Math.exp(-sum[at]) * (end - edge);
    }
    return total + (Math.exp(-sum[at]) * (1 - Math.exp(-rate[at] * (end - edge)))) / rate[at];
  }, 0);
  return { service, gap: mean(short), patience };
}

const mean = (values: Float64Array) =>
  values.length > 0 ? values.reduce((sum, each) => sum + each, 0) / values.length : 0;

/** What Erlang A says of each step, as if each were a day of its own. */
export function byErlangA(days: Days, { share, most, least }: ServiceGoal): Steps {
  const { model, expected, scale, targets, from, to, step } = days;
  const byQueue = model.queues.map((_, queue) =>
    [0, 1].reduce((sum, lane) => sum + total(expected[2 * queue + lane]), 0),
  );
  const { service, gap, patience } = averagesOf(model, byQueue);
  const everybody = byQueue.reduce((sum, each) => sum + each, 0);
  const seconds = targets.reduce(
    (sum, each, queue) => sum + (everybody > 0 ? (byQueue[queue] / everybody) * each : 0),
    0,
  );
  return Array.from({ length: Math.ceil((to - from) / step) }, (_, at) => {
    const rate = (scale * between(expected, from + at * step, from + (at + 1) * step)) / step;
    const steady = { rate, service: service + gap, patience };
    return Math.max(least, fewestServers(steady, { seconds, share }, most));
  });
}

const total = (quarters: Float64Array) => quarters.reduce((sum, each) => sum + each, 0);

function between(expected: readonly Float64Array[], from: number, to: number): number {
  let sum = 0;
  for (let quarter = Math.floor(from / QUARTER); quarter * QUARTER < to; quarter += 1) {
    const begin = Math.max(from, quarter * QUARTER);
    const part = (Math.min(to, (quarter + 1) * QUARTER) - begin) / QUARTER;
    for (const line of expected) sum += part * (line[quarter] ?? 0);
  }
  return sum;
}

/** Days in each look of the search, and in the last one, which sees more. */
const LOOK = 40;
const LAST_LOOK = 300;
const ROUNDS = 25;
const PASSES = 2;
/** How far below the target a step may be in a look, and in the last one. */
const CLOSE = 0.005;
const CLOSE_AT_LAST = 0.01;

/**
 * The fewest on duty with which every step of the day has its share: from what Erlang A says,
 * raises the steps that fall short, lowers those with room, and mends what only many days show.
 */
export function staff(days: Days, goal: ServiceGoal): Steps {
  const { share, most, least } = goal;
  const look = { ...days, runs: Math.min(days.trials, LOOK) };
  const crowds = crowdsOf(look);
  const shares = (steps: Steps) => sharesOf(look, steps, goal, crowds);
  let plan = raised(byErlangA(days, goal), shares, share, most);
  for (let pass = 0; pass < PASSES; pass += 1) {
    const order = plan
      .map((_, at) => at)
      .filter((at) => at >= firstStep(days))
      .sort((a, b) => plan[b] - plan[a] || a - b);
    for (const at of order) {
      if (plan[at] <= Math.max(1, least)) continue;
      const fewer = plan.map((each, step) => (step === at ? each - 1 : each));
      if (shares(fewer).every((each) => each >= share - CLOSE)) plan = fewer;
    }
  }
  const last = { ...days, runs: LAST_LOOK, seed: days.seed + 1 };
  const many = crowdsOf(last);
  return raised(plan, (steps) => sharesOf(last, steps, goal, many), share - CLOSE_AT_LAST, most);
}

type Crowds = ReturnType<typeof crowdsOf>;

const sharesOf = (days: Days, steps: Steps, { roster, stays }: ServiceGoal, crowds: Crowds) =>
  judge(days, shiftsOf(days, steps, roster, stays), crowds).steps.map(
    ({ within, came }) => within?.mean ?? (came.mean > 0 ? 0 : 1),
  );

/** One more wherever it falls short, until it does not; where nothing is left to add it stays. */
function raised(
  from: Steps,
  shares: (steps: Steps) => readonly number[],
  share: number,
  most: number,
): Steps {
  let plan = from;
  for (let round = 0; round < ROUNDS; round += 1) {
    const found = shares(plan);
    const more = plan.map((each, at) => (found[at] < share ? Math.min(most, each + 1) : each));
    if (more.every((each, at) => each === plan[at])) return plan;
    plan = more;
  }
  return plan;
}
