import { Advisor } from './advisor';
import { Alert } from './alert';
import { Existing } from './existing';
import { Instant } from './instant';
import { QueueConfig, QueueCounts } from './queue';
import { BranchSettings } from './settings';
import { Ticket } from './ticket';

/**
 * What both `Slice` (what `decide` gets: a bounded part) and `Floor` (what screens get: everything
 * open) are: maps by id, folded by the same functions of `evolve.ts`.
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
  /**
   * Last number given on this business day, per queue. Kept by a `Slice`, left out of a `Floor`.
   */
  readonly numbers?: Readonly<Record<string, number>>;
  /** Sequence number of the last event folded. Kept by a `Slice`, left out of a `Floor`. */
  readonly seq?: number;
}

/**
 * The last call of a ticket that has ended today. `at` is the last call or recall, `seq` the
 * ticket's own: it breaks ties.
 */
export interface EndedCall {
  readonly ticket: string;
  readonly number: string;
  readonly counter: string;
  readonly at: Instant;
  readonly seq: number;
}

/**
 * Everything open on a branch, and of the day what screens count: terminal tickets are dropped, but
 * for today's no-shows.
 */
export interface Floor extends State {
  /**
   * The last calls of today's tickets that are dropped, newest first, at most `ENDED_CALLS`. Absent
   * in a floor that an older release has sent.
   */
  readonly endedCalls?: readonly EndedCall[];
}

/**
 * What never changes by a command of the line: loaded with the state, replaced when an admin
 * changes it.
 */
export interface BranchConfig {
  readonly settings: BranchSettings;
  readonly queues: Readonly<Record<string, QueueConfig>>;
  /** Counters by id; `label` is what is called out. */
  readonly counters: Readonly<Record<string, { readonly id: string; readonly label: string }>>;
}

/**
 * The bounded part of a branch that a command can touch: the counts of every queue, the advisors on
 * duty (all of them when a business day opens, which resets their figures), the tickets they have in
 * hand, the tickets the command is about, and the front of the lines that may be called.
 */
export interface Slice extends State {
  readonly config: BranchConfig;
  /** Last number given today, per queue. */
  readonly numbers: Readonly<Record<string, number>>;
  /** Sequence number of the branch's last event: the next event is `seq + 1`. */
  readonly seq: number;
  /** The customer who asks for a ticket; absent = anonymous. */
  readonly customer?: string;
  /** The active ticket of the customer who asks for one, if any. */
  readonly activeOfCustomer?: Ticket;
  /**
   * How many tickets in line, of its queue and lane, go before `activeOfCustomer`. Without it they
   * are counted among the loaded ones.
   */
  readonly activeAhead?: number;
  /**
   * The front of each queue and lane was cut at this many: counts of overtaken tickets may be
   * higher.
   */
  readonly front: number;
  /** Console last seen, per advisor; absent = never. Not from events. */
  readonly seenAt: Readonly<Record<string, Instant>>;
  /** Queues that the command's advisor is configured to serve at this branch; absent = unknown. */
  readonly serves?: readonly string[];
  /** What a change of configuration or persons may clash with. */
  readonly existing?: Existing;
}
