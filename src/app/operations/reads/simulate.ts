import { isOnDuty } from '../../domain/model/advisor';
import { businessDay, closesForTheDay } from '../../domain/model/day';
import { KeptPlan, STEP_MINUTES } from '../../domain/model/day-plan';
import { Instant } from '../../domain/model/instant';
import { FIRST_DAYS, LearnedPlan } from '../../domain/model/learned-plan';
import { addDays, localDate } from '../../domain/model/local-time';
import { isQueueOpen } from '../../domain/model/sign';
import { BranchConfig, Floor } from '../../domain/model/state';
import { SimulationAnswer, SimulationJob } from '../../domain/plan/answer';
import { dayJob, knownDay, nextOpenDay } from '../../domain/plan/day-job';
import { nowOf, rosterOf } from '../../domain/plan/floor-now';
import { forecast, isOpenOn } from '../../domain/plan/forecast';
import { ENOUGH_DAYS, noPlan } from '../../domain/plan/learn-plan';
import { secondOfDay } from '../../domain/predict/day-kind';
import { coldOf } from '../../domain/predict/foretell';
import type { AskedSimulation, BriefingAnswer, Simulation } from '../../wire/simulations';
import { SimulateDeps } from './deps';

const FORECAST_DAYS = 14;
const PAST_DAYS = 14;
const MINUTE = 60;
/** Later than any day ends. */
const NEVER = 1e9;

/** Simulates a day of the branch on a separate thread. @throws Crowded when too many wait */
export const simulate =
  ({ reads, store, clock, simulations }: SimulateDeps) =>
  async (branch: string, asked: AskedSimulation): Promise<Simulation> => {
    const {
      floor,
      directory: { config },
    } = await reads.readFloor(branch);
    const { body = coldOf(config), plan = noPlan() } = await store.learnedBy(branch, FIRST_DAYS);
    const now = clock();
    const today = localDate(config.settings.timeZone, now);
    const day = asked.rest ? floor.day || today : (asked.day ?? nextOpenDay(config, today));
    const kept = await store.planOf(branch, day);
    const known = knownDay(config, plan, day, kept.plan);
    const { hours, usual, wanted, enough } = known;
    const roster = rosterOf(floor, asked.skills, asked.rest);
    const queues = Object.keys(config.queues).sort();
    const shown = {
      day,
      learnedDays: plan.days,
      enoughDays: ENOUGH_DAYS,
      enough,
      open: hours !== undefined,
      fromMinute: (hours?.from ?? 0) / MINUTE,
      stepMinutes: STEP_MINUTES,
      kept: wanted && kept.plan ? { ...kept, plan: { ...kept.plan, advisors: wanted } } : kept,
      usual,
      queues,
      roster,
      ...(known.expected ? { expected: known.expected } : {}),
      forecast: plan.days >= ENOUGH_DAYS ? forecasts(plan, config, today) : [],
      past: plan.history.slice(-PAST_DAYS).map(({ kind: _, ...each }) => each),
    };
    if (!enough || !hours) return { ...shown, plans: [], changes: [] };
    const { scale, share, targetMinutes } = asked;
    const job = dayJob(
      config,
      { body, plan },
      { ...known, hours },
      {
        scale,
        share,
        targetMinutes,
        roster,
        plans: plansOf(asked, wanted ?? usual, floor),
        ...(asked.rest
          ? { now: nowOf(floor, config, { day, queues, now }), ...signsOf(config, day, now) }
          : {}),
      },
    );
    return { ...shown, ...(await simulations.run(job)) } satisfies SimulationAnswer & Simulation;
  };

/** Today's signs on the doors: when the branch closes, and which queues are closed. */
function signsOf({ settings, queues }: BranchConfig, day: string, now: Instant) {
  const second = (at: Instant) => secondOfDay(settings, day, at);
  const closes = settings.sign ? closesForTheDay(now, settings) : undefined;
  const shut = Object.values(queues).filter((queue) => !isQueueOpen(queue, now));
  return {
    closed: Object.fromEntries(
      shut.map(({ id, open, sign }) => [id, sign && open ? second(sign.untilMs) : NEVER]),
    ),
    ...(closes === undefined ? {} : { ends: second(closes) }),
  };
}

/**
 * The plans asked about; otherwise the kept one, or the usual staff; for the rest of today, who is
 * here.
 */
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

/** Kept plans from a day on; from today if none is given. */
export const listPlans =
  ({ reads, store, clock }: SimulateDeps) =>
  async (branch: string, from?: string): Promise<readonly KeptPlan[]> => {
    const { directory } = await reads.readFloor(branch);
    return store.plansFrom(branch, from ?? businessDay(clock(), directory.config.settings));
  };

/** The briefing on the last closed day. */
export const briefing =
  ({ reads, store }: SimulateDeps) =>
  async (branch: string): Promise<BriefingAnswer> => {
    await reads.readFloor(branch); // throws for an unknown branch
    return { briefing: (await store.briefingOf(branch)) ?? null };
  };

const forecasts = (plan: LearnedPlan, { settings }: BranchConfig, today: string) =>
  Array.from({ length: FORECAST_DAYS }, (_, ahead) => {
    const day = addDays(today, ahead + 1);
    return { day, open: isOpenOn(settings, day), ...forecast(plan.history, settings, day) };
  });
