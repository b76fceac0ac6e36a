import { Estimate } from './estimate';
import { Promised } from './foretold';
import { Instant } from './instant';
import { HoldReason, Lane, Language, Ticket, TicketState, Wish } from './ticket';
import { Why } from './why';

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
  /** The line is cancelled at closing, and the wait may be longer than until then. */
  readonly mayMissClosing?: true;
  /** The turn is near already: no `TicketApproaching` follows. */
  readonly approaching?: true;
}

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
  /** In line for it, without the time that the customer asked for. */
  readonly waitMs: number;
  readonly inTarget: boolean;
  /** The time that the customer asked for meanwhile; absent = none. */
  readonly courtesyMs?: number;
  /** Called before in this queue: its wait was counted then. */
  readonly again?: true;
  /** What had been foretold of this wait: it moves the calibration of the queue. */
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
  /** Ended by somebody else, or so late that it was left open: it teaches nothing. */
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

/** A held customer is being served again, by whoever held them or by somebody in their place. */
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
  /** Whom it is for, if anybody. */
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
   * From another matter, in whose queue nobody had called them: their wait there begins now, and
   * so does its due. Otherwise they have the due they had.
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
  /** As the slip had counted it. */
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

/** A no-show: the customer did not come. */
export interface TicketMissed {
  readonly type: 'TicketMissed';
  readonly ticket: string;
  readonly queue: string;
  readonly advisor: string;
  readonly counter: string;
  readonly automatic: boolean;
}

export interface TicketReopened {
  readonly type: 'TicketReopened';
  readonly ticket: string;
  readonly queue: string;
  readonly lane: Lane;
  /** How often the customer has now come back by themselves; absent where staff reopened it. */
  readonly times?: number;
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
