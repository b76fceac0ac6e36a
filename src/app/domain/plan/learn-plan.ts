import { Arrivals, Exposure, Learned, QUARTER, QUARTERS } from '../model/learned';
import { Duty, LearnedPlan, PastDay, TimePool } from '../model/learned-plan';
import { ClosedDay, Visit } from '../predict/closed-day';
import { faded, together } from '../predict/learn-gaps';
import { pour, servicesOf } from '../predict/learn-services';
import { classOf, FIRST_GAPS, rounded } from '../predict/learned';
import { prepare, takes } from '../predict/prepare';
import { dutyOf, Takes } from './duty';
import { learnGapsByCrowd } from './learn-crowd';

/** What fades in a day. */
const COMERS_KEPT = 0.95;
const GAPS_KEPT = 0.97;
/** Quantiles kept of a queue's services. */
const POOL = 100;
/** Days that are remembered one by one: a year and a month of them. */
const REMEMBERED = 400;

/** With fewer closed days nothing is simulated. */
export const ENOUGH_DAYS = 5;

/** Before anything is learned. */
export const noPlan = (): LearnedPlan => ({
  days: 0,
  comers: {},
  duty: {},
  services: {},
  gaps: [FIRST_GAPS, FIRST_GAPS],
  pickup: 0,
  history: [],
});

/**
 * What is known of whole days after one more of them. `learned` is what single waits know by then;
 * `past` is the day in figures. A day on which nobody came is none of them, see `learnDay`: as one
 * of its kind it would halve what is expected of the next.
 */
export function learnPlan(
  plan: LearnedPlan,
  { kind, visits }: ClosedDay,
  learned: Learned,
  past: PastDay,
): LearnedPlan {
  if (visits.length === 0) return plan;
  const prepared = prepare(learned);
  const may = (advisor: string, queue: string) => takes(prepared, advisor, queue);
  const [one, more] = learnGapsByCrowd(visits, may);
  const pickups = learnPickups(plan, visits);
  const exposure = (known: Exposure, day: Exposure) => together(faded(known, GAPS_KEPT), day);
  return rounded({
    days: plan.days + 1,
    comers: { ...plan.comers, [kind]: learnComers(plan.comers[kind], visits) },
    duty: { ...plan.duty, [kind]: learnDuty(plan.duty[kind], visits, may) },
    services: learnServices(plan.services, visits),
    gaps: [exposure(plan.gaps[0], one), exposure(plan.gaps[1], more)],
    pickup: middleOf(pickups.pool),
    pickups,
    history: [...plan.history, past].slice(-REMEMBERED),
  });
}

/**
 * Customers who came, without those who moved to another queue before their call: they come again
 * there.
 */
export const cameOf = (visits: readonly Visit[]): readonly Visit[] =>
  visits.filter(({ cut, call }) => call !== undefined || !cut);

function learnComers(known: Arrivals | undefined, visits: readonly Visit[]): Arrivals {
  const quarters: Record<string, number[]> = {};
  for (const [key, counts] of Object.entries(known?.quarters ?? {})) {
    quarters[key] = Array.from({ length: QUARTERS }, (_, at) => (counts[at] ?? 0) * COMERS_KEPT);
  }
  for (const { queue, lane, from } of cameOf(visits)) {
    const own = (quarters[classOf(queue, lane)] ??= Array.from({ length: QUARTERS }, () => 0));
    own[Math.min(QUARTERS - 1, Math.max(0, Math.floor(from / QUARTER)))] += 1;
  }
  return { days: (known?.days ?? 0) * COMERS_KEPT + 1, quarters };
}

function learnDuty(known: Duty | undefined, visits: readonly Visit[], may: Takes): Duty {
  const quarters = Array.from(
    { length: QUARTERS },
    (_, at) => (known?.quarters[at] ?? 0) * COMERS_KEPT,
  );
  for (const { from, to } of dutyOf(visits, may)) {
    quarters.forEach((_, at) => {
      const [begin, end] = [Math.max(from, at * QUARTER), Math.min(to, (at + 1) * QUARTER)];
      if (end > begin) quarters[at] += (end - begin) / QUARTER;
    });
  }
  return { days: (known?.days ?? 0) * COMERS_KEPT + 1, quarters };
}

function learnServices(
  known: LearnedPlan['services'],
  visits: readonly Visit[],
): Record<string, TimePool> {
  const byQueue = new Map<string, number[]>();
  for (const { queue, seconds } of servicesOf(visits)) {
    byQueue.set(queue, [...(byQueue.get(queue) ?? []), seconds]);
  }
  const services: Record<string, TimePool> = { ...known };
  for (const [queue, seconds] of byQueue) {
    const { pool, weight } = known[queue] ?? { pool: seconds, weight: 0 };
    const poured = pour({ pool, poolWeight: weight }, seconds, POOL);
    services[queue] = { pool: poured.pool, weight: poured.poolWeight };
  }
  return services;
}

/** Free for this long before somebody came, and so ready. */
const READY = 30;

/** How long it took to call those who came while their advisor was free. */
function learnPickups(plan: LearnedPlan, visits: readonly Visit[]): TimePool {
  const ended = new Map<string, number>();
  const taken: number[] = [];
  const called = visits
    .filter(({ call }) => call?.advisor !== undefined)
    .sort((a, b) => a.until - b.until);
  for (const { from, until, call } of called) {
    const before = ended.get(call!.advisor!);
    if (before !== undefined && before + READY <= from) taken.push(until - from);
    ended.set(call!.advisor!, call!.ended);
  }
  const { pool, weight } = plan.pickups ?? { pool: [plan.pickup], weight: 0 };
  const poured = pour({ pool, poolWeight: weight }, taken, POOL);
  return { pool: poured.pool, weight: poured.poolWeight };
}

const middleOf = (pool: readonly number[]) => pool[pool.length >> 1];
