import { isOnDuty } from '../../domain/model/advisor';
import { businessDay, spansOn } from '../../domain/model/day';
import { DayPlan, KeptPlan, STEP_MINUTES } from '../../domain/model/day-plan';
import { LearnedPlan } from '../../domain/model/learned-plan';
import { addDays, localDate, minutesOf } from '../../domain/model/local-time';
import { BranchConfig, Floor } from '../../domain/model/state';
import { SimulationAnswer, SimulationJob } from '../../domain/plan/answer';
import { nowOf, rosterOf } from '../../domain/plan/floor-now';
import { forecast, isOpenOn, levelOf } from '../../domain/plan/forecast';
import { ENOUGH_DAYS, noPlan } from '../../domain/plan/learn-plan';
import { targetOf } from '../../domain/plan/past-day';
import { kindOfDay } from '../../domain/predict/day-kind';
import { coldOf } from '../../domain/predict/foretell';
import { ruleOf } from '../../domain/predict/line-now';
import { hashOf } from '../../domain/predict/random';
import type { AskedSimulation, Simulation } from '../../wire/simulations';
import { SimulateDeps } from './deps';

/** Closed days a branch begins to learn from. */
const FIRST_DAYS = 30;
const FORECAST_DAYS = 14;
const PAST_DAYS = 14;
const QUARTER = 900;
const MINUTE = 60;
const DAY_MINUTES = 1440;

/** A day of the branch simulated on a thread of its own. @throws Crowded when too many wait */
export const simulate =
  ({ reads, store, clock, simulations }: SimulateDeps) =>
  async (branch: string, asked: AskedSimulation): Promise<Simulation> => {
    const {
      floor,
      directory: { config },
    } = await reads.readFloor(branch);
    const { body: learned = coldOf(config), plan = noPlan() } = await store.learnedBy(
      branch,
      FIRST_DAYS,
    );
    const now = clock();
    const today = localDate(config.settings.timeZone, now);
    const day = asked.rest ? floor.day || today : (asked.day ?? nextOpenDay(config, today));
    const { settings } = config;
    const kept = await store.planOf(branch, day);
    const kind = kindOfDay(settings, day);
    const queues = Object.keys(config.queues).sort();
    const hours = hoursOf(config, day);
    const expected = forecast(plan.history, settings, day);
    const usual = hours ? usualOf(plan, kind, hours) : [];
    const wanted = kept.plan && hours ? aligned(kept.plan, hours.from, usual) : undefined;
    const known = {
      day,
      learnedDays: plan.days,
      enoughDays: ENOUGH_DAYS,
      enough: plan.days >= ENOUGH_DAYS && (hours === undefined || kind in plan.comers),
      open: hours !== undefined,
      fromMinute: (hours?.from ?? 0) / MINUTE,
      stepMinutes: STEP_MINUTES,
      kept: wanted && kept.plan ? { ...kept, plan: { ...kept.plan, advisors: wanted } } : kept,
      usual,
      queues,
      roster: rosterOf(floor, asked.skills, asked.rest),
      ...(expected ? { expected } : {}),
      forecast: plan.days >= ENOUGH_DAYS ? forecasts(plan, config, today) : [],
      past: plan.history.slice(-PAST_DAYS).map(({ kind: _, ...each }) => each),
    };
    if (!known.enough || !hours) return { ...known, plans: [], changes: [] };
    const job: SimulationJob = {
      learned,
      plan,
      rule: ruleOf(config),
      queues,
      kind,
      scale: asked.scale * levelOf(plan, kind, expected),
      ...hours,
      step: STEP_MINUTES * MINUTE,
      targets: queues.map((queue) =>
        asked.targetMinutes === undefined
          ? targetOf(config.queues, queue)
          : asked.targetMinutes * MINUTE,
      ),
      share: asked.share,
      roster: known.roster,
      stays: settings.closing.line === 'serve',
      plans: plansOf(asked, wanted ?? usual, floor),
      seed: hashOf(`${branch} ${day}`),
      ...(asked.rest ? { now: nowOf(floor, config, { day, queues, now }) } : {}),
    };
    return { ...known, ...(await simulations.run(job)) } satisfies SimulationAnswer & Simulation;
  };

function nextOpenDay({ settings }: BranchConfig, today: string): string {
  for (let ahead = 1; ahead <= FORECAST_DAYS; ahead += 1) {
    const day = addDays(today, ahead);
    if (isOpenOn(settings, day)) return day;
  }
  return addDays(today, 1);
}

/** From the first opening of the day to the last closing, in seconds. */
function hoursOf({ settings }: BranchConfig, day: string) {
  const spans = spansOn(day, settings);
  if (spans.length === 0) return undefined;
  const from = Math.min(...spans.map((each) => minutesOf(each.from)));
  const to = Math.max(
    ...spans.map((each) => {
      const [begin, end] = [minutesOf(each.from), minutesOf(each.to)];
      return end > begin ? end : DAY_MINUTES;
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

/** The plans that are asked about; else the one that is kept, or as usual; now: who is here. */
function plansOf(
  { plans, search, rest }: AskedSimulation,
  steps: readonly number[],
  { advisors }: Floor,
): SimulationJob['plans'] {
  if (search) return [];
  if (plans.length) {
    return plans.map((each) => steps.map((_, at) => (each[at] as number | undefined) ?? 0));
  }
  const here = Object.values(advisors).filter(isOnDuty).length;
  return [rest ? steps.map(() => here) : steps];
}

/** Plans that are kept for days from one on, from today if none is given. */
export const listPlans =
  ({ reads, store, clock }: SimulateDeps) =>
  async (branch: string, from?: string): Promise<readonly KeptPlan[]> => {
    const { directory } = await reads.readFloor(branch);
    return store.plansFrom(branch, from ?? businessDay(clock(), directory.config.settings));
  };

const forecasts = (plan: LearnedPlan, { settings }: BranchConfig, today: string) =>
  Array.from({ length: FORECAST_DAYS }, (_, ahead) => {
    const day = addDays(today, ahead + 1);
    return { day, open: isOpenOn(settings, day), ...forecast(plan.history, settings, day) };
  });
