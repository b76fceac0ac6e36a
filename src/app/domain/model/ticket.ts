import { Instant } from './instant';
import { Why } from './why';

/**
 * One customer's place and its history, as the branch knows it: ids, numbers, states and times,
 * never personal data.
 */

/** The six states and their moves: TK-01. Active are `waiting`, `called` and `serving`. */
export type TicketState = 'waiting' | 'called' | 'serving' | 'served' | 'no-show' | 'cancelled';

/** `preferential` is the lane of LEY-21768. In a queue both lanes share one series of numbers. */
export type Lane = 'general' | 'preferential';

/** Languages of the catalogues in `app/texts`. */
export type Language = 'es' | 'en';

/** A ticket as events make it. Rows in `tickets` equal what the events fold to. */
export interface Ticket {
  /** UUID; internal, in events and staff views. */
  readonly id: string;
  /** What is called out, `C01`. */
  readonly number: string;
  readonly queue: string;
  readonly lane: Lane;
  readonly state: TicketState;
  /** Sequence number of the event that issued it: breaks ties of `due`. */
  readonly seq: number;
  /** The branch's business day, `YYYY-MM-DD`. */
  readonly day: string;
  readonly issuedAt: Instant;
  /** By when a general ticket should be called. */
  readonly due: Instant;
  /** From when `due` counts when that is not `issuedAt`: a transfer after service had started. */
  readonly dueFrom?: Instant;
  /** Set while the customer asked for more time; the sweep clears it. */
  readonly deferredUntil?: Instant;
  /** How often the customer has deferred; the branch allows `defers.max`. */
  readonly defers: number;
  /** The customer's row in `customers`, absent when anonymous. An id, not personal data. */
  readonly customer?: string;
  readonly language: Language;
  /**
   * The advisor and counter of the call in hand, or of the last one once the ticket has ended;
   * absent while waiting.
   */
  readonly advisor?: string;
  readonly counter?: string;
  /**
   * When it was last called in its present queue. Kept when it goes back to the line: its wait was
   * counted then.
   */
  readonly calledAt?: Instant;
  /** Recalls of the call in hand. */
  readonly recalls: number;
  /** Last call or recall of the call in hand. */
  readonly lastCallAt?: Instant;
  readonly startedAt?: Instant;
  readonly endedAt?: Instant;
  /** `TicketApproaching` was told in this stretch of waiting. */
  readonly told: boolean;
  /** Why it was called: of the call in hand, or of the last one. */
  readonly why?: Why;
  /** What was promised at issue, in minutes: says later how good the estimate was. */
  readonly promised?: { readonly minutes: number; readonly low: number; readonly high: number };
}

export const isActive = (state: TicketState) =>
  state === 'waiting' || state === 'called' || state === 'serving';

/** Waiting and not deferred: what position, counts and the calling rule see. */
export const isInLine = (ticket: Ticket) =>
  ticket.state === 'waiting' && ticket.deferredUntil === undefined;

/** When the present wait began: `due` is this plus the queue's target. */
export const waitFrom = (ticket: Ticket): Instant => ticket.dueFrom ?? ticket.issuedAt;
