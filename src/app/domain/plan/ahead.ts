import { Ahead, Remedy } from '../model/ahead';
import { QUARTER } from '../model/learned';
import { LearnedPlan } from '../model/learned-plan';
import { streamOf } from '../predict/random';
import { SimulationJob } from './answer';
import { Comers, comersOf, drawComers, expectedOf } from './comers';
import { DayModel, modelOf } from './day-model';
import { Waiting } from './judge';
import { Shift, simulateDay } from './simulate-day';

// Taken once: a global is looked up at every use, which costs more than what it does.
const { ceil, floor, max, min } = Math;

/** An advisor as they are now. */
export interface Hand {
  readonly id: string;
  readonly queues: readonly string[];
  readonly onDuty: boolean;
  /** They leave once they are done with the customer in hand. */
  readonly leaves?: boolean;
  readonly serving?: { readonly queue: number; readonly since: number };
}

/** The question about a branch's next minutes; plain data, for another thread. */
export interface AheadJob extends Pick<
  SimulationJob,
  'learned' | 'plan' | 'rule' | 'queues' | 'kind' | 'scale'
> {
  readonly what: 'ahead';
  /** Second of the day, and until when customers who come are looked at. */
  readonly second: number;
  readonly until: number;
  /** Seconds, by queue. */
  readonly targets: readonly number[];
  /** Queues that give no numbers. */
  readonly closed: readonly string[];
  readonly advisors: readonly Hand[];
  readonly waiting: readonly Waiting[];
  /** Share of those served who should be called in time. */
  readonly share: number;
  readonly seed: number;
  /** The change already offered for a queue, which another must clearly beat. */
  readonly offered: Readonly<Record<string, Remedy>>;
}

const TRIALS = 60;
/** A queue with fewer services behind it is not foretold. */
const KNOWN_SERVICES = 20;
/** Seconds until an absent advisor who is asked back calls. */
const COMES_BACK = 120;
/** No shift ends in the simulated time, except of those who plan to leave. */
const LONG = 7200;
const MOST_OPENED = 5;
const MOST_BACK = 3;
/** Changes are looked for if too few are called in time in this share of the courses. */
const LIKELY = 0.5;
/** The gain a change needs to be worth a walk, and to replace the one offered. */
const WORTH = 0.1;
const BETTER = 0.05;

/**
 * Runs the branch on from the floor as it stands, and says of each queue that is known well enough
 * and attended how many of its customers will be called in time by those who are on duty now; where
 * too few, which change mends it: one by which fewer customers of all queues are late. Equal jobs
 * have equal answers.
 */
export function aheadOf(job: AheadJob): Readonly<Record<string, Ahead>> {
  const model = modelOf(job.learned, job.plan, job.rule, job.queues);
  const look = new Look(job, model);
  const before = look.course(job.advisors);
  const found = job.queues.flatMap((queue, at) => {
    const known = job.plan.services[queue] as LearnedPlan['services'][string] | undefined;
    const attended = job.advisors.some((each) => each.onDuty && each.queues.includes(queue));
    if (!attended || (known?.weight ?? 0) < KNOWN_SERVICES) return [];
    const own = before.queues[at];
    const mend = own.short >= LIKELY ? mendOf(job, look, at, before) : undefined;
    return [[queue, { ...own, ...(mend ? { mend } : {}) }] as const];
  });
  return Object.fromEntries(found);
}

interface Course {
  readonly queues: readonly Omit<Ahead, 'mend'>[];
  /** Customers of all queues who are late or give up. */
  readonly late: number;
}

/** The same people for every change that is tried. */
class Look {
  private readonly crowds: readonly Comers[];

  constructor(
    private readonly job: AheadJob,
    private readonly model: DayModel,
  ) {
    const expected = expectedOf(model, job.kind).map((quarters, line) =>
      job.closed.includes(job.queues[line >> 1])
        ? new Float64Array(0)
        : quarters.map((each, quarter) => (this.isAhead(quarter) ? each : 0)),
    );
    this.crowds = Array.from({ length: TRIALS }, (_, trial) => this.crowd(expected, trial));
  }

  private isAhead(quarter: number): boolean {
    const { second, until } = this.job;
    return quarter * QUARTER < until && (quarter + 1) * QUARTER > second;
  }

  private crowd(expected: readonly Float64Array[], trial: number): Comers {
    const { second, until, scale, seed, waiting } = this.job;
    const { at, lineOf } = drawComers(expected, scale, streamOf(seed, 2 * trial));
    const coming = [...at.keys()].filter((each) => at[each] >= second && at[each] < until);
    return comersOf([
      ...waiting,
      ...coming.map((each) => ({
        at: at[each],
        queue: lineOf[each] >> 1,
        lane: lineOf[each] & 1,
      })),
    ]);
  }

  course(hands: readonly (Hand & { readonly from?: number })[]): Course {
    const { job, model } = this;
    const shifts = hands.flatMap((each) => this.shiftOf(each));
    const sums = job.queues.map(() => ({ came: 0, served: 0, within: 0, short: 0 }));
    let late = 0;
    this.crowds.forEach((comers, trial) => {
      const seed = streamOf(job.seed, 2 * trial + 1);
      const { wait, served } = simulateDay(model, shifts, comers, seed, job.second);
      const own = job.queues.map(() => ({ came: 0, served: 0, within: 0 }));
      wait.forEach((each, at) => {
        const queue = comers.lineOf[at] >> 1;
        if (comers.at[at] + job.targets[queue] < job.second) return; // too late for any change
        own[queue].came += 1;
        own[queue].served += served[at];
        if (served[at] === 1 && each <= job.targets[queue]) own[queue].within += 1;
        else late += 1;
      });
      own.forEach(({ came, served: done, within }, queue) => {
        sums[queue].came += came;
        sums[queue].served += done;
        sums[queue].within += within;
        if (shareOf(within, done, came) < job.share) sums[queue].short += 1;
      });
    });
    return {
      late: late / TRIALS,
      queues: sums.map(({ came, served, within, short }) => ({
        came: came / TRIALS,
        within: shareOf(within, served, came),
        short: short / TRIALS,
      })),
    };
  }

  private shiftOf(hand: Hand & { readonly from?: number }): readonly Shift[] {
    const { second, queues } = this.job;
    const { id, onDuty, leaves, serving, from = second } = hand;
    if (!onDuty) return [];
    return [
      {
        from,
        to: leaves ? second : second + LONG,
        queues: queues.reduce(
          (bits, queue, at) => (hand.queues.includes(queue) ? bits | (1 << at) : bits),
          0,
        ),
        pace: this.model.prepared.advisors.get(id)?.pace ?? 1,
        ...(serving ? { serving } : {}),
      },
    ];
  }
}

/** Nobody called in time where people come and nobody is served; nobody is late if nobody comes. */
const shareOf = (within: number, served: number, came: number): number =>
  served > 0 ? within / served : came > 0 ? 0 : 1;

function mendOf(job: AheadJob, look: Look, at: number, before: Course): Remedy | undefined {
  const queue = job.queues[at];
  const offered = job.offered[queue] as Remedy | undefined;
  const instead = before.queues[at].within;
  let best: Remedy | undefined;
  let most = instead + WORTH;
  for (const mend of changesFor(job.advisors, queue)) {
    const { queues, late } = look.course(job.advisors.map((each) => changed(each, mend, job)));
    const { within } = queues[at];
    const worth = within + (offered && isSame(offered, mend) ? BETTER : 0);
    if (worth < most || late >= before.late) continue;
    [best, most] = [{ ...mend, within, instead }, worth];
  }
  return best;
}

/** What one request can do for a queue, the likeliest first. */
function changesFor(advisors: readonly Hand[], queue: string): readonly Change[] {
  const byId = [...advisors].sort((a, b) => (a.id < b.id ? -1 : 1));
  const others = byId
    .filter(({ onDuty, leaves, queues }) => onDuty && !leaves && !queues.includes(queue))
    .sort((a, b) => a.queues.length - b.queues.length);
  const away = byId.filter(({ onDuty, queues }) => !onDuty && queues.includes(queue));
  return [
    ...others
      .slice(0, MOST_OPENED)
      .map(({ id }) => ({ do: 'open-queue' as const, queue, advisor: id })),
    ...away.slice(0, MOST_BACK).map(({ id }) => ({ do: 'call-back' as const, advisor: id })),
  ];
}

type Change =
  | { readonly do: 'open-queue'; readonly queue: string; readonly advisor: string }
  | { readonly do: 'call-back'; readonly advisor: string };

const isSame = (a: Change, b: Change): boolean => a.do === b.do && a.advisor === b.advisor;

function changed(
  hand: Hand,
  mend: Change,
  { second }: AheadJob,
): Hand & { readonly from?: number } {
  if (hand.id !== mend.advisor) return hand;
  return mend.do === 'open-queue'
    ? { ...hand, queues: [...hand.queues, mend.queue] }
    : { ...hand, onDuty: true, from: second + COMES_BACK };
}

/**
 * How many customers must have been expected before those who came say much about the day's level.
 */
const PATIENT = 20;

/**
 * How many come today, over what is usual: what was expected the evening before, moved by how many
 * have come so far.
 */
export function levelSoFar(
  expected: readonly Float64Array[],
  {
    scale,
    second,
    came,
  }: { readonly scale: number; readonly second: number; readonly came: number },
): number {
  const whole = floor(second / QUARTER);
  const part = second / QUARTER - whole;
  let usual = 0;
  for (const quarters of expected) {
    for (let at = 0; at < min(quarters.length, ceil(second / QUARTER)); at += 1) {
      usual += quarters[at] * (at < whole ? 1 : part);
    }
  }
  return (scale * (came + PATIENT)) / max(1, usual * scale + PATIENT);
}
