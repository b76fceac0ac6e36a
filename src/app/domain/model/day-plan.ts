/** How many advisors a supervisor wants on duty on a day, and why that many. */
export interface DayPlan {
  /** Minute of the day with which the first step begins. */
  readonly fromMinute: number;
  /** Advisors on duty in each half hour from there. */
  readonly advisors: readonly number[];
  /** Queues opened to somebody for this plan. */
  readonly skills: readonly Skill[];
  /** How many come, over what was expected then. */
  readonly scale: number;
  /** Share of those served who should be called in time, in each half hour. */
  readonly share: number;
  /** Minutes within which they should be called; absent: each queue's own target. */
  readonly targetMinutes?: number;
}

export interface Skill {
  readonly advisor: string;
  readonly queue: string;
}

/**
 * A plan as stored. The version keeps counting when a plan is removed, so that none comes twice.
 */
export interface KeptPlan {
  readonly day: string;
  readonly version: number;
  /** Absent: it was removed. */
  readonly plan?: DayPlan;
}

/** Minutes of a step of a plan. */
export const STEP_MINUTES = 30;

/** The command: saves a plan for a day, or removes the existing one. */
export interface SaveDayPlan {
  readonly type: 'SaveDayPlan';
  readonly day: string;
  /** The version the editor saw; 0: there was none. */
  readonly ifVersion: number;
  readonly plan?: DayPlan;
}
