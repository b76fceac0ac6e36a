import { QUARTER } from '../model/learned';
import { classOf } from '../predict/learned';
import { advance, streamOf, uniformOf } from '../predict/random';
import { DayModel, LANES } from './day-model';

const { exp, floor, log, sqrt, cos, max, round, PI } = Math;

/** The customers of a day in the order they come; one index is one customer. */
export interface Comers {
  /** Second of the day. */
  readonly at: Float64Array;
  /** Index of the queue, twice, plus one in the preferential lane. */
  readonly lineOf: Uint8Array;
}

/** Sorted by when they come. */
export function comersOf(
  all: readonly { readonly at: number; readonly queue: number; readonly lane: number }[],
): Comers {
  const sorted = [...all].sort((a, b) => a.at - b.at);
  return {
    at: Float64Array.from(sorted, ({ at }) => at),
    lineOf: Uint8Array.from(sorted, ({ queue, lane }) => 2 * queue + lane),
  };
}

/** Customers expected of each queue and lane in each quarter hour of a day of this kind. */
export function expectedOf(
  { comers, queues }: Pick<DayModel, 'comers' | 'queues'>,
  kind: string,
): readonly Float64Array[] {
  const known = comers[kind];
  return queues.flatMap((queue) =>
    LANES.map((lane) => {
      const counts = known?.quarters[classOf(queue, lane)] ?? [];
      return Float64Array.from(counts, (count) => count / known.days);
    }),
  );
}

/** One possible day: as many as are expected, times `scale`, and as chance has it. */
export function drawComers(expected: readonly Float64Array[], scale: number, seed: number): Comers {
  const drawn: { at: number; queue: number; lane: number }[] = [];
  expected.forEach((quarters, line) => {
    let state = streamOf(seed, line);
    const random = () => uniformOf((state = advance(state)));
    quarters.forEach((mean, quarter) => {
      for (let left = poisson(mean * scale, random); left > 0; left -= 1) {
        drawn.push({ at: (quarter + random()) * QUARTER, queue: line >> 1, lane: line & 1 });
      }
    });
  });
  return comersOf(drawn);
}

/** With more expected than this, the normal distribution is good enough. */
const MANY = 50;

/** Draws a number with the given mean. */
function poisson(mean: number, random: () => number): number {
  if (mean <= 0) return 0;
  if (mean > MANY) {
    const normal = sqrt(-2 * log(random())) * cos(2 * PI * random());
    return max(0, round(mean + normal * sqrt(mean)));
  }
  const least = exp(-mean);
  let count = 0;
  for (let product = random(); product > least; product *= random()) count += 1;
  return floor(count);
}
