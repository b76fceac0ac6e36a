import { Estimate } from './estimate';
import { Promised } from './foretold';
import { Instant } from './instant';
import { Lane, Language, Ticket, TicketState, Wish } from './ticket';

/**
 * What can happen to a ticket. Each fact carries enough to move the counts of its queue without the
 * ticket itself.
 */

export interface TicketIssued {
  readonly type: 'TicketIssued';
  readonly ticket: string;
  readonly number: string;
  /** The running number of queue and day within `number`. */
  readonly n: number;
  readonly queue: string;
  readonly lane: Lane;
  readonly day: string;
  readonly due: Instant;
  readonly language: Language;
  readonly customer?: string;
  readonly position: number;
  /** What the customer is told; absent where nothing may be said. */
  readonly estimate?: Estimate;
  /** What was foretold, in seconds; absent in events of older releases. */
  readonly foretold?: Promised;
  /** Nobody on duty serves the queue. */
  readonly unattended?: true;
  /** The line is cancelled at closing, and the wait may last longer than that. */
  readonly mayMissClosing?: true;
  /** The turn is near already: no `TicketApproaching` follows. */
  readonly approaching?: true;
}

export interface TicketTransferred {
  readonly type: 'TicketTransferred';
  readonly ticket: string;
  readonly from: string;
  readonly to: string;
  readonly lane: Lane;
  readonly was: TicketState;
  readonly due: Instant;
  readonly deferred?: true;
  readonly advisor?: string;
  /** Of the service that was handed on; absent where none had begun. */
  readonly serviceMs?: number;
  /** As for `ServiceFinished`. */
  readonly left?: true;
  readonly reason?: string;
  /** The advisor it is for, if any. */
  readonly wish?: WishedFor;
}

/** Who alone calls it until then, while they are on duty. */
export type WishedFor = Pick<Wish, 'advisor' | 'until'>;

/**
 * Why the desk moves a waiting ticket: from a list, since a person's words do not belong in an
 * event. `credential`: shown for the preferential lane (LEY-21768); `no-credential`: asked for, and
 * none was shown.
 */
export type MoveReason = 'wrong-queue' | 'customer-asked' | 'credential' | 'no-credential';

/** The desk moved a waiting ticket to another queue or lane. Its wait counts from its issue. */
export interface TicketMoved {
  readonly type: 'TicketMoved';
  readonly ticket: string;
  readonly from: string;
  readonly to: string;
  readonly fromLane: Lane;
  readonly lane: Lane;
  readonly due: Instant;
  readonly deferred?: true;
  readonly reason: MoveReason;
}

/** Back in line with its due kept. */
export interface TicketReturned {
  readonly type: 'TicketReturned';
  readonly ticket: string;
  readonly queue: string;
  readonly lane: Lane;
  readonly was: TicketState;
  readonly advisor?: string;
  readonly because: 'slip' | 'advisor-gone' | 'more-time' | 'wish';
  /**
   * They come from another matter, in whose queue they had not been called: their wait there begins
   * now, and its due counts from now. Otherwise they keep their due.
   */
  readonly due?: Instant;
  /** As for `TicketTransferred`. */
  readonly wish?: WishedFor;
}

/**
 * A finish, a transfer or another matter was a slip: the ticket is again what it was before.
 * Screens no longer hold a ticket that has ended, so the fact brings it back whole.
 */
export interface TicketUndone {
  readonly type: 'TicketUndone';
  readonly ticket: string;
  readonly what: 'finish' | 'transfer' | 'matter';
  /** Where the slip had put it. */
  readonly from: string;
  /** Where it is again. */
  readonly queue: string;
  readonly lane: Lane;
  readonly was: TicketState;
  readonly deferred?: true;
  readonly again: Ticket;
  readonly advisor?: string;
  readonly counter?: string;
  /** Who holds the customer again; absent in events of before it was said. */
  readonly heldBy?: string;
  /** When the slip happened: the service that seemed to end then goes on. */
  readonly endedAt: Instant;
  /** The service as the slip had counted it. */
  readonly serviceMs?: number;
  readonly left?: true;
}

/** Out of the line until then, at the customer's wish. */
export interface TicketDeferred {
  readonly type: 'TicketDeferred';
  readonly ticket: string;
  readonly queue: string;
  readonly lane: Lane;
  readonly until: Instant;
  readonly minutes: number;
  readonly times: number;
  /** It was deferred already, so it was not in line. */
  readonly extended?: true;
}

export interface DeferralEnded {
  readonly type: 'DeferralEnded';
  readonly ticket: string;
  readonly queue: string;
  readonly lane: Lane;
}

/** The customer's turn is near; once per stretch of waiting. */
export interface TicketApproaching {
  readonly type: 'TicketApproaching';
  readonly ticket: string;
  readonly queue: string;
  readonly position: number;
  readonly estimate?: Estimate;
}

/** The line is cancelled at closing, before this turn: told once per stretch of waiting. */
export interface TicketPastClosing {
  readonly type: 'TicketPastClosing';
  readonly ticket: string;
  readonly queue: string;
  readonly closesAt: Instant;
}

/** The target of its queue changed. */
export interface TicketRedued {
  readonly type: 'TicketRedued';
  readonly ticket: string;
  readonly queue: string;
  readonly due: Instant;
}

export interface TicketReopened {
  readonly type: 'TicketReopened';
  readonly ticket: string;
  readonly queue: string;
  readonly lane: Lane;
  /** How often the customer has now come back by themselves; absent where staff reopened it. */
  readonly times?: number;
  /** The missed ticket, if it came on an earlier day: older screens do not hold it. */
  readonly again?: Ticket;
}

export interface TicketCancelled {
  readonly type: 'TicketCancelled';
  readonly ticket: string;
  readonly queue: string;
  readonly lane: Lane;
  readonly was: TicketState;
  readonly deferred: boolean;
  readonly advisor?: string;
  readonly because: 'customer' | 'staff' | 'closing';
  /** Only the queue was closed, by a supervisor; the branch is open. */
  readonly queueClosed?: true;
  /** As for `ServiceFinished`. */
  readonly late?: true;
}

/** Whether the paper came out. */
export interface TicketPrinted {
  readonly type: 'TicketPrinted';
  readonly ticket: string;
  readonly ok: boolean;
  readonly reprint: boolean;
  readonly reason?: string;
}

export interface FeedbackGiven {
  readonly type: 'FeedbackGiven';
  readonly ticket: string;
  readonly score: number;
  readonly remark?: string;
}
