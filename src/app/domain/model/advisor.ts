import { Instant } from './instant';

export type AdvisorState = 'available' | 'busy' | 'paused' | 'offline';

/** An advisor on a branch's floor. `id` is the staff id. Names live in the directory, not here. */
export interface Advisor {
  readonly id: string;
  readonly state: AdvisorState;
  readonly counter?: string;
  /** Queues they serve here (skills). */
  readonly queues: readonly string[];
  /** The ticket called or being served. Set exactly when `busy`. */
  readonly ticket?: string;
  /** When the present state began. */
  readonly since: Instant;
  /** Why paused, in the branch's own words or a code (`absent`, `unanswered`). */
  readonly reason?: string;
  /** Tickets finished on this business day. */
  readonly served: number;
  /**
   * Milliseconds on duty (available or busy) on this business day before `since`'s stretch of duty.
   */
  readonly dutyMs: number;
  /** When the present stretch of duty (available or busy) began; absent while paused or offline. */
  readonly onDutySince?: Instant;
  /** When the advisor last became free. */
  readonly idleSince: Instant;
  /** Automatic no-shows in a row without the advisor touching anything. */
  readonly unanswered: number;
}

export const isOnDuty = (advisor: Advisor) =>
  advisor.state === 'available' || advisor.state === 'busy';
