import { Arrivals, Exposure, Learned } from '../model/learned';
import { LearnedPlan } from '../model/learned-plan';
import { Lane } from '../model/ticket';
import { GAP_EDGES, Hazard, hazardOf, summed } from '../predict/hazard';
import { classOf } from '../predict/learned';
import { CallingRule } from '../predict/line-now';
import { lengthOf, prepare, Prepared } from '../predict/prepare';

export const LANES: readonly Lane[] = ['general', 'preferential'];

/** What a branch's day is simulated from, made ready once. Times in seconds of the day. */
export interface DayModel {
  readonly queues: readonly string[];
  readonly rule: CallingRule;
  readonly prepared: Prepared;
  /** Service times of each queue, sorted. */
  readonly services: readonly Float64Array[];
  /** How soon the next is called after a service: while one waits, while more wait. */
  readonly gaps: readonly [Hazard, Hazard];
  /** Seconds from coming to being called by an advisor who was free: quantiles. */
  readonly pickups: readonly number[];
  readonly comers: Readonly<Record<string, Arrivals>>;
}

/** An absence as long as this is a pause, which is part of the shifts. */
export const PAUSE = 1200;

/** Services of its own with which a queue has a distribution of its own. */
const OWN_POOL = 50;

export function modelOf(
  learned: Learned,
  plan: LearnedPlan,
  rule: CallingRule,
  queues: readonly string[],
): DayModel {
  const prepared = prepare(learned);
  return {
    queues,
    rule,
    prepared,
    services: queues.map((queue) => {
      const own = plan.services[queue];
      if (own !== undefined && own.weight >= OWN_POOL) return Float64Array.from(own.pool);
      const length = lengthOf(prepared, queue);
      return prepared.pool.map((each) => each * length);
    }),
    gaps: [rates(plan.gaps[0]), rates(plan.gaps[1])],
    pickups: plan.pickups?.pool ?? [plan.pickup],
    comers: plan.comers,
  };
}

const rates = ({ events, seconds }: Exposure): Hazard =>
  hazardOf(
    GAP_EDGES,
    GAP_EDGES.map((_, at) => events[at] / seconds[at]),
  );

/** Share of gaps that would be longer than a pause. */
export const beyondPause = (hazard: Hazard): number => Math.exp(-summed(hazard, PAUSE));

/** Seconds by which each queue and lane stands later in line than it came. */
export const offsetsOf = ({ queues, rule, prepared }: DayModel): Float64Array =>
  Float64Array.from(
    queues.flatMap((queue) =>
      LANES.map((lane) =>
        rule.order === 'merged'
          ? -(prepared.learned.headStart[classOf(queue, lane)] ?? 0)
          : (rule.target[queue] ?? 0),
      ),
    ),
  );
