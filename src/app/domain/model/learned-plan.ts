import { Briefing, DayFigures } from './briefing';
import { Arrivals, Exposure, Learned } from './learned';

/** How many closed days a branch learns from if it has not learned from any yet. */
export const FIRST_DAYS = 30;

/**
 * What a branch has learned about whole days, beside what single waits need: plain numbers in
 * seconds, stored as one JSON.
 */
export interface LearnedPlan {
  /** Closed days it comes from. */
  readonly days: number;
  /** Everybody who came, by quarter hour, of each queue and lane, per kind of day. */
  readonly comers: Readonly<Record<string, Arrivals>>;
  /** Advisors on duty by quarter hour, per kind of day: sums over the days. */
  readonly duty: Readonly<Record<string, Duty>>;
  /** Quantiles of the service times of each queue, and how many services they stand for. */
  readonly services: Readonly<Record<string, TimePool>>;
  /** How soon the next customer is called: while one waits, and while more wait. */
  readonly gaps: readonly [Exposure, Exposure];
  /**
   * From arrival to call, if the advisor who called was free when the customer came: the middle of
   * `pickups`. Earlier releases know no more, and read it.
   */
  readonly pickup: number;
  /** Quantiles of the like; absent where an earlier release learned from the day. */
  readonly pickups?: TimePool;
  /** The last days, the oldest first. */
  readonly history: readonly PastDay[];
}

export interface Duty {
  readonly days: number;
  readonly quarters: readonly number[];
}

/** Times by their quantiles: how long services took, or pick-ups. */
export interface TimePool {
  readonly pool: readonly number[];
  /** How many they stand for. */
  readonly weight: number;
}

/** A day that is over. */
export interface PastDay extends DayFigures {
  readonly kind: string;
}

/** What a branch knows after a closed day. */
export interface LearnedDay {
  readonly day: string;
  /** The last event that it comes from. */
  readonly seq: number;
  readonly body: Learned;
  readonly plan: LearnedPlan;
  readonly calls: number;
  readonly briefing: Briefing;
  readonly digests: LearnedDigests;
}

/** Keyed digests of what a day left behind: what is stored is proven by the event. */
export interface LearnedDigests {
  readonly body: string;
  readonly plan: string;
}

/** What is stored of a closed day. */
export interface LearnedRow {
  readonly day: string;
  /** The event that closed it, after which the next day is learned from. */
  readonly seq: number;
  readonly body: Learned;
  /** Null, as the briefing, where an older release learned from the day. */
  readonly plan: LearnedPlan | null;
  readonly briefing: Briefing | null;
}
