/**
 * How a queue's calls correct what is foretold next: a count like the others, changed by every call
 * and only by what is in events.
 */
export interface Calibration {
  /** Corrections of log(seconds + 5), per place in line (1, 2, 3, more) and lane. */
  readonly steps: readonly number[];
  /** The like for all of them. */
  readonly shared: number;
  /** Errors lately of this, LES and HOL, and how many they are; fading. */
  readonly errors: readonly number[];
  readonly weight: number;
  /** How much the range's ends are moved, in log(seconds + 3). */
  readonly low: number;
  readonly high: number;
  /** The wait of the last customer called. */
  readonly les?: number;
  /** Waits that ended with a call. */
  readonly calls: number;
}

/** What was foretold, in seconds, and how: `corrected` reads it again at the call. */
export interface Promised {
  readonly seconds: number;
  readonly lowSeconds: number;
  readonly highSeconds: number;
  /** Simulated. */
  readonly raw: readonly number[];
  /** The middle after its steps, and before the guard. */
  readonly stepped: number;
  readonly ours: number;
  readonly les?: number;
  readonly hol?: number;
  readonly step: number;
  /** What RN-010 would have said, position by configured average: only to be compared with. */
  readonly rule?: number;
}
