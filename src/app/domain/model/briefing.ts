import { PlanChange } from './plan-change';

/** What became of a day that is over, beside what had been said of it. */
export interface DayFigures {
  /** Business day. */
  readonly day: string;
  /** How many came. */
  readonly came: number;
  /** How many were expected the night before, with the ends of the band; absent: none was said. */
  readonly expected?: number;
  readonly low?: number;
  readonly high?: number;
  /** Share of those served who waited up to the target, and what the simulation had said of it. */
  readonly within?: number;
  readonly said?: number;
}

/**
 * What supervisors are told once a day, in the night after it: what had been said of the day, what
 * came, and what to change on the next one.
 */
export interface Briefing extends DayFigures {
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
