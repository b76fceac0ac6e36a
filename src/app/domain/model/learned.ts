/** Seconds of the quarter hours that counts are kept by. */
export const QUARTER = 900;
/** Of two days: one that is open past midnight goes on. */
export const QUARTERS = 192;

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
  /** How soon customers who wait give up. */
  readonly patience: Exposure;
  /** Share of calls that were made out of turn. */
  readonly outOfTurn: number;
  /** Seconds of lead that a queue and lane has over others, where turns are not by rule. */
  readonly headStart: Readonly<Record<string, number>>;
  /** Customers by quarter hour, of each queue and lane, per kind of day. */
  readonly arrivals: Readonly<Record<string, Arrivals>>;
  /** How each of low, middle and high came out, beside what was simulated. */
  readonly affine: Readonly<Record<'low' | 'middle' | 'high', Affine>>;
  /** How many promises came true; absent before the first day that counts them. */
  readonly held?: PromisesHeld;
}

/** Waits that were foretold and ended in a call, and those of them inside the range. */
export interface PromisesHeld {
  /** Days that it comes from. */
  readonly days: number;
  /** Fading by the day. */
  readonly foretold: number;
  readonly within: number;
  readonly last: {
    readonly day?: string;
    readonly foretold: number;
    readonly within: number;
  };
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

/** What has been counted: how often it happened and for how many seconds it might have. */
export interface Exposure {
  readonly events: readonly number[];
  readonly seconds: readonly number[];
}

/**
 * y = a + b x, and how firmly: the curvature of the loss around it, [1, x, x²] summed by weight.
 */
export interface Affine {
  readonly a: number;
  readonly b: number;
  readonly firm: readonly number[];
}
