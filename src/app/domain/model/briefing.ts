import { PlanChange } from './plan-change';

/** How a past day turned out, beside what had been foretold of it. */
export interface DayFigures {
  /** Business day. */
  readonly day: string;
  /** How many came. */
  readonly came: number;
  /**
   * How many were expected the night before, with the ends of the band; absent: nothing was
   * foretold.
   */
  readonly expected?: number;
  readonly low?: number;
  readonly high?: number;
  /**
   * Share of those served who waited no longer than the target, and the share the simulation had
   * foretold.
   */
  readonly within?: number;
  readonly said?: number;
}

/**
 * What supervisors are told once a day, in the night after it: what had been foretold, what
 * happened, and what to change on the next day.
 */
export interface Briefing extends DayFigures {
  /** Waits that had been foretold, and how many of them ended inside the range. */
  readonly foretold: number;
  readonly held: number;
  /** The next open day; absent if too little is known about such days. */
  readonly next?: NextDay;
}

interface NextDay {
  readonly day: string;
  readonly expected?: number;
  readonly low?: number;
  readonly high?: number;
  /** The plan saved for it; otherwise the usual number. */
  readonly planned: boolean;
  /** Share called in time with that many. */
  readonly within: number;
  /** Minute of the day with which the first step begins, and minutes of a step. */
  readonly fromMinute: number;
  readonly stepMinutes: number;
  /** The change that mends the day's worst step; absent: nothing falls short. */
  readonly change?: PlanChange;
}
