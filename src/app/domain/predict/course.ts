import { Hazard } from './hazard';
import { classOf } from './learned';
import { LineNow, WaitingNow } from './line-now';
import { lengthOf, Prepared, takes } from './prepare';
import { hashOf } from './random';

/** An advisor as a trial sees them. */
export interface Desk {
  readonly stream: number;
  readonly busy: boolean;
  readonly since: number;
  /** Seconds of the service in hand per second of the pool. */
  readonly scale: number;
  /** Where in the pool the services begin that outlast it. */
  readonly outlasts: number;
  readonly pace: number;
  /** Bit per queue. */
  readonly takes: number;
  readonly gaps: Hazard;
}

/** Somebody in line. */
interface Place {
  readonly stream: number;
  readonly queue: number;
  /** 1 where a lane of its own goes first. */
  readonly lane: number;
  readonly key: number;
  readonly age: number;
  readonly away: number;
}

/** Customers who may come and go before somebody in line. */
interface Overtaking {
  readonly stream: number;
  readonly queue: number;
  readonly lane: number;
  readonly rate: number;
  /** Key of one who comes at once. */
  readonly offset: number;
  /** A customer who comes after this many seconds overtakes nobody. */
  readonly until: number;
}

/** A line in numbers: prepared once, however often it is run. */
export interface Course {
  readonly desks: readonly Desk[];
  readonly places: readonly Place[];
  readonly overtaking: readonly Overtaking[];
  readonly lengths: Float64Array;
  readonly runs: Float64Array;
  readonly runLimit: number;
  readonly pool: Float64Array;
  readonly patience: Hazard;
  /** Where each of `line.waiting` stands among `places`. */
  readonly placeOf: readonly number[];
}

/** Nobody is simulated for longer, in seconds. */
export const MOST = 7200;

/** Makes a line ready to run. */
export function courseOf(line: LineNow, prepared: Prepared): Course {
  const queues = queuesOf(line);
  const index = new Map(queues.map((queue, at) => [queue, at]));
  const merged = line.rule.order === 'merged';
  const offsetOf = (each: Pick<WaitingNow, 'queue' | 'lane'>) =>
    merged
      ? -(prepared.learned.headStart[classOf(each.queue, each.lane)] ?? 0)
      : (line.rule.target[each.queue] ?? 0);
  const order = line.waiting
    .map((each, at) => ({
      at,
      stream: hashOf(each.id ?? String(at)),
      queue: index.get(each.queue)!,
      lane: !merged && each.lane === 'preferential' ? 1 : 0,
      key: offsetOf(each) - each.age,
      age: each.age,
      away: each.away ?? 0,
    }))
    .sort((a, b) => a.key - b.key || a.at - b.at);
  const placeOf: number[] = [];
  order.forEach(({ at }, place) => {
    placeOf[at] = place;
  });
  return {
    desks: desksOf(line, prepared, queues),
    places: order,
    overtaking: overtakingOf(line, queues, offsetOf, order),
    lengths: Float64Array.from(queues, (queue) => lengthOf(prepared, queue, line.today[queue])),
    runs: Float64Array.from(queues, (queue) => line.runs[queue] ?? 0),
    runLimit: line.rule.preferentialRun,
    pool: prepared.pool,
    patience: prepared.patience,
    placeOf,
  };
}

const queuesOf = (line: LineNow): readonly string[] =>
  [
    ...new Set([
      ...line.waiting.map(({ queue }) => queue),
      ...line.advisors.flatMap(({ queues, serves }) => (serves ? [...queues, serves] : queues)),
    ]),
  ].sort();

function desksOf(line: LineNow, prepared: Prepared, queues: readonly string[]): Desk[] {
  return line.advisors.map((each, at) => {
    const known = each.id === undefined ? undefined : prepared.advisors.get(each.id);
    const pace = known?.pace ?? 1;
    const length =
      each.serves === undefined ? 1 : lengthOf(prepared, each.serves, line.today[each.serves]);
    return {
      stream: hashOf(each.id ?? `desk ${at}`),
      busy: each.serves !== undefined,
      since: each.since,
      scale: pace * length,
      outlasts: above(prepared.pool, each.since / (pace * length)),
      pace,
      takes: queues.reduce(
        (bits, queue, bit) =>
          each.queues.includes(queue) && takes(prepared, each.id, queue) ? bits | (1 << bit) : bits,
        0,
      ),
      gaps: known?.gaps ?? prepared.gaps,
    };
  });
}

function overtakingOf(
  line: LineNow,
  queues: readonly string[],
  offsetOf: (each: Pick<WaitingNow, 'queue' | 'lane'>) => number,
  order: readonly Place[],
): Overtaking[] {
  const last = [0, 1].map((lane) =>
    order.reduce((key, each) => (each.lane === lane ? Math.max(key, each.key) : key), -Infinity),
  );
  const lanes = line.rule.order === 'lanes';
  return queues.flatMap((queue, at) =>
    (['general', 'preferential'] as const).flatMap((name) => {
      const rate = line.rates[classOf(queue, name)] ?? 0;
      const lane = lanes && name === 'preferential' ? 1 : 0;
      const offset = offsetOf({ queue, lane: name });
      const until = lane === 1 && last[0] > -Infinity ? MOST : Math.min(MOST, last[lane] - offset);
      const stream = hashOf(classOf(queue, name));
      return rate > 0 && until > 0 ? [{ stream, queue: at, lane, rate, offset, until }] : [];
    }),
  );
}

/** Where the services begin that last longer than `seconds`. */
function above(pool: Float64Array, seconds: number): number {
  let [low, high] = [0, pool.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (pool[middle] <= seconds) low = middle + 1;
    else high = middle;
  }
  return low;
}
