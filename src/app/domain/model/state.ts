import { Advisor } from './advisor';
import { Alert } from './alert';
import { Event } from './events';
import { Existing } from './existing';
import { Instant } from './instant';
import { Learned } from './learned';
import { QueueConfig, QueueCounts } from './queue';
import { BranchSettings } from './settings';
import { Lane, Ticket } from './ticket';

/**
 * What a `Slice` (the bounded part that a command gets) and a `Floor` (everything open, for
 * screens) have in common: maps by id, folded by the same functions (`fold/evolve.ts`).
 */
export interface State {
  readonly branch: string;
  /** The business day the counts belong to. */
  readonly day: string;
  readonly tickets: Readonly<Record<string, Ticket>>;
  readonly advisors: Readonly<Record<string, Advisor>>;
  readonly queues: Readonly<Record<string, QueueCounts>>;
  /** Open alerts. */
  readonly alerts: Readonly<Record<string, Alert>>;
  /** The last number of this business day, by queue. A `Floor` has none. */
  readonly numbers?: Readonly<Record<string, number>>;
  /** Sequence number of the last event folded. */
  readonly seq?: number;
}

/**
 * The last call of a ticket that ended today. `at` is the last call or recall; `seq` breaks ties.
 */
export interface EndedCall {
  readonly ticket: string;
  readonly number: string;
  /** Where it was called last. Absent in a call that an older release sent. */
  readonly queue?: string;
  readonly counter: string;
  readonly at: Instant;
  readonly seq: number;
}

/**
 * Everything open on a branch, with the day's counts. Of ended tickets only today's no-shows stay.
 */
export interface Floor extends State {
  /**
   * The last calls of tickets that ended today, newest first, at most `ENDED_CALLS` of each
   * queue. Absent in a floor that an older release sent.
   */
  readonly endedCalls?: readonly EndedCall[];
}

/** Configuration that only an administrator changes: loaded with the state, replaced whole. */
export interface BranchConfig {
  readonly settings: BranchSettings;
  readonly queues: Readonly<Record<string, QueueConfig>>;
  /** Counters by id; `label` is what is called out. */
  readonly counters: Readonly<Record<string, { readonly id: string; readonly label: string }>>;
  /** What the branch has learned from its closed days; absent before the first. */
  readonly learned?: Learned;
}

/** At most this many of those who wait are looked at one by one. */
export const MOST_IN_LINE = 60;

/** One who waits, as a command that foretells sees the line: only the members it needs. */
export interface InLine {
  readonly queue: string;
  readonly lane: Lane;
  /** When the wait began. */
  readonly from: Instant;
  /** Of the event that issued it. */
  readonly seq: number;
  readonly deferredUntil?: Instant;
}

/**
 * The bounded part of a branch that a command can touch: the counts of every queue, the advisors on
 * duty (all of them when a business day opens, which resets their figures), the tickets they have
 * in hand, the tickets the command is about, and the front of the lines that may be called.
 */
export interface Slice extends State {
  readonly config: BranchConfig;
  /** The last number given today, by queue. */
  readonly numbers: Readonly<Record<string, number>>;
  /** The day that is open has kept its line; only where an earlier one is to be closed. */
  readonly lineKept?: boolean;
  /** Numbers still in use from an earlier day, if the day changed in an open branch. */
  readonly numbersKept?: readonly string[];
  /** Sequence number of the branch's last event; the next one is `seq + 1`. */
  readonly seq: number;
  /** The customer who asks for a ticket; absent = anonymous. */
  readonly customer?: string;
  /** The active ticket of the customer who asks for one, if any. */
  readonly activeOfCustomer?: Ticket;
  /** How many tickets of its queue and lane are before `activeOfCustomer` in line. */
  readonly activeAhead?: number;
  /** At most this many tickets of each lane were loaded: more may have been overtaken. */
  readonly front: number;
  /** When each advisor's console was last seen; absent = never. Not from events. */
  readonly seenAt: Readonly<Record<string, Instant>>;
  /** Queues that the command's advisor is configured to serve at this branch; absent = unknown. */
  readonly serves?: readonly string[];
  /**
   * Those who wait, in order of arrival, at most `MOST_IN_LINE`; only for a command that foretells.
   */
  readonly line?: readonly InLine[];
  /** The queue of the ticket in each advisor's hands; only for a command that foretells. */
  readonly serving?: Readonly<Record<string, string>>;
  /** What has happened to the ticket, oldest first; only to take the last of it back. */
  readonly past?: readonly Event[];
  /** A business day has opened since that ticket's last service, transfer or missed call. */
  readonly turned?: boolean;
  /** That ticket is of an earlier day, and somebody who is here today has its number. */
  readonly numberInUse?: boolean;
  /** What a change of configuration or persons may clash with. */
  readonly existing?: Existing;
}
