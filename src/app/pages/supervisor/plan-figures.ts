import type { Simulation } from '../../wire/simulations';

/** The figures of a simulated day as the staffing page shows them. */

type Steps = readonly number[];

const HOUR = 60;
const DAY = 24;
const two = (value: number) => `${value < 10 ? '0' : ''}${value}`;

/** When a half hour begins, or the last one ends: `12:30`. */
export function timeOf(
  { fromMinute, stepMinutes }: Pick<Simulation, 'fromMinute' | 'stepMinutes'>,
  at: number,
): string {
  const minute = fromMinute + at * stepMinutes;
  const hour = Math.floor(minute / HOUR);
  return `${two(minute > DAY * HOUR ? hour % DAY : hour)}:${two(minute % HOUR)}`;
}

/**
 * A share in tenths: a half hour has too few customers for two digits. A share below the target is
 * never written as if it met it.
 */
export function tenths(share: number, target: number): number {
  const rounded = Math.round(share * 10);
  return share < target ? Math.min(rounded, Math.ceil(target * 10) - 1) : rounded;
}

/**
 * The half hour in which most advisors are missing; if none are, the one in which most customers
 * come.
 */
export function mostMissing(
  plan: Simulation['plans'][number],
  needed: Steps | undefined,
  first: number,
): number {
  let best = first;
  const missing = (at: number) => Math.max(0, (needed?.[at] ?? 0) - plan.advisors[at]);
  for (let at = first; at < plan.steps.length; at += 1) {
    const more = missing(at) - missing(best);
    if (more > 0 || (more === 0 && plan.steps[at].came.mean > plan.steps[best].came.mean)) {
      best = at;
    }
  }
  return best;
}

/** The half hours of a change, from the first to the end of the last. */
export const stretchOf = (steps: Steps): readonly [number, number] => [
  Math.min(...steps),
  Math.max(...steps) + 1,
];

/**
 * How far the days' forecasts were from the customers who came, as a share, and how often their
 * range held.
 */
export function forecastError(past: Simulation['past']) {
  const told = past.filter(({ expected }) => expected !== undefined);
  const came = told.reduce((sum, each) => sum + each.came, 0);
  if (came === 0) return undefined;
  return {
    days: told.length,
    error: told.reduce((sum, each) => sum + Math.abs(each.came - each.expected!), 0) / came,
    held: told.filter(({ low, high, came: real }) => low! <= real && real <= high!).length,
  };
}

/** The last day with a forecast. */
export const lastTold = (past: Simulation['past']) =>
  [...past].reverse().find(({ said, within }) => said !== undefined && within !== undefined);
