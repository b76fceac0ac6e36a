import { Learned, Sum } from '../model/learned';
import { Visit } from './closed-day';
import { POOL, SUMS_KEPT } from './learned';

/** What fades in a day. */
const POOL_KEPT = 0.97;
/** A service in hand longer than this share of all was forgotten, not given. */
const FORGOTTEN = 0.99;
/** How much longer than that it has to be. */
const BEYOND = 3;
/** Services for which the average counts in a queue's. */
const OWN = 30;

export interface Service {
  readonly queue: string;
  readonly advisor?: string;
  readonly seconds: number;
}

/** The services of a day that teach something. */
export function servicesOf(visits: readonly Visit[]): readonly Service[] {
  const all = visits.flatMap(({ queue, until, call }): Service[] =>
    !call || call.closedByDay || call.ended < until
      ? []
      : [
          {
            queue,
            seconds: Math.max(1, call.ended - until),
            ...(call.advisor === undefined ? {} : { advisor: call.advisor }),
          },
        ],
  );
  const sorted = all.map(({ seconds }) => seconds).sort((a, b) => a - b);
  const longest = BEYOND * (sorted[Math.floor(sorted.length * FORGOTTEN)] ?? Infinity);
  return all.filter(({ seconds }) => seconds <= longest);
}

/** The pool with a day's services poured in: quantiles of both, by their weights. */
export function pour(
  { pool, poolWeight }: Pick<Learned, 'pool' | 'poolWeight'>,
  seconds: readonly number[],
  quantiles = POOL,
): Pick<Learned, 'pool' | 'poolWeight'> {
  if (seconds.length === 0) return { pool, poolWeight };
  const old = (poolWeight * POOL_KEPT) / pool.length;
  const all = [
    ...pool.map((each) => ({ seconds: each, weight: old })),
    ...seconds.map((each) => ({ seconds: each, weight: 1 })),
  ].sort((a, b) => a.seconds - b.seconds);
  const total = old * pool.length + seconds.length;
  let [at, sum] = [0, 0];
  const poured = Array.from({ length: quantiles }, (_, quantile) => {
    const wanted = ((quantile + 0.5) / quantiles) * total;
    while (at < all.length - 1 && sum + all[at].weight < wanted) sum += all[at++].weight;
    return all[at].seconds;
  });
  return { pool: poured, poolWeight: total };
}

/** Counts and seconds per queue. */
export function learnQueues(
  known: Learned['queues'],
  services: readonly Service[],
): Record<string, Sum> {
  const queues: Record<string, { count: number; seconds: number }> = {};
  for (const [queue, { count, seconds }] of Object.entries(known)) {
    queues[queue] = { count: count * SUMS_KEPT, seconds: seconds * SUMS_KEPT };
  }
  for (const { queue, seconds } of services) {
    const sum = (queues[queue] ??= { count: 0, seconds: 0 });
    sum.count += 1;
    sum.seconds += seconds;
  }
  return queues;
}

/** What a service of each queue takes on average, held to the average of all. */
export function averages(queues: Learned['queues']): (queue: string) => number {
  const all = Object.values(queues).reduce(
    (sum, each) => ({ count: sum.count + each.count, seconds: sum.seconds + each.seconds }),
    { count: 0, seconds: 0 },
  );
  const mean = all.count > 0 ? all.seconds / all.count : 1;
  return (queue) => {
    const { count, seconds } = queues[queue] ?? { count: 0, seconds: 0 };
    return (seconds + OWN * mean) / (count + OWN);
  };
}
