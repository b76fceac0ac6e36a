import { Instant } from './instant';

export type AdvisorState = 'available' | 'busy' | 'paused' | 'offline';

/** An advisor on a branch's floor. Names are in the directory, not here. */
export interface Advisor {
  /** Their staff id. */
  readonly id: string;
  readonly state: AdvisorState;
  readonly counter?: string;
  /** The queues they serve here. */
  readonly queues: readonly string[];
  /** The ticket they called or serve; present exactly while `busy`. */
  readonly ticket?: string;
  /** When the present state began. */
  readonly since: Instant;
  /** The reason they paused for, or `absent` or `unanswered` if the app paused them. */
  readonly reason?: string;
  /** Tickets finished on this business day. */
  readonly served: number;
  /** Services that they handed on to another queue today. */
  readonly handedOn: number;
  /** Today's services that count for means, as for a queue, and their sum in ms. */
  readonly services: number;
  readonly serviceMs: number;
  /** Milliseconds on duty on this business day, without the present stretch. */
  readonly dutyMs: number;
  /** When the present stretch of duty began; absent while paused or offline. */
  readonly onDutySince?: Instant;
  /** When the advisor last became free. */
  readonly idleSince: Instant;
  /** Automatic no-shows in a row, with nothing done by the advisor between them. */
  readonly unanswered: number;
  /** Their state once they are done with the ticket in hand; only while `busy`. */
  readonly plan?: DutyPlan;
  /** What a supervisor has asked of them: a message on their screen, until they change state. */
  readonly asked?: PendingRequest;
}

/** Pause or leave after this ticket, even if the next one would be assigned automatically. */
export interface DutyPlan {
  readonly to: 'paused' | 'offline';
  readonly reason?: string;
}

export type SupervisorRequest = 'come-back' | 'pause';

interface PendingRequest {
  readonly what: SupervisorRequest;
  /** The supervisor. */
  readonly by: string;
  readonly at: Instant;
}

/** Available or busy. */
export const isOnDuty = (advisor: Advisor) =>
  advisor.state === 'available' || advisor.state === 'busy';

/** The reasons for which the app itself pauses an advisor. */
const automaticPauses: readonly (string | undefined)[] = ['absent', 'unanswered'];

/**
 * A counter is held on duty and through a pause that the advisor chose, not one the app decided.
 */
export const holdsCounter = (advisor: Advisor, counter: string): boolean =>
  advisor.counter === counter &&
  (isOnDuty(advisor) || (advisor.state === 'paused' && !automaticPauses.includes(advisor.reason)));
