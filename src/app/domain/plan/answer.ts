import { Learned, QUARTER } from '../model/learned';
import { LearnedPlan } from '../model/learned-plan';
import { PlanChange } from '../model/plan-change';
import { CallingRule } from '../predict/line-now';
import { changesFor } from './changes';
import { expectedOf } from './comers';
import { DayModel, modelOf } from './day-model';
import { crowdsOf, Days, judge, JudgedPlan, Waiting } from './judge';
import { Shift } from './simulate-day';
import { Rostered, shiftsOf, staff, Steps } from './staff';

/** An advisor who may be on duty, the first of them first. */
interface Member {
  readonly id: string;
  readonly queues: readonly string[];
}

/** The question about a day; plain data, so that it can be passed to another thread. */
export interface SimulationJob {
  readonly learned: Learned;
  readonly plan: LearnedPlan;
  readonly rule: CallingRule;
  readonly queues: readonly string[];
  readonly kind: string;
  /** How many come, relative to the usual for such a day. */
  readonly scale: number;
  /** Seconds of the day. */
  readonly from: number;
  readonly to: number;
  readonly step: number;
  /** Seconds, by queue. */
  readonly targets: readonly number[];
  /** Share of those served who should be called in time. */
  readonly share: number;
  readonly roster: readonly Member[];
  /** Advisors present at closing serve those left in line. */
  readonly stays: boolean;
  /** Plans to judge; none: one that is searched for. */
  readonly plans: readonly Steps[];
  readonly seed: number;
  /** The second of the day from which nobody comes: a supervisor closes early. */
  readonly ends?: number;
  /** Queues that give no numbers, each until a second of the day. */
  readonly closed?: Readonly<Record<string, number>>;
  /** The day is under way: who is in line, and in whose hands. */
  readonly now?: {
    readonly second: number;
    readonly waiting: readonly Waiting[];
    readonly serving: Readonly<Record<string, { readonly queue: number; readonly since: number }>>;
  };
}

interface PlanAnswer extends JudgedPlan {
  readonly advisors: Steps;
}

export interface SimulationAnswer {
  readonly plans: readonly PlanAnswer[];
  /** The cheapest changes that mend the first plan's worst step; none where it needs none. */
  readonly changes: readonly PlanChange[];
}

/** Days each plan is judged by. */
const TRIALS = 100;
/** The longest overtime. */
const STAYS = 3600;
const MOST = 40;

export function answerOf(job: SimulationJob): SimulationAnswer {
  const model = modelOf(job.learned, job.plan, job.rule, job.queues);
  const days: Days = {
    model,
    expected: comingTo(job, expectedOf(model, job.kind)),
    scale: job.scale,
    targets: job.targets,
    from: job.from,
    to: job.to,
    step: job.step,
    trials: TRIALS,
    seed: job.seed,
    ...(job.now ? { now: job.now } : {}),
  };
  const roster = rosterOf(model, job.roster);
  const stays = job.stays ? STAYS : 0;
  const shiftsFor = (steps: Steps, who = roster) =>
    inHand(shiftsOf(days, steps, who, stays), job, steps);
  const plans = job.plans.length
    ? job.plans
    : [staff(days, { share: job.share, most: MOST, least: 1, roster, stays })];
  const crowds = crowdsOf(days);
  const judged = plans.map((advisors) => ({
    advisors,
    ...judge(days, shiftsFor(advisors), crowds),
  }));
  const changes = changesFor(
    { days, crowds, roster: job.roster, share: job.share, shiftsFor },
    judged[0],
  );
  return { plans: judged, changes };
}

/** Nobody comes to a queue while it gives no numbers, nor to a branch that is closed. */
const comingTo = (
  { queues, closed = {}, ends = Infinity }: SimulationJob,
  expected: readonly Float64Array[],
) =>
  expected.map((quarters, line) => {
    const from = (closed[queues[line >> 1]] as number | undefined) ?? 0;
    return quarters.map((each, at) => (at * QUARTER < from || at * QUARTER >= ends ? 0 : each));
  });

/** Beyond the roster there is somebody who serves everything. */
function rosterOf({ queues, prepared }: DayModel, members: readonly Member[]) {
  const all = (1 << queues.length) - 1;
  const known = members.map((member): Rostered => ({
    queues: bitsOf(queues, member.queues),
    pace: prepared.advisors.get(member.id)?.pace ?? 1,
  }));
  return (place: number): Rostered => known[place] ?? { queues: all, pace: 1 };
}

const bitsOf = (queues: readonly string[], own: readonly string[]): number =>
  queues.reduce((bits, queue, at) => (own.includes(queue) ? bits | (1 << at) : bits), 0);

/** Those with a customer in hand now go on with them. */
function inHand(
  shifts: readonly Shift[],
  { now, roster, from, step }: SimulationJob,
  steps: Steps,
): readonly Shift[] {
  if (!now) return shifts;
  const at = Math.min(steps.length - 1, Math.max(0, Math.floor((now.second - from) / step)));
  const here = roster.slice(0, steps[at]);
  return shifts.map((shift, place) => {
    if (shift.from > now.second || shift.to <= now.second) return shift;
    const serving = here[place] && now.serving[here[place].id];
    return serving ? { ...shift, serving } : shift;
  });
}
