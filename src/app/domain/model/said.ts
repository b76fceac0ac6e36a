import { Instant } from './instant';

/**
 * What may be said of the wait in a queue, or of a ticket's place in it. Every surface puts this
 * into its own words and adds nothing to it: `said` in `domain/line` decides it, once.
 */
export type Said =
  /** The queue gives no numbers now. Never said of a ticket, which is still served. */
  | { readonly as: 'closed' }
  /** The customer asked for more time: back in line at this instant. */
  | { readonly as: 'deferred'; readonly until: Instant }
  /** Nobody on duty serves the queue: no time is true. */
  | { readonly as: 'unattended' }
  /** It is served, but how long that may take is unknown. */
  | { readonly as: 'unknown' }
  | SaidWait;

/** A wait: a range of whole minutes, rounded outward, never a promise to the minute. */
export type SaidWait =
  /** Under three minutes, a number would be noise. */
  | { readonly as: 'soon' }
  | { readonly as: 'about'; readonly minutes: number }
  /** It may be at once, so only the upper end is said. */
  | { readonly as: 'up-to'; readonly minutes: number }
  | { readonly as: 'between'; readonly low: number; readonly high: number }
  /**
   * An hour or more: `hours` is rounded down, so that "more than" is true. At most four: beyond
   * that, the number makes no difference.
   */
  | { readonly as: 'long'; readonly hours: number };

/** An expected wait as it is foretold: minutes, and the middle in seconds. */
export interface WaitRange {
  readonly low: number;
  readonly high: number;
  readonly seconds?: number;
}
