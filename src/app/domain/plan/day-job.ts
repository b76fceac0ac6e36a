import { spansOn } from '../model/day';
import { DayPlan, STEP_MINUTES } from '../model/day-plan';
import { QUARTER } from '../model/learned';
import { LearnedPlan } from '../model/learned-plan';
import { addDays, minutesOf } from '../model/local-time';
import { BranchConfig } from '../model/state';
import { kindOfDay } from '../predict/day-kind';
import { ruleOf } from '../predict/line-now';
import { hashOf } from '../predict/random';
import { SimulationJob } from './answer';
import { Expected, forecast, isOpenOn, levelOf } from './forecast';
import { ENOUGH_DAYS } from './learn-plan';
import { targetOf } from './past-day';
import { Taught } from './taught';

/** A day of a branch as a job of the simulation. */

const MINUTE = 60;
const DAY_MINUTES = 1440;
/** Days that are looked through for the next open one. */
const LOOKED_AT = 14;

export function nextOpenDay({ settings }: BranchConfig, day: string): string {
  for (let ahead = 1; ahead <= LOOKED_AT; ahead += 1) {
    const next = addDays(day, ahead);
    if (isOpenOn(settings, next)) return next;
  }
  return addDays(day, 1);
}

/**
 * From the first opening of the day to the last closing, in seconds: beyond 24 hours where it
 * closes after midnight.
 */
function hoursOf({ settings }: BranchConfig, day: string) {
  const spans = spansOn(day, settings);
  if (spans.length === 0) return undefined;
  const from = Math.min(...spans.map((each) => minutesOf(each.from)));
  const to = Math.max(
    ...spans.map((each) => {
      const [begin, end] = [minutesOf(each.from), minutesOf(each.to)];
      return end > begin ? end : end + DAY_MINUTES;
    }),
  );
  return { from: from * MINUTE, to: to * MINUTE };
}

/** How many have been on duty in each half hour of such days. */
function usualOf({ duty }: LearnedPlan, kind: string, { from, to }: { from: number; to: number }) {
  const known = duty[kind] as LearnedPlan['duty'][string] | undefined;
  const step = STEP_MINUTES * MINUTE;
  return Array.from({ length: Math.ceil((to - from) / step) }, (_, at) => {
    const quarter = Math.floor((from + at * step) / QUARTER);
    const [first, second] = [quarter, quarter + 1].map((each) => known?.quarters[each] ?? 0);
    return known ? Math.max(1, Math.round((first + second) / 2 / known.days)) : 1;
  });
}

/** A plan in the half hours of a day's opening, whenever it was made; beyond it there is nobody. */
const aligned = ({ fromMinute, advisors }: DayPlan, from: number, usual: readonly number[]) =>
  usual.map((_, at) => {
    const place = Math.floor((from / MINUTE - fromMinute) / STEP_MINUTES) + at;
    return advisors[place] ?? 0;
  });

/** What is known of a day that is still to come. */
export interface KnownDay {
  readonly day: string;
  readonly kind: string;
  /** Absent: the branch is closed. */
  readonly hours?: { readonly from: number; readonly to: number };
  /** Too few days, or none like it, are learned from. */
  readonly enough: boolean;
  /** Customers, with the ends of the band. */
  readonly expected?: Expected;
  readonly usual: readonly number[];
  /** The plan that is kept, in the half hours of the opening. */
  readonly wanted?: readonly number[];
}

export function knownDay(
  config: BranchConfig,
  plan: LearnedPlan,
  day: string,
  kept?: DayPlan,
): KnownDay {
  const kind = kindOfDay(config.settings, day);
  const hours = hoursOf(config, day);
  const usual = hours ? usualOf(plan, kind, hours) : [];
  const expected = forecast(plan.history, config.settings, day);
  return {
    day,
    kind,
    ...(hours ? { hours } : {}),
    enough: plan.days >= ENOUGH_DAYS && (hours === undefined || kind in plan.comers),
    ...(expected ? { expected } : {}),
    usual,
    ...(kept && hours ? { wanted: aligned(kept, hours.from, usual) } : {}),
  };
}

type JobInput = Pick<SimulationJob, 'share' | 'plans' | 'roster'> &
  Partial<Pick<SimulationJob, 'scale' | 'now' | 'closed' | 'ends'>> & {
    readonly targetMinutes?: number;
  };

/** The job that simulates an open day of which enough is known. */
export function dayJob(
  config: BranchConfig,
  { body, plan }: Taught,
  { day, kind, expected, hours }: KnownDay & { readonly hours: NonNullable<KnownDay['hours']> },
  { scale = 1, targetMinutes, ...asked }: JobInput,
): SimulationJob {
  const queues = Object.keys(config.queues).sort();
  return {
    learned: body,
    plan,
    rule: ruleOf(config),
    queues,
    kind,
    scale: scale * levelOf(plan, kind, expected),
    ...hours,
    step: STEP_MINUTES * MINUTE,
    targets: queues.map((queue) =>
      targetMinutes === undefined ? targetOf(config.queues, queue) : targetMinutes * MINUTE,
    ),
    stays: config.settings.closing.line === 'serve',
    seed: hashOf(`${config.settings.timeZone} ${day}`),
    ...asked,
  };
}
