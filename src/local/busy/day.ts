/** A branch day that passes faster than real time: one hour takes six minutes. */
export const SPEED = 10;

/**
 * Customers per real minute who come to a branch of weight 1, from each hour of the simulated day:
 * quiet mornings, more at noon than two advisors can serve (about 3.5), and evenings in which they
 * catch up.
 */
const ARRIVALS: readonly (readonly [hour: number, perMinute: number])[] = [
  [9, 3],
  [10, 4.2],
  [11, 4.8],
  [12, 5.6],
  [13, 5.2],
  [14, 4.4],
  [15, 3.6],
  [16, 3],
  [17, 2.2],
];

const OPENS = 9;
const CLOSES = 18;
/** The hour at which the simulation begins, when there is already something to see. */
const BEGINS = 10;
const HOUR_MS = 3_600_000;

/**
 * The hour of the simulated day, from 9 to below 18, after `elapsedMs` of real time. Closing is
 * followed by the next morning.
 */
export function hourAt(elapsedMs: number): number {
  return OPENS + ((BEGINS - OPENS + (elapsedMs * SPEED) / HOUR_MS) % (CLOSES - OPENS));
}

/** How many customers come per real minute, at that hour of the simulated day. */
export function arrivalsPerMinute(hour: number): number {
  return ARRIVALS.findLast(([from]) => hour >= from)?.[1] ?? ARRIVALS[0][1];
}

/** Simulated minutes in ms of real time. */
export const sped = (minutes: number) => (minutes * 60_000) / SPEED;
