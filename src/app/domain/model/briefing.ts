import { PlanChange } from './plan-change';

/**
 * What supervisors are told once a day, in the night after it: what had been said of the day, what
 * came, and what to change on the next one.
 */
export interface Briefing {
  /** The business day that is over. */
  readonly day: string;
  /** Customers who came, and how many were expected the evening before, with the band's ends. */
  readonly came: number;
  readonly expected?: number;
  readonly low?: number;
  readonly high?: number;
  /** Share called in time, and what the simulation says of the same day. */
  readonly within?: number;
  readonly said?: number;
  /** Waits that had been foretold, and how many of them ended inside the range. */
  readonly foretold: number;
  readonly held: number;
  /** The next open day; absent where too little is known of such a day. */
  readonly next?: NextDay;
}

interface NextDay {
  readonly day: string;
  readonly expected?: number;
  readonly low?: number;
  readonly high?: number;
  /** The plan that is kept for it; else as many as usual. */
  readonly planned: boolean;
  /** Share called in time with that many. */
  readonly within: number;
  /** Minute of the day with which the first step begins, and minutes of a step. */
  readonly fromMinute: number;
  readonly stepMinutes: number;
  /** What mends the worst of the day; absent: nothing falls short. */
  readonly change?: PlanChange;
}
