import { Learned } from '../model/learned';
import { GAP_EDGES, Hazard, hazardOf, PATIENCE_EDGES } from './hazard';

/** What a branch has learned, made ready to be drawn from: once a night, not once a ticket. */
export interface Prepared {
  readonly learned: Learned;
  readonly pool: Float64Array;
  /** Mean of the pool. */
  readonly mean: number;
  readonly patience: Hazard;
  readonly gaps: Hazard;
  readonly advisors: ReadonlyMap<string, PreparedAdvisor>;
  readonly takes: Readonly<Record<string, number>>;
}

interface PreparedAdvisor {
  readonly gaps: Hazard;
  /** Their services over what their queues take on average. */
  readonly pace: number;
  readonly takes: Readonly<Record<string, number>>;
}

/** Calls for which the branch's own habit counts in an advisor's. */
const OWN_GAPS = 10;
/** Services for which the average counts in an advisor's pace, and in a queue's length. */
const OWN_PACE = 50;
const OWN_LENGTH = 30;
/** An advisor who takes less than this share of what they would by chance does not take a queue. */
const RARELY = 0.15;
const DOUBT = 4;

export function prepare(learned: Learned): Prepared {
  const { gaps } = learned;
  const common = GAP_EDGES.map((_, at) => gaps.events[at] / gaps.seconds[at]);
  const taken: Record<string, number> = {};
  for (const advisor of Object.values(learned.advisors)) {
    for (const [queue, count] of Object.entries(advisor.takes)) {
      taken[queue] = (taken[queue] ?? 0) + count;
    }
  }
  const advisors = Object.entries(learned.advisors).map(([id, each]): [string, PreparedAdvisor] => [
    id,
    {
      gaps: hazardOf(
        GAP_EDGES,
        common.map((rate, at) =>
          rate > 0
            ? (each.gaps.events[at] + OWN_GAPS) / (each.gaps.seconds[at] + OWN_GAPS / rate)
            : 0,
        ),
      ),
      pace: (each.pace + OWN_PACE) / (each.services + OWN_PACE),
      takes: each.takes,
    },
  ]);
  const pool = Float64Array.from(learned.pool);
  return {
    learned,
    pool,
    mean: pool.reduce((sum, each) => sum + each, 0) / pool.length,
    patience: hazardOf(
      PATIENCE_EDGES,
      PATIENCE_EDGES.map((_, at) => learned.patience.events[at] / learned.patience.seconds[at]),
    ),
    gaps: hazardOf(GAP_EDGES, common),
    advisors: new Map(advisors),
    takes: taken,
  };
}

/** How long services of a queue are, over the pool's; `today` counts beside what was learned. */
export function lengthOf(
  { learned, mean }: Prepared,
  queue: string,
  today: { readonly count: number; readonly seconds: number } = { count: 0, seconds: 0 },
): number {
  const known = learned.queues[queue] ?? { count: 0, seconds: 0 };
  return (
    ((known.seconds + today.seconds) / mean + OWN_LENGTH) / (known.count + today.count + OWN_LENGTH)
  );
}

/** Whether an advisor takes customers of a queue that they may serve, by what they have taken. */
export function takes(prepared: Prepared, advisor: string | undefined, queue: string): boolean {
  const own = advisor === undefined ? undefined : prepared.advisors.get(advisor)?.takes;
  if (!own) return true;
  const all = Object.values(prepared.takes).reduce((sum, each) => sum + each, 0);
  const mine = Object.values(own).reduce((sum, each) => sum + each, 0);
  const byChance = all > 0 ? (mine * (prepared.takes[queue] ?? 0)) / all : 0;
  return (own[queue] ?? 0) >= RARELY * Math.max(0, byChance - DOUBT);
}
