import { Lane } from '../model/ticket';
import { Affine, IDENTITY } from './affine';
import { Exposure } from './hazard';

/**
 * What a branch has learned from its closed days, in seconds: plain numbers, stored as one JSON of
 * some 20 KB. Counts fade by the day, so none of them grows without end.
 */
export interface Learned {
  /** Closed days it comes from. */
  readonly days: number;
  /** Quantiles of service times, sorted, and how many services they stand for. */
  readonly pool: readonly number[];
  readonly poolWeight: number;
  /** Services and their seconds, per queue: what is longer than the average of all. */
  readonly queues: Readonly<Record<string, Sum>>;
  readonly advisors: Readonly<Record<string, LearnedAdvisor>>;
  /** How soon the next customer is called when somebody waits, of all advisors. */
  readonly gaps: Exposure;
  /** How soon who waits gives up. */
  readonly patience: Exposure;
  /** Seconds by which a queue and lane goes before others, where turns are not by rule. */
  readonly headStart: Readonly<Record<string, number>>;
  /** Customers by quarter hour, of each queue and lane, per kind of day. */
  readonly arrivals: Readonly<Record<string, Arrivals>>;
  /** How each of low, middle and high came out, beside what was simulated. */
  readonly affine: Readonly<Record<'low' | 'middle' | 'high', Affine>>;
}

export interface Sum {
  readonly count: number;
  readonly seconds: number;
}

export interface LearnedAdvisor {
  /** Services, and the sum of their seconds over what their queue takes on average. */
  readonly services: number;
  readonly pace: number;
  readonly gaps: Exposure;
  /** Services per queue, fading fast: which of their queues they really take. */
  readonly takes: Readonly<Record<string, number>>;
}

export interface Arrivals {
  readonly days: number;
  readonly quarters: Readonly<Record<string, readonly number[]>>;
}

/** A queue and a lane, as a key. */
export const classOf = (queue: string, lane: Lane): string => `${queue} ${lane}`;

/** Quantiles that are kept of service times. */
export const POOL = 400;
/** Services for which a configured average counts. */
const CONFIGURED = 5;

/** Before anything is learned: how soon bank tellers call, pseudo-counts by GAP_EDGES. */
const FIRST_GAPS: Exposure = {
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
