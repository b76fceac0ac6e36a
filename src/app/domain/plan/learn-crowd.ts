import { Exposure } from '../model/learned';
import { bitsOf, Visit } from '../predict/closed-day';
import { GAP_EDGES, stretchOf } from '../predict/hazard';
import { callsOf, noGaps, WATCHED } from '../predict/learn-gaps';

/**
 * How long after each service the next customer was called, by whether one waited whom the advisor
 * would have taken, or more: with more in line people hurry.
 */
export function learnGapsByCrowd(
  visits: readonly Visit[],
  takes: (advisor: string, queue: string) => boolean,
): readonly [Exposure, Exposure] {
  const queues = [...bitsOf(visits.map(({ queue }) => queue)).keys()];
  const counts = queues.map((queue) => waitingBySecond(visits, queue));
  const gaps: readonly [Counted, Counted] = [noGaps(), noGaps()];
  for (const [advisor, stints] of callsOf(visits)) {
    const mine = counts.filter((_, at) => takes(advisor, queues[at]));
    stints.forEach(({ ended }, at) => {
      const next = stints[at + 1] as { readonly called: number } | undefined;
      gapAfter(Math.floor(ended), next && Math.floor(next.called), mine, gaps);
    });
  }
  return gaps;
}

interface Counted {
  readonly events: number[];
  readonly seconds: number[];
}

/** How many wait in a queue, by second of the day. */
function waitingBySecond(visits: readonly Visit[], queue: string): Int16Array {
  const own = visits.filter((each) => each.queue === queue && each.until > each.from);
  const end = own.reduce((most, { until }) => Math.max(most, until), 0);
  const changes = new Int16Array(Math.ceil(end) + 2);
  for (const { from, until } of own) {
    changes[Math.max(0, Math.floor(from))] += 1;
    changes[Math.max(0, Math.ceil(until))] -= 1;
  }
  for (let second = 1; second < changes.length; second += 1) changes[second] += changes[second - 1];
  return changes;
}

function gapAfter(
  from: number,
  called: number | undefined,
  mine: readonly Int16Array[],
  gaps: readonly [Counted, Counted],
): void {
  const to = called ?? from + WATCHED;
  let [stretch, last] = [0, 0];
  for (let second = Math.max(0, from); second < to; second += 1) {
    while (stretch + 1 < GAP_EDGES.length && second - from >= GAP_EDGES[stretch + 1]) stretch += 1;
    last = 0;
    for (const counts of mine) last += second < counts.length ? counts[second] : 0;
    if (last > 0) gaps[last > 1 ? 1 : 0].seconds[stretch] += 1;
  }
  if (called !== undefined && called > from && last > 0) {
    gaps[last > 1 ? 1 : 0].events[stretchOf(GAP_EDGES, to - from - 1)] += 1;
  }
}
