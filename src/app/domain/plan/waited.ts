import { bitsOf, Visit, waitingBits } from '../predict/closed-day';

/** For how many of the seconds between two moments of a day somebody waited in some queues. */
export type Waited = (queues: readonly string[], from: number, to: number) => number;

/** The waits of a day; its seconds are looked at once per set of queues that is asked for. */
export function waitedIn(visits: readonly Visit[]): Waited {
  const bits = bitsOf(visits.map(({ queue }) => queue));
  const { begin, at } = waitingBits(
    visits.filter(({ from, until }) => until > from),
    bits,
  );
  const sums = new Map<number, Int32Array>();
  return (queues, from, to) => {
    const mask = queues.reduce((all, queue) => all | (bits.get(queue) ?? 0), 0);
    const sum = sums.get(mask) ?? upTo(at, mask);
    sums.set(mask, sum);
    const until = (second: number) =>
      sum[Math.min(sum.length - 1, Math.max(0, Math.floor(second - begin)))];
    return until(to) - until(from);
  };
}

/** By second: in how many of those before it a queue of the mask had somebody waiting. */
function upTo(at: Int32Array, mask: number): Int32Array {
  const sum = new Int32Array(at.length + 1);
  for (let second = 0; second < at.length; second += 1) {
    sum[second + 1] = sum[second] + ((at[second] & mask) === 0 ? 0 : 1);
  }
  return sum;
}
