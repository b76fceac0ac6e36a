import { Estimate } from './estimate';
import { Promised } from './foretold';
import { Instant } from './instant';
import { Why } from './why';

/** One customer's place and its history: ids, numbers, states and times, never personal data. */

/** The states and their moves: TK-01. Active are `waiting`, `called`, `serving` and `held`. */
export type TicketState =
  'waiting' | 'called' | 'serving' | 'held' | 'served' | 'no-show' | 'cancelled';

/**
 * What a customer who is held does meanwhile: from a list, since a person's words do not belong in
 * an event.
 */
export type HoldReason = 'documents' | 'form' | 'approval' | 'other';

/** `preferential` is the lane of LEY-21768. Both lanes of a queue share one series of numbers. */
export type Lane = 'general' | 'preferential';

/** The languages in `app/texts`. */
export type Language = 'es' | 'en';

/** For whom a ticket was transferred or returned; `line/wish.ts` says whether it still binds. */
export interface Wish {
  readonly advisor: string;
  /** Its queue then, and when that wait began. */
  readonly queue: string;
  readonly since: Instant;
  /** From then on anybody may call it. */
  readonly until: Instant;
}

/** By whom it was cancelled, or because branch or queue closed. */
export type WhyCancelled = 'customer' | 'staff' | 'closing' | 'queue-closing';

/** A ticket as its events fold to it; its row in `tickets` is equal. */
export interface Ticket {
  /** A UUID, for events and staff. It is not the customer's key. */
  readonly id: string;
  /** What is called out, `C01`. */
  readonly number: string;
  readonly queue: string;
  readonly lane: Lane;
  readonly state: TicketState;
  /** Sequence number of the event that issued it; breaks ties of `due`. */
  readonly seq: number;
  /** The branch's business day, `YYYY-MM-DD`. */
  readonly day: string;
  readonly issuedAt: Instant;
  /** By when a general ticket should be called. */
  readonly due: Instant;
  /** Where `due` counts from instead of `issuedAt`: a transfer after service had started. */
  readonly dueFrom?: Instant;
  /** Until when the customer asked for more time; the sweep clears it. */
  readonly deferredUntil?: Instant;
  /** When the present deferral began. */
  readonly deferredAt?: Instant;
  /** Time asked for within the present wait, in deferrals that are over, in ms. */
  readonly deferredMs?: number;
  /** How often the customer has deferred; the branch allows `defers.max`. */
  readonly defers: number;
  /** How often the customer came back by themselves after a missed call: at most `reopens.max`. */
  readonly reopens?: number;
  /** Id of the customer's row; absent = anonymous. */
  readonly customer?: string;
  readonly language: Language;
  /** Who called it and to which counter, now or last before it ended; absent while waiting. */
  readonly advisor?: string;
  readonly counter?: string;
  /** When it was last called in its present queue; kept when it returns to the line. */
  readonly calledAt?: Instant;
  /** How often the present call was repeated. */
  readonly recalls: number;
  /** When it was last called or recalled. */
  readonly lastCallAt?: Instant;
  readonly startedAt?: Instant;
  /** Since when it is held, and why; only while `held`. */
  readonly heldAt?: Instant;
  readonly hold?: HoldReason;
  /** Time held within the present service, in holds that are over, in ms: no part of it. */
  readonly heldMs?: number;
  readonly endedAt?: Instant;
  readonly cancelledBecause?: WhyCancelled;
  /** How many matters the visit has had, from the second on. */
  readonly matters?: number;
  /** The customer's score, 1 to 5, and whether words came with it or after it. */
  readonly rated?: { readonly score: number; readonly remark?: true };
  /** The latest wish, over or not. */
  readonly wish?: Wish;
  /** The customer knows, in this stretch of waiting, that their turn is near. */
  readonly told: boolean;
  /** The customer knows, in this stretch of waiting, that closing comes before their turn. */
  readonly pastClosing?: true;
  /** Why it was called, now or last. */
  readonly why?: Why;
  /** The estimate at issue, to compare with what came true. */
  readonly promised?: Estimate;
  /**
   * The forecast behind it, whether told or not, until the call; removed once the ticket leaves its
   * place in line.
   */
  readonly foretold?: Promised;
}

export const isActive = (state: TicketState) =>
  state === 'waiting' || state === 'called' || state === 'serving' || state === 'held';

/** Waiting and not deferred: what counts for positions and for who is next. */
export const isInLine = (ticket: Ticket) =>
  ticket.state === 'waiting' && ticket.deferredUntil === undefined;

/** How long the present service has lasted, without the time that the customer was held. */
export const serviceMsOf = ({ startedAt, heldAt, heldMs = 0 }: Ticket, now: Instant): number =>
  (heldAt ?? now) - (startedAt ?? now) - heldMs;

/** When the present wait began; `due` is later by the queue's target. */
export const waitFrom = (ticket: Ticket): Instant => ticket.dueFrom ?? ticket.issuedAt;

/** Time that the customer asked for within the present wait, until now: no part of the wait. */
export const courtesyMs = (ticket: Ticket, now: Instant): number =>
  (ticket.deferredMs ?? 0) +
  (ticket.deferredAt === undefined
    ? 0
    : Math.max(0, Math.min(now, ticket.deferredUntil ?? now) - ticket.deferredAt));

/** When the present wait would have begun without the deferrals that are over. */
export const waitingSince = (ticket: Ticket): Instant =>
  waitFrom(ticket) + (ticket.deferredMs ?? 0);

/** The present wait until now, without the time that the customer asked for. */
export const waitedMs = (ticket: Ticket, now: Instant): number =>
  now - waitFrom(ticket) - courtesyMs(ticket, now);
