import { HoldReason, Lane, Language } from './ticket';
import { MoveReason } from './ticket-facts';

/** Commands about one ticket, or about who is called next. */
export type TicketCommand =
  | IssueTicket
  | CallNext
  | CallTicket
  | Recall
  | Start
  | Finish
  | BeginMatter
  | NoShow
  | Hold
  | Resume
  | Return
  | Reopen
  | Transfer
  | Undo
  | MoveTicket
  | ShowPerson
  | OnNote
  | Defer
  | Arrive
  | Cancel
  | GiveFeedback
  | RecordPrint;

export interface IssueTicket {
  readonly type: 'IssueTicket';
  readonly ticket: string;
  readonly queue: string;
  readonly lane: Lane;
  readonly language: Language;
  /** The kind of national ID the customer gave, never the number; absent = none. */
  readonly nationalId?: 'rut' | 'other';
  /**
   * What to do with people of a past day if this command opens the next one. Either they leave
   * first, which `DayToClose` asks for, or they stay, as people still being served do, and belong
   * to the new day.
   */
  readonly before?: 'leave' | 'stay';
}

interface CallNext {
  readonly type: 'CallNext';
  readonly advisor: string;
  readonly counter: string;
}

/** Calls a chosen ticket out of turn. */
export interface CallTicket {
  readonly type: 'CallTicket';
  readonly advisor: string;
  readonly counter: string;
  readonly ticket: string;
  readonly reason: string;
}

/** A member of staff acts on one ticket: an advisor on their own, a supervisor on any. */
interface OnTicket {
  readonly ticket: string;
  readonly by: ActingStaff;
}

export interface ActingStaff {
  readonly staff: string;
  /** May act on anybody's ticket. */
  readonly supervises: boolean;
}

interface Recall extends OnTicket {
  readonly type: 'Recall';
}

interface Start extends OnTicket {
  readonly type: 'Start';
}

export interface Finish extends OnTicket {
  readonly type: 'Finish';
  /** Also calls the next ticket, in the same commit. */
  readonly next: boolean;
  /** One of the queue's codes. */
  readonly outcome?: string;
}

/** The service goes on with another queue's kind of business, without another ticket. */
export interface BeginMatter extends OnTicket {
  readonly type: 'BeginMatter';
  readonly queue: string;
  /** Of the service that ends: one of its queue's codes. */
  readonly outcome?: string;
}

interface NoShow extends OnTicket {
  readonly type: 'NoShow';
}

/** Parks a customer who is being served: the advisor is free. */
interface Hold extends OnTicket {
  readonly type: 'Hold';
  readonly reason: HoldReason;
}

interface Resume extends OnTicket {
  readonly type: 'Resume';
}

export interface Return extends OnTicket {
  readonly type: 'Return';
  /** The only advisor who may call it for a while. */
  readonly advisor?: string;
}

interface Reopen extends OnTicket {
  readonly type: 'Reopen';
}

export interface Transfer extends OnTicket {
  readonly type: 'Transfer';
  readonly queue: string;
  readonly reason?: string;
  /** As for `Return`. */
  readonly advisor?: string;
}

/** A finish or a transfer was pressed by mistake. */
interface Undo extends OnTicket {
  readonly type: 'Undo';
}

/** Whoever serves a customer is shown their whole national ID. */
interface ShowPerson extends OnTicket {
  readonly type: 'ShowPerson';
}

/** Whoever has the customer in hand notes something; `note` is the id of the words. */
interface OnNote extends OnTicket {
  readonly type: 'WriteNote' | 'RemoveNote';
  readonly note: string;
}

/** The desk moves a waiting ticket; what is left out stays. */
export interface MoveTicket {
  readonly type: 'MoveTicket';
  readonly ticket: string;
  readonly queue?: string;
  readonly lane?: Lane;
  readonly reason: MoveReason;
}

interface Defer {
  readonly type: 'Defer';
  readonly ticket: string;
  readonly minutes: number;
}

/** "I am here": ends a deferral early, or takes a no-show back into the line. */
interface Arrive {
  readonly type: 'Arrive';
  readonly ticket: string;
  /** Who says so: the customer, or the desk where they stand. */
  readonly by: 'customer' | 'staff';
}

interface Cancel {
  readonly type: 'Cancel';
  readonly ticket: string;
  readonly because: 'customer' | 'staff';
}

export interface GiveFeedback {
  readonly type: 'GiveFeedback';
  readonly ticket: string;
  readonly score: number;
  /** Id of the customer's words, which are kept encrypted outside the chain. */
  readonly remark?: string;
}

export interface RecordPrint {
  readonly type: 'RecordPrint';
  readonly ticket: string;
  readonly ok: boolean;
  readonly reprint: boolean;
  readonly reason?: string;
}
