import { Actor } from './actor';
import { AdvisorState } from './advisor';
import { Alert, SuggestedAction } from './alert';
import { Instant } from './instant';
import { Lane, Language, TicketState } from './ticket';
import { Why } from './why';

export type { Why } from './why';

export interface Promise_ {
  readonly minutes: number;
  readonly low: number;
  readonly high: number;
}

/**
 * A past-tense fact on a branch. Carries ids and facts, never a RUT, phone, name or free text of a
 * customer. Each carries enough to move the counts of its queue without the ticket: `again` (called
 * before in this queue: its wait was counted then), `deferred` and `extended` (it was not in line),
 * `late` (closed after its day's figures were final: it moves the line only).
 */
export type Fact =
  // the ticket's life
  | {
      readonly type: 'TicketIssued';
      readonly ticket: string;
      readonly number: string;
      readonly n: number;
      readonly queue: string;
      readonly lane: Lane;
      readonly day: string;
      readonly due: Instant;
      readonly language: Language;
      readonly customer?: string;
      readonly position: number;
      readonly estimate?: Promise_;
      readonly unattended?: true;
      readonly approaching?: true;
    }
  | {
      readonly type: 'TicketCalled';
      readonly ticket: string;
      readonly queue: string;
      readonly lane: Lane;
      readonly number: string;
      readonly advisor: string;
      readonly counter: string;
      readonly serves: readonly string[];
      readonly waitMs: number;
      readonly inTarget: boolean;
      readonly again?: true;
      readonly why: Why;
    }
  | {
      readonly type: 'TicketRecalled';
      readonly ticket: string;
      readonly queue: string;
      readonly number: string;
      readonly advisor: string;
      readonly counter: string;
      readonly times: number;
      readonly automatic: boolean;
    }
  | {
      readonly type: 'ServiceStarted';
      readonly ticket: string;
      readonly queue: string;
      readonly advisor: string;
      readonly counter: string;
    }
  | {
      readonly type: 'ServiceFinished';
      readonly ticket: string;
      readonly queue: string;
      readonly advisor: string;
      readonly counter: string;
      readonly serviceMs: number;
      readonly closing?: true;
      readonly late?: true;
    }
  | {
      readonly type: 'TicketTransferred';
      readonly ticket: string;
      readonly from: string;
      readonly to: string;
      readonly lane: Lane;
      readonly was: TicketState;
      readonly due: Instant;
      readonly deferred?: true;
      readonly advisor?: string;
      readonly reason?: string;
    }
  | {
      readonly type: 'TicketReturned';
      readonly ticket: string;
      readonly queue: string;
      readonly lane: Lane;
      readonly was: TicketState;
      readonly advisor?: string;
      readonly because: 'slip' | 'advisor-gone' | 'more-time';
    }
  | {
      readonly type: 'TicketDeferred';
      readonly ticket: string;
      readonly queue: string;
      readonly lane: Lane;
      readonly until: Instant;
      readonly minutes: number;
      readonly times: number;
      readonly extended?: true;
    }
  | {
      readonly type: 'DeferralEnded';
      readonly ticket: string;
      readonly queue: string;
      readonly lane: Lane;
    }
  | {
      readonly type: 'TicketApproaching';
      readonly ticket: string;
      readonly queue: string;
      readonly position: number;
      readonly estimate?: Promise_;
    }
  | {
      readonly type: 'TicketRedued';
      readonly ticket: string;
      readonly queue: string;
      readonly due: Instant;
    }
  | {
      readonly type: 'TicketMissed';
      readonly ticket: string;
      readonly queue: string;
      readonly advisor: string;
      readonly counter: string;
      readonly automatic: boolean;
    }
  | {
      readonly type: 'TicketReopened';
      readonly ticket: string;
      readonly queue: string;
      readonly lane: Lane;
    }
  | {
      readonly type: 'TicketCancelled';
      readonly ticket: string;
      readonly queue: string;
      readonly lane: Lane;
      readonly was: TicketState;
      readonly deferred: boolean;
      readonly advisor?: string;
      readonly because: 'customer' | 'staff' | 'closing';
      readonly late?: true;
    }
  | {
      readonly type: 'TicketPrinted';
      readonly ticket: string;
      readonly ok: boolean;
      readonly reprint: boolean;
      readonly reason?: string;
    }
  | {
      readonly type: 'FeedbackGiven';
      readonly ticket: string;
      readonly score: number;
      readonly remark?: string;
    }
  // advisors
  | {
      readonly type: 'AdvisorStateChanged';
      readonly advisor: string;
      readonly from: AdvisorState;
      readonly to: AdvisorState;
      readonly counter?: string;
      readonly queues: readonly string[];
      readonly reason?: string;
      readonly automatic: boolean;
    }
  | {
      readonly type: 'AdvisorQueuesChanged';
      readonly advisor: string;
      readonly queues: readonly string[];
    }
  // the branch
  | { readonly type: 'DayOpened'; readonly day: string }
  /**
   * The figures of the day are final: `served` and `cancelled` are its totals. `DayOpened` follows.
   */
  | {
      readonly type: 'DayClosed';
      readonly day: string;
      readonly served: number;
      readonly cancelled: number;
    }
  | {
      readonly type: 'BranchConfigured';
      readonly what: 'settings' | 'queues' | 'counters' | 'staff' | 'branch';
      readonly version: number;
      readonly changed: readonly string[];
    }
  | { readonly type: 'AlertRaised'; readonly alert: Alert }
  | {
      readonly type: 'AlertUpdated';
      readonly id: string;
      readonly value: number;
      readonly action?: SuggestedAction;
    }
  | { readonly type: 'AlertAcknowledged'; readonly id: string; readonly by: string }
  | {
      readonly type: 'AlertClosed';
      readonly id: string;
      readonly kind: string;
      readonly subject: string;
    }
  // messages and personal data, recorded by relay and plugins
  | { readonly type: 'ContactLinked'; readonly ticket: string; readonly consumer: string }
  | {
      readonly type: 'ContactUnlinked';
      readonly ticket: string;
      readonly consumer: string;
      readonly because: string;
    }
  | {
      readonly type: 'DeliveryEnded';
      readonly delivery: string;
      readonly consumer: string;
      readonly about: string;
      readonly ticket?: string;
      readonly outcome: 'sent' | 'failed' | 'superseded';
      readonly attempts: number;
      readonly reason?: string;
    }
  | { readonly type: 'PersonalDataShown'; readonly ticket?: string; readonly what: string }
  // the bank's own chain
  | {
      readonly type: 'BankFact';
      readonly what: string;
      readonly subject: string;
      readonly details?: Readonly<Record<string, string | number | boolean>>;
    };

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
 * Facts that record what became of a delivery: they make no deliveries themselves, and subscribing
 * to one is refused.
 */
export const outcomeTypes: readonly FactType[] = [
  'DeliveryEnded',
  'ContactLinked',
  'ContactUnlinked',
  'PersonalDataShown',
];
