import {
  Arrivals,
  Learned,
  LearnedAdvisor,
  PromisesHeld,
  QUARTER,
  QUARTERS,
} from '../model/learned';
import { refit } from './affine';
import { ClosedDay, promisesHeld, Visit } from './closed-day';
import { faded, gapsOf, noGaps, patienceOf, together } from './learn-gaps';
import { learnHeadStart } from './learn-head-start';
import { averages, learnQueues, pour, Service, servicesOf } from './learn-services';
import { classOf, rounded } from './learned';
import { prepare, takes } from './prepare';

/** What fades in a day. */
const SERVICES_KEPT = 0.9;
const TAKES_KEPT = 0.7;
const GAPS_KEPT = 0.93;
const ARRIVALS_KEPT = 0.9;
/** An advisor with fewer services left than this is forgotten. */
const FORGOTTEN = 0.5;
const AFFINE_KEPT = 0.99;
const HELD_KEPT = 0.9;

/**
 * What a branch knows after one more closed day. A day on which nobody came teaches nothing, nor
 * does anything fade: a weekend, a holiday, a strike or a month of building works.
 */
export function learnDay(learned: Learned, { day, kind, visits }: ClosedDay): Learned {
  if (visits.length === 0) return learned;
  const services = servicesOf(visits);
  const queues = learnQueues(learned.queues, services);
  const counted = learnTakes(learned.advisors, visits);
  const prepared = prepare({ ...learned, advisors: counted });
  const may = (advisor: string, queue: string) => takes(prepared, advisor, queue);
  const gaps = gapsOf(visits, may);
  return rounded({
    days: learned.days + 1,
    ...pour(
      learned,
      services.map(({ seconds }) => seconds),
    ),
    queues,
    advisors: learnAdvisors(counted, services, averages(queues), gaps),
    gaps: [...gaps.values()].reduce(together, faded(learned.gaps, GAPS_KEPT)),
    patience: together(faded(learned.patience, GAPS_KEPT), patienceOf(visits)),
    outOfTurn: learnOutOfTurn(learned, visits),
    headStart: learnHeadStart(learned.headStart, visits, may),
    arrivals: { ...learned.arrivals, [kind]: learnArrivals(learned.arrivals[kind], visits) },
    affine: learnAffine(learned.affine, visits),
    held: learnHeld(learned.held, day, visits),
  });
}

function learnHeld(
  known: PromisesHeld | undefined,
  day: string | undefined,
  visits: readonly Visit[],
): PromisesHeld {
  const last = promisesHeld(visits);
  const { days, foretold, within } = known ?? { days: 0, foretold: 0, within: 0 };
  return {
    days: days + 1,
    foretold: foretold * HELD_KEPT + last.foretold,
    within: within * HELD_KEPT + last.within,
    last: { ...(day === undefined ? {} : { day }), ...last },
  };
}

function learnOutOfTurn({ days, outOfTurn }: Learned, visits: readonly Visit[]): number {
  const calls = visits.flatMap(({ call }) => call ?? []);
  if (calls.length === 0) return outOfTurn;
  const share = calls.filter((call) => call.outOfTurn).length / calls.length;
  return days === 0 ? share : outOfTurn * TAKES_KEPT + share * (1 - TAKES_KEPT);
}

/** Which queues each advisor has taken: they are known before the gaps are counted. */
function learnTakes(
  known: Learned['advisors'],
  visits: readonly Visit[],
): Record<string, LearnedAdvisor> {
  const advisors: Record<string, LearnedAdvisor & { takes: Record<string, number> }> = {};
  for (const [id, each] of Object.entries(known)) {
    if (each.services < FORGOTTEN) continue;
    advisors[id] = {
      services: each.services * SERVICES_KEPT,
      pace: each.pace * SERVICES_KEPT,
      gaps: faded(each.gaps, GAPS_KEPT),
      takes: Object.fromEntries(
        Object.entries(each.takes).map(([queue, count]) => [queue, count * TAKES_KEPT]),
      ),
    };
  }
  for (const { queue, call } of visits) {
    if (call?.advisor === undefined) continue;
    const own = (advisors[call.advisor] ??= { services: 0, pace: 0, gaps: noGaps(), takes: {} });
    own.takes[queue] = (own.takes[queue] ?? 0) + 1;
  }
  return advisors;
}

function learnAdvisors(
  known: Readonly<Record<string, LearnedAdvisor>>,
  services: readonly Service[],
  averageOf: (queue: string) => number,
  gaps: ReturnType<typeof gapsOf>,
): Record<string, LearnedAdvisor> {
  const advisors: Record<string, LearnedAdvisor> = { ...known };
  for (const { advisor, queue, seconds } of services) {
    if (advisor === undefined) continue;
    const own = advisors[advisor];
    advisors[advisor] = {
      ...own,
      services: own.services + 1,
      pace: own.pace + seconds / averageOf(queue),
    };
  }
  for (const [advisor, own] of gaps) {
    advisors[advisor] = { ...advisors[advisor], gaps: together(advisors[advisor].gaps, own) };
  }
  return advisors;
}

function learnArrivals(known: Arrivals | undefined, visits: readonly Visit[]): Arrivals {
  const quarters: Record<string, number[]> = {};
  for (const [key, counts] of Object.entries(known?.quarters ?? {})) {
    quarters[key] = Array.from({ length: QUARTERS }, (_, at) => (counts[at] ?? 0) * ARRIVALS_KEPT);
  }
  for (const { queue, lane, from, until } of visits) {
    if (until <= from) continue;
    const own = (quarters[classOf(queue, lane)] ??= Array.from({ length: QUARTERS }, () => 0));
    own[quarterOf(from)] += 1;
  }
  return { days: (known?.days ?? 0) * ARRIVALS_KEPT + 1, quarters };
}

const quarterOf = (second: number) =>
  Math.min(QUARTERS - 1, Math.max(0, Math.floor(second / QUARTER)));

/** Customers a second of each queue and lane, at a second of a day of this kind. */
export function ratesAt(
  { arrivals }: Learned,
  kind: string,
  second: number,
): Readonly<Record<string, number>> {
  const own = arrivals[kind];
  if (!own) return {};
  const at = quarterOf(second);
  return Object.fromEntries(
    Object.entries(own.quarters).map(([key, counts]) => [key, counts[at] / own.days / QUARTER]),
  );
}

/** The outcomes of a day's promises move the corrections. */
export function learnAffine(known: Learned['affine'], visits: readonly Visit[]): Learned['affine'] {
  const outcomes = visits.flatMap(({ from, until, call }) =>
    call?.promised && until > from ? [{ raw: call.promised.raw, wait: until - from }] : [],
  );
  const waits = outcomes.map(({ wait }) => wait);
  const of = (name: keyof Learned['affine'], at: 0 | 1 | 2, below: number) => {
    const simulated = outcomes.map(({ raw }) => raw[at]);
    return refit(known[name], simulated, waits, below, AFFINE_KEPT);
  };
  return { low: of('low', 0, 0.1), middle: of('middle', 1, 0.5), high: of('high', 2, 0.9) };
}
