import { Promised } from '../model/foretold';
import { Lane } from '../model/ticket';

/**
 * One wait in one queue and what followed, of a closed day. A ticket that was transferred has one
 * for each queue. Times in seconds after local midnight.
 */
export interface Visit {
  readonly queue: string;
  readonly lane: Lane;
  /** When the wait began. */
  readonly from: number;
  /** When it was called, or left. */
  readonly until: number;
  /** It was the end of the day, or the customer's wish to come later, that ended the wait. */
  readonly cut?: boolean;
  /** Absent: it was never called. */
  readonly call?: Call;
}

interface Call {
  /** Absent: nobody known by name. */
  readonly advisor?: string;
  /** When the advisor was free of it again. */
  readonly ended: number;
  /** The end of the day ended it, so it says nothing. */
  readonly closedByDay?: boolean;
  readonly outOfTurn?: boolean;
  readonly promised?: Promised;
}

export interface ClosedDay {
  /** The business day; absent where nobody asks which. */
  readonly day?: string;
  /** Days with the same kind have like arrivals. */
  readonly kind: string;
  readonly visits: readonly Visit[];
}

/** Bits of queues, so at most 31. */
export const bitsOf = (queues: readonly string[]): ReadonlyMap<string, number> =>
  new Map([...new Set(queues)].sort().map((queue, at) => [queue, 1 << (at % 31)]));

/** Per second from `begin`, the queues in which somebody waits, as bits. */
export function waitingBits(
  visits: readonly Visit[],
  bits: ReadonlyMap<string, number>,
): { readonly begin: number; readonly at: Int32Array } {
  const begin = Math.floor(visits.reduce((least, { from }) => Math.min(least, from), Infinity));
  const end = Math.ceil(
    visits.reduce((most, { until, call }) => Math.max(most, until, call?.ended ?? 0), 0),
  );
  const at = new Int32Array(Math.max(0, end - begin) + 2);
  for (const { queue, from, until } of visits) {
    const bit = bits.get(queue) ?? 0;
    for (let second = Math.floor(from); second < until; second += 1) at[second - begin] |= bit;
  }
  return { begin, at };
}

/** A day's promises that a call tested, and how many of the waits ended inside them. */
export function promisesHeld(visits: readonly Visit[]): {
  readonly foretold: number;
  readonly within: number;
} {
  const promises = visits.flatMap(({ from, until, call }) =>
    call?.promised && until > from ? [{ ...call.promised, wait: until - from }] : [],
  );
  const within = promises.filter(
    ({ lowSeconds, highSeconds, wait }) => lowSeconds <= wait && wait <= highSeconds,
  );
  return { foretold: promises.length, within: within.length };
}
