import { AdvisorState, AskedFor } from './advisor';
import { ConfigureCommand } from './configure-commands';
import { DeviceCommand } from './device-commands';
import { Fact } from './events';
import { Measured } from './measured';
import { HoldReason, Lane, Language } from './ticket';
import { MoveReason } from './ticket-facts';

/** What may be asked of a branch, or of the bank. Ids are made by the caller and come with it. */
export type Command =
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
  | RecordPrint
  | SetAdvisor
  | SetAdvisorQueues
  | AskAdvisor
  | DismissAdvisor
  | AcknowledgeAlert
  | DeviceCommand
  | ConfigureCommand
  | Tick
  | WatchAlerts
  | TellApproaching
  | CloseDay
  | CloseLine
  | Redue
  | RecordFacts;

export interface IssueTicket {
  readonly type: 'IssueTicket';
  readonly ticket: string;
  readonly queue: string;
  readonly lane: Lane;
  readonly language: Language;
  /** The kind of national ID the customer gave, never the number; absent = none. */
  readonly nationalId?: 'rut' | 'other';
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
  /** Who alone calls it for a while. */
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
  /** Who says so: the customer, or the desk before which they stand. */
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

export interface SetAdvisor {
  readonly type: 'SetAdvisor';
  readonly advisor: string;
  readonly state: Exclude<AdvisorState, 'busy'>;
  readonly counter?: string;
  readonly reason?: string;
  /** Once the ticket in hand is done with. `available` takes such a wish back. */
  readonly afterThis?: boolean;
}

/** A supervisor asks an advisor to come back or to pause: a message, never a state. */
interface AskAdvisor {
  readonly type: 'AskAdvisor';
  readonly advisor: string;
  readonly what: AskedFor;
  readonly by: string;
}

/**
 * An advisor who may not serve here any more leaves the floor at once, whatever they are doing; the
 * ticket in hand goes back to the line.
 */
interface DismissAdvisor {
  readonly type: 'DismissAdvisor';
  readonly advisor: string;
}

interface SetAdvisorQueues {
  readonly type: 'SetAdvisorQueues';
  readonly advisor: string;
  readonly queues: readonly string[];
}

interface AcknowledgeAlert {
  readonly type: 'AcknowledgeAlert';
  readonly alert: string;
  readonly by: string;
}

/**
 * What time does: ends deferrals, recalls, marks no-shows, pauses absent advisors. One bounded
 * step: run it again until it decides nothing.
 */
interface Tick {
  readonly type: 'Tick';
  /** Some instance still reports consoles: only then does silence mean absence. */
  readonly consolesHeard: boolean;
  readonly batch: number;
}

/** What the sweep measured, for alerts. */
interface WatchAlerts {
  readonly type: 'WatchAlerts';
  readonly measured: Measured;
}

/** Tells customers that their turn is near, or that closing comes before it. */
interface TellApproaching {
  readonly type: 'TellApproaching';
  readonly candidates: readonly Approaching[];
  readonly pastClosing?: readonly string[];
}

/** Where a ticket stood when the sweep looked; minutes. */
export interface Approaching {
  readonly ticket: string;
  readonly position: number;
  readonly low: number;
  readonly minutes: number;
  readonly high: number;
}

/** Closes the business day, `batch` tickets at a time, then opens the next. */
interface CloseDay {
  readonly type: 'CloseDay';
  readonly day: string;
  readonly batch: number;
}

/** Cancels, `batch` at a time, those who wait after closing. */
interface CloseLine {
  readonly type: 'CloseLine';
  readonly batch: number;
}

/** After a target changed: gives at most `batch` tickets in line their new due. */
interface Redue {
  readonly type: 'Redue';
  readonly queue: string;
  readonly batch: number;
}

/** Facts that need no decision: outcomes of deliveries, linked contacts, changed configuration. */
interface RecordFacts {
  readonly type: 'Record';
  readonly facts: readonly Fact[];
}
