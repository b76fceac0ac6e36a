import { isOnDuty } from '../model/advisor';
import { Estimate } from '../model/estimate';
import { emptyCounts, QueueConfig, QueueCounts } from '../model/queue';
import { BranchConfig, State } from '../model/state';

/** Services before the branch's own mean weighs as much as the configured average. */
const PRIOR_SERVICES = 5;
/** Of a normal distribution 10 % lie below -z and 10 % above z. */
const Z_80 = 1.2816;
const MINUTE = 60_000;

/**
 * Mean service in minutes: what the day has shown, pulled towards the configured average while it
 * has shown little.
 */
export function meanService(queue: QueueConfig, counts: QueueCounts): number {
  return (
    (counts.serviceMs / MINUTE + PRIOR_SERVICES * queue.averageMinutes) /
    (counts.served + PRIOR_SERVICES)
  );
}

/**
 * TK-32: the wait of whoever is at `position` in a queue. With advisors on duty for it by the queue
 * length (QL): each departure takes the mean service over those advisors, and free ones take the
 * first at once. With nobody on duty by RN-010: position × the queue's average. Undefined for a
 * queue that the branch does not have.
 */
export function estimate(
  state: State,
  queueId: string,
  position: number,
  config: BranchConfig,
): Estimate | undefined {
  const queue = config.queues[queueId];
  if (!queue) return undefined;
  const serving = Object.values(state.advisors).filter(
    (each) => isOnDuty(each) && each.queues.includes(queueId),
  );
  if (serving.length === 0) return range(position, queue.averageMinutes);
  const free = serving.filter((each) => each.state === 'available').length;
  const mean = meanService(queue, state.queues[queueId] ?? emptyCounts(queueId));
  return range(Math.max(0, position - free), mean / serving.length);
}

/**
 * The time that `departures` take at `every` minutes each on average: close to an Erlang
 * distribution, whose quantiles Wilson and Hilferty approximate.
 */
function range(departures: number, every: number): Estimate {
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
