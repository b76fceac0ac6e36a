/** Rates of something happening, per second, by how long it has not happened yet. */

// Taken once: looked up at every use it costs as much as what it does.
const { floor, log, max, min } = Math;

/** Seconds since the last service ended, where the rate of calling the next customer changes. */
export const GAP_EDGES = [
  0, 2, 4, 5, 6, 8, 10, 15, 20, 30, 45, 60, 90, 120, 180, 300, 600, 1200,
] as const;

/** Seconds waited, where the rate of leaving changes. */
export const PATIENCE_EDGES = [0, 15, 30, 60, 120, 240] as const;

/** Which stretch between edges holds `seconds`. */
export function stretchOf(edges: readonly number[], seconds: number): number {
  let stretch = 0;
  while (stretch + 1 < edges.length && seconds >= edges[stretch + 1]) stretch += 1;
  return stretch;
}

/** Seconds of `from` to `to` that lie in a stretch. */
export function overlap(
  edges: readonly number[],
  stretch: number,
  from: number,
  to: number,
): number {
  const end = stretch + 1 < edges.length ? edges[stretch + 1] : Infinity;
  return max(0, min(to, end) - max(from, edges[stretch]));
}

/** A rate per stretch with the sum of it up to each edge. */
export interface Hazard {
  readonly rate: Float64Array;
  readonly sum: Float64Array;
  readonly edges: readonly number[];
  /** Evenly likely times from the beginning: what is drawn most is looked up. */
  readonly fresh: Float64Array;
}

const FRESH = 256;

export function hazardOf(edges: readonly number[], rates: readonly number[]): Hazard {
  const rate = Float64Array.from(rates);
  const sum = new Float64Array(edges.length);
  for (let at = 1; at < edges.length; at += 1) {
    sum[at] = sum[at - 1] + rate[at - 1] * (edges[at] - edges[at - 1]);
  }
  const hazard = { rate, sum, edges, fresh: new Float64Array(FRESH) };
  for (let at = 0; at < FRESH; at += 1) {
    hazard.fresh[at] = residual(hazard, 0, (at + 0.5) / FRESH, 0);
  }
  return hazard;
}

/** The rate summed over `seconds`; exp(-this) is the probability that it has not happened. */
export function summed({ rate, sum, edges }: Omit<Hazard, 'fresh'>, seconds: number): number {
  const stretch = stretchOf(edges, seconds);
  return sum[stretch] + rate[stretch] * (seconds - edges[stretch]);
}

/** What never happens is said to happen after this many seconds. */
const NEVER = 1e9;

/**
 * How many seconds after `from` it happens, given that it has not until then. `uniform` is between
 * 0 and 1, `outlasted` the rate summed over `from`.
 */
export function residual(
  hazard: Omit<Hazard, 'fresh'>,
  from: number,
  uniform: number,
  outlasted = summed(hazard, from),
): number {
  const { rate, sum, edges } = hazard;
  const until = outlasted - log(uniform);
  let stretch = 0;
  while (stretch + 1 < edges.length && sum[stretch + 1] <= until) stretch += 1;
  if (rate[stretch] <= 0) return NEVER;
  return max(0, edges[stretch] + (until - sum[stretch]) / rate[stretch] - from);
}

/** When it happens, from the beginning. */
export const drawn = ({ fresh }: Hazard, uniform: number): number => fresh[floor(uniform * FRESH)];
