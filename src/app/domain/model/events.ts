import { Actor } from './actor';
import {
  AdvisorAsked,
  AdvisorPlanned,
  AdvisorQueuesChanged,
  AdvisorStateChanged,
  AlertAcknowledged,
  AlertClosed,
  AlertRaised,
  AlertUpdated,
  BankFact,
  BranchConfigured,
  ContactLinked,
  ContactUnlinked,
  DayClosed,
  DayLearned,
  DayOpened,
  DayPlanned,
  DeliveryEnded,
  PersonalDataShown,
} from './branch-facts';
import {
  ServiceFinished,
  ServiceStarted,
  TicketCalled,
  TicketHeld,
  TicketMissed,
  TicketRecalled,
  TicketResumed,
} from './counter-facts';
import { Instant } from './instant';
import { MatterBegun } from './matter-facts';
import { NoteRemoved, NoteWritten } from './note-facts';
import {
  DeferralEnded,
  FeedbackGiven,
  TicketApproaching,
  TicketCancelled,
  TicketDeferred,
  TicketIssued,
  TicketMoved,
  TicketPastClosing,
  TicketPrinted,
  TicketRedued,
  TicketReopened,
  TicketReturned,
  TicketTransferred,
  TicketUndone,
} from './ticket-facts';

/**
 * A past-tense fact on a branch, or on the bank's own chain. It holds ids, numbers and times: never
 * a RUT, a phone, a name or free text of a customer.
 */
export type Fact =
  | TicketIssued
  | TicketCalled
  | TicketRecalled
  | ServiceStarted
  | ServiceFinished
  | MatterBegun
  | TicketHeld
  | TicketResumed
  | TicketTransferred
  | TicketMoved
  | TicketReturned
  | TicketUndone
  | TicketDeferred
  | DeferralEnded
  | TicketApproaching
  | TicketRedued
  | TicketMissed
  | TicketReopened
  | TicketPastClosing
  | TicketCancelled
  | TicketPrinted
  | FeedbackGiven
  | NoteWritten
  | NoteRemoved
  | AdvisorStateChanged
  | AdvisorQueuesChanged
  | AdvisorAsked
  | AdvisorPlanned
  | DayOpened
  | DayClosed
  | DayLearned
  | DayPlanned
  | BranchConfigured
  | AlertRaised
  | AlertUpdated
  | AlertAcknowledged
  | AlertClosed
  | ContactLinked
  | ContactUnlinked
  | DeliveryEnded
  | PersonalDataShown
  | BankFact;

export type FactType = Fact['type'];
export type FactOf<T extends FactType> = Extract<Fact, { type: T }>;

/**
 * A fact with its place in the branch's chain. One commit appends one or more, with consecutive
 * `seq`.
 */
export interface Event<F extends Fact = Fact> {
  readonly branch: string;
  readonly seq: number;
  /** The database's clock after the lock, never earlier than the event before it. */
  readonly at: Instant;
  readonly actor: Actor;
  readonly fact: F;
}

/**
 * Facts that record what became of a delivery, what staff do among themselves, or what the branch
 * made of its day: they make no deliveries themselves, and subscribing to one is refused.
 */
export const outcomeTypes: readonly FactType[] = [
  'DeliveryEnded',
  'ContactLinked',
  'ContactUnlinked',
  'PersonalDataShown',
  'NoteWritten',
  'NoteRemoved',
  'DayLearned',
  'DayPlanned',
];
