import { Exposure } from '../model/learned';
import { bitsOf, Visit, waitingBits } from './closed-day';
import { GAP_EDGES, overlap, PATIENCE_EDGES, stretchOf } from './hazard';

/** After the last service of a day an advisor is watched for this long. */
export const WATCHED = 3600;

const nothing = (edges: readonly number[]) => ({
  events: edges.map(() => 0),
  seconds: edges.map(() => 0),
});

export const faded = ({ events, seconds }: Exposure, share: number): Exposure => ({
  events: events.map((each) => each * share),
  seconds: seconds.map((each) => each * share),
});

export const together = (a: Exposure, b: Exposure): Exposure => ({
  events: a.events.map((each, at) => each + b.events[at]),
  seconds: a.seconds.map((each, at) => each + b.seconds[at]),
});

export const noGaps = () => nothing(GAP_EDGES);

/**
 * Per advisor: how long after each service the next customer was called, counted only while
 * somebody waited whom they would have taken.
 */
export function gapsOf(
  visits: readonly Visit[],
  takes: (advisor: string, queue: string) => boolean,
): ReadonlyMap<string, Exposure> {
  const bits = bitsOf(visits.map(({ queue }) => queue));
  const waiting = waitingBits(
    visits.filter(({ from, until }) => until > from),
    bits,
  );
  return new Map(
    [...callsOf(visits)].map(([advisor, calls]) => {
      const mine = [...bits].reduce(
        (sum, [queue, bit]) => (takes(advisor, queue) ? sum | bit : sum),
        0,
      );
      return [advisor, gapsBetween(calls, waiting, mine)];
    }),
  );
}

interface Stint {
  readonly called: number;
  readonly ended: number;
}

export function callsOf(visits: readonly Visit[]): ReadonlyMap<string, readonly Stint[]> {
  const calls = new Map<string, Stint[]>();
  for (const { until, call } of visits) {
    if (call?.advisor === undefined) continue;
    const known = calls.get(call.advisor) ?? [];
    known.push({ called: until, ended: call.ended });
    calls.set(call.advisor, known);
  }
  for (const each of calls.values()) each.sort((a, b) => a.called - b.called);
  return calls;
}

function gapsBetween(
  stints: readonly Stint[],
  { begin, at }: { readonly begin: number; readonly at: Int32Array },
  mine: number,
): Exposure {
  const { events, seconds } = nothing(GAP_EDGES);
  stints.forEach(({ ended }, index) => {
    const next = stints[index + 1] as Stint | undefined;
    const to = Math.floor(next ? next.called : ended + WATCHED);
    const from = Math.floor(ended);
    let [any, stretch, last] = [false, 0, false];
    for (let second = Math.max(from, begin); second < to; second += 1) {
      if (second - begin >= at.length) {
        last = false;
        break;
      }
      while (stretch + 1 < GAP_EDGES.length && second - from >= GAP_EDGES[stretch + 1]) {
        stretch += 1;
      }
      last = (at[second - begin] & mine) !== 0;
      if (!last) continue;
      seconds[stretch] += 1;
      any = true;
    }
    if (next && any && last) events[stretchOf(GAP_EDGES, to - from - 1)] += 1;
  });
  return { events, seconds };
}

/** How long people waited, and when they gave up. */
export function patienceOf(visits: readonly Visit[]): Exposure {
  const { events, seconds } = nothing(PATIENCE_EDGES);
  for (const { from, until, call, cut } of visits) {
    const wait = until - from;
    if (wait <= 0) continue;
    PATIENCE_EDGES.forEach((_, stretch) => {
      seconds[stretch] += overlap(PATIENCE_EDGES, stretch, 0, wait);
    });
    if (!call && !cut) events[stretchOf(PATIENCE_EDGES, wait)] += 1;
  }
  return { events, seconds };
}
