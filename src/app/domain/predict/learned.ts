import { Exposure, Learned } from '../model/learned';
import { Lane } from '../model/ticket';
import { IDENTITY } from './affine';

/** A queue and a lane, as a key. */
export const classOf = (queue: string, lane: Lane): string => `${queue} ${lane}`;

/** Quantiles that are kept of service times. */
export const POOL = 400;
/** Services for which a configured average counts. */
const CONFIGURED = 5;

/** What fades of the services of a queue in a day. */
export const SUMS_KEPT = 0.9;

/** How many of a queue's services are still the configured average. */
export const configuredIn = ({ days }: Learned): number => CONFIGURED * SUMS_KEPT ** days;

/** Before anything is learned: how soon bank tellers call, pseudo-counts by GAP_EDGES. */
export const FIRST_GAPS: Exposure = {
  events: [0.2, 1, 4, 4, 4, 3, 2, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1],
  seconds: [20, 20, 12, 10, 15, 12, 10, 30, 25, 40, 50, 60, 90, 90, 200, 400, 1000, 3000],
};
/** The like by PATIENCE_EDGES: one in a thousand gives up each second. */
const FIRST_PATIENCE: Exposure = {
  events: [2, 2, 2, 2, 1, 0.5],
  seconds: [2000, 2000, 2000, 2000, 1000, 500],
};

/** A branch that has learned nothing: services as long as configured, spread exponentially. */
export function cold(averageSeconds: Readonly<Record<string, number>>): Learned {
  const means = Object.values(averageSeconds);
  const mean = means.length ? means.reduce((sum, each) => sum + each, 0) / means.length : 300;
  return {
    days: 0,
    pool: Array.from({ length: POOL }, (_, at) => -Math.log(1 - (at + 0.5) / POOL) * mean),
    poolWeight: CONFIGURED,
    queues: Object.fromEntries(
      Object.entries(averageSeconds).map(([queue, each]) => [
        queue,
        { count: CONFIGURED, seconds: CONFIGURED * each },
      ]),
    ),
    advisors: {},
    gaps: FIRST_GAPS,
    patience: FIRST_PATIENCE,
    outOfTurn: 0,
    headStart: {},
    arrivals: {},
    affine: { low: IDENTITY, middle: IDENTITY, high: IDENTITY },
  };
}

const DIGITS = 4;

/** The like with numbers of four digits: more is noise, and is stored and read for nothing. */
export function rounded<T>(value: T): T {
  if (typeof value === 'number') return Number(value.toPrecision(DIGITS)) as T;
  if (Array.isArray(value)) return value.map((each: unknown) => rounded(each)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, rounded(each)])) as T;
}
