import { Promised } from './foretold';
import { HoldReason, Lane } from './ticket';
import { Why } from './why';

/** What happens to a ticket at a counter, from the call on. `ticket-facts.ts` has the rest. */

export interface TicketCalled {
  readonly type: 'TicketCalled';
  readonly ticket: string;
  readonly queue: string;
  readonly lane: Lane;
  readonly number: string;
  readonly advisor: string;
  readonly counter: string;
  /** Queues that the advisor serves. */
  readonly serves: readonly string[];
  /** Time in its line, without the time that the customer asked for. */
  readonly waitMs: number;
  readonly inTarget: boolean;
  /** The time that the customer asked for meanwhile; absent = none. */
  readonly courtesyMs?: number;
  /** It was called before in this queue, and its wait was counted then. */
  readonly again?: true;
  /** The foretold wait, which moves the queue's calibration. */
  readonly foretold?: Promised;
  readonly why: Why;
}

export interface TicketRecalled {
  readonly type: 'TicketRecalled';
  readonly ticket: string;
  readonly queue: string;
  readonly number: string;
  readonly advisor: string;
  readonly counter: string;
  readonly times: number;
  readonly automatic: boolean;
}

export interface ServiceStarted {
  readonly type: 'ServiceStarted';
  readonly ticket: string;
  readonly queue: string;
  readonly advisor: string;
  readonly counter: string;
}

export interface ServiceFinished {
  readonly type: 'ServiceFinished';
  readonly ticket: string;
  readonly queue: string;
  readonly advisor: string;
  readonly counter: string;
  readonly serviceMs: number;
  /** The queue's code that was chosen; the system chooses none. */
  readonly outcome?: string;
  /** The customer was held: the advisor had nobody in hand, or somebody else. */
  readonly held?: true;
  /** Ended by somebody else, or so late that it was evidently left open: not counted in means. */
  readonly left?: true;
  /** Ended with the day. */
  readonly closing?: true;
  /** The day's figures were final already: only the line moves. */
  readonly late?: true;
}

/** The customer has something to do first: the advisor is free, and takes them back later. */
export interface TicketHeld {
  readonly type: 'TicketHeld';
  readonly ticket: string;
  readonly queue: string;
  readonly lane: Lane;
  readonly advisor: string;
  readonly counter: string;
  readonly reason: HoldReason;
}

/** A held customer is being served again, by the advisor who held them or by another. */
export interface TicketResumed {
  readonly type: 'TicketResumed';
  readonly ticket: string;
  readonly queue: string;
  readonly lane: Lane;
  readonly advisor: string;
  readonly counter: string;
  /** How long they were held. */
  readonly heldMs: number;
}

/** A no-show: the customer did not come. */
export interface TicketMissed {
  readonly type: 'TicketMissed';
  readonly ticket: string;
  readonly queue: string;
  readonly advisor: string;
  readonly counter: string;
  readonly automatic: boolean;
}
