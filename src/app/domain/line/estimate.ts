import { isOnDuty } from '../model/advisor';
import { Instant } from '../model/instant';
import { emptyCounts, QueueConfig, QueueCounts } from '../model/queue';
import { BranchConfig, State } from '../model/state';

/** Expected wait in minutes, with the range that should hold it eight times in ten. */
export interface Estimate {
  readonly minutes: number;
  readonly low: number;
  readonly high: number;
  /** `rn-010`: position × average. `ql`: queue length over the advisors on duty. */
  readonly method: 'rn-010' | 'ql';
}

/** Services before the branch's own mean weighs as much as the configured average. */
const PRIOR_SERVICES = 5;
/** 10 % of a normal distribution lie below -z, 10 % above z. */
const Z_80 = 1.2816;
const MINUTE = 60_000;

/** RN-010: position × average of the queue, whoever is on duty. */
export const contractMinutes = (queue: QueueConfig, position: number) =>
  position * queue.averageMinutes;

/**
 * Mean service in minutes: what the day has shown, leaning on the configured average while it has
 * shown little.
 */
export function meanService(queue: QueueConfig, counts: QueueCounts): number {
  return (
    (counts.serviceMs / MINUTE + PRIOR_SERVICES * queue.averageMinutes) /
    (counts.served + PRIOR_SERVICES)
  );
}

/**
 * TK-32: the wait of whoever is at `position` in a queue. With advisors on duty for it: the
 * queue-length estimator (QL), each departure taking mean service over advisors on duty; free
 * advisors take the first ones at once. With nobody on duty: RN-010. Undefined for a queue that the
 * branch does not have. QL does not look at the clock; an estimator that knows how long services
 * have run does.
 */
export function estimate(
  state: State,
  queueId: string,
  position: number,
  config: BranchConfig,
  _now: Instant,
): Estimate | undefined {
  const queue = config.queues[queueId];
  if (!queue) return undefined;
  const serving = Object.values(state.advisors).filter(
    (each) => isOnDuty(each) && each.queues.includes(queueId),
  );
  if (serving.length === 0) return { ...range(position, queue.averageMinutes), method: 'rn-010' };
  const free = serving.filter((each) => each.state === 'available').length;
  const mean = meanService(queue, state.queues[queueId] ?? emptyCounts(queueId));
  return { ...range(Math.max(0, position - free), mean / serving.length), method: 'ql' };
}

/**
 * After `departures` that each take `every` minutes on average: their sum is about
 * Erlang-distributed (Wilson-Hilferty).
 */
function range(departures: number, every: number) {
  if (departures <= 0) return { minutes: 0, low: 0, high: 1 };
  const quantile = (z: number) =>
    departures *
    every *
    Math.max(0, 1 - 1 / (9 * departures) + z / (3 * Math.sqrt(departures))) ** 3;
  return {
    minutes: Math.round(departures * every),
    low: Math.floor(quantile(-Z_80)),
    high: Math.ceil(quantile(Z_80)),
  };
}
