import { AdvisorState, DutyPlan, SupervisorRequest } from './advisor';
import { Alert, SuggestedAction } from './alert';
import { Briefing } from './briefing';
import { DayPlan } from './day-plan';
import { LearnedDigests } from './learned-plan';
import { RowChange } from './recorded-rows';

/**
 * What can happen on a branch besides its tickets: advisors, the day, alerts, messages, persons.
 */

export interface AdvisorStateChanged {
  readonly type: 'AdvisorStateChanged';
  readonly advisor: string;
  readonly from: AdvisorState;
  readonly to: AdvisorState;
  readonly counter?: string;
  readonly queues: readonly string[];
  readonly reason?: string;
  readonly automatic: boolean;
}

/** A supervisor opened queues to an advisor, or took them back. */
export interface AdvisorQueuesChanged {
  readonly type: 'AdvisorQueuesChanged';
  readonly advisor: string;
  readonly queues: readonly string[];
}

/** A supervisor asks something of an advisor: a message on their screen. */
export interface AdvisorAsked {
  readonly type: 'AdvisorAsked';
  readonly advisor: string;
  readonly what: SupervisorRequest;
  readonly by: string;
}

/** What the advisor will be after the ticket in hand; without `plan` they stay. */
export interface AdvisorPlanned {
  readonly type: 'AdvisorPlanned';
  readonly advisor: string;
  readonly plan?: DutyPlan;
}

export interface DayOpened {
  readonly type: 'DayOpened';
  readonly day: string;
  /** It began while the branch was open: everybody in line or at a counter stays. */
  readonly kept?: true;
}

/**
 * The figures of the day are final: `served` and `cancelled` are its totals. `DayOpened` follows.
 */
export interface DayClosed {
  readonly type: 'DayClosed';
  readonly day: string;
  readonly served: number;
  readonly cancelled: number;
}

/** The branch has learned from a closed day: everything foretold from here on rests on it. */
export interface DayLearned {
  readonly type: 'DayLearned';
  readonly day: string;
  /** Waits that ended with a call on that day. */
  readonly calls: number;
  /** What supervisors are told of it; absent, as the digests, in events of older releases. */
  readonly briefing?: Briefing;
  readonly digests?: LearnedDigests;
}

/** A supervisor saves how many should be on duty on a day; without `plan`, the plan is removed. */
export interface DayPlanned {
  readonly type: 'DayPlanned';
  readonly day: string;
  readonly version: number;
  readonly plan?: DayPlan;
}

/** A branch runs on a new configuration; `version` is that of its settings, or 0. */
export interface BranchConfigured {
  readonly type: 'BranchConfigured';
  readonly what: 'settings' | 'queues' | 'counters' | 'staff' | 'branch' | 'sign';
  readonly version: number;
  readonly changed: readonly string[];
  /** The rows that changed, with their old and new values. */
  readonly rows?: readonly RowChange[];
}

export interface AlertRaised {
  readonly type: 'AlertRaised';
  readonly alert: Alert;
}

/** The measured value or the suggested action has changed enough to report it. */
export interface AlertUpdated {
  readonly type: 'AlertUpdated';
  readonly id: string;
  readonly value: number;
  readonly action?: SuggestedAction;
}

export interface AlertAcknowledged {
  readonly type: 'AlertAcknowledged';
  readonly id: string;
  readonly by: string;
}

export interface AlertClosed {
  readonly type: 'AlertClosed';
  readonly id: string;
  readonly kind: string;
  readonly subject: string;
}

/** A messenger's address now follows the ticket. The address itself is never in an event. */
export interface ContactLinked {
  readonly type: 'ContactLinked';
  readonly ticket: string;
  readonly consumer: string;
  /**
   * The id of its row, so that no other row can claim it; absent, as below, in events of older
   * releases.
   */
  readonly link?: string;
}

export interface ContactUnlinked {
  readonly type: 'ContactUnlinked';
  readonly ticket: string;
  readonly consumer: string;
  readonly link?: string;
  readonly because: string;
}

/** The outcome of a message. */
export interface DeliveryEnded {
  readonly type: 'DeliveryEnded';
  readonly delivery: string;
  readonly consumer: string;
  readonly about: string;
  readonly ticket?: string;
  readonly outcome: 'sent' | 'failed' | 'superseded';
  readonly attempts: number;
  readonly reason?: string;
}

/** Somebody was shown personal data, for the audit. */
export interface PersonalDataShown {
  readonly type: 'PersonalDataShown';
  readonly ticket?: string;
  readonly what: string;
}

/** What the bank's own chain records. */
export type BankFactName =
  | 'signed-in'
  | 'signed-out'
  | 'sign-ins-failed'
  | 'proved-again'
  | 'second-step-failed'
  | 'second-factor-enrolled'
  | 'second-factor-used'
  | 'second-factor-ended'
  | 'second-factor-rule-saved'
  | 'recovery-codes-made'
  | 'admin-link-made'
  | 'passkey-added'
  | 'passkey-renamed'
  | 'passkey-removed'
  | 'passkey-refused'
  | 'sessions-ended'
  | 'staff-saved'
  | 'branch-saved'
  | 'device-saved'
  | 'device-enrolled'
  | 'device-key-renewed'
  | 'device-key-taken'
  | 'device-key-reused'
  | 'device-revoked'
  | 'device-asked'
  | 'webhook-saved'
  | 'webhook-unlinked'
  | 'keys-rotated'
  | 'audit-verified'
  | 'audit-broken'
  | 'customer-exported'
  | 'customer-erased'
  | 'customer-forgotten'
  | 'person-not-found'
  | 'person-asked'
  | 'person-answered'
  | 'person-extended'
  | 'customer-rectified'
  | 'customer-opposed'
  | 'requests-read'
  | 'audit-read'
  | 'report-read'
  | 'report-mail-asked'
  | 'report-mail-confirmed'
  | 'report-mail-ended'
  | 'report-mail-sent'
  | 'report-mail-skipped'
  | 'report-mail-failed';

/** A fact of the bank's own chain: staff, devices, sign-ins, persons. */
export interface BankFact {
  readonly type: 'BankFact';
  readonly what: BankFactName;
  readonly subject: string;
  readonly details?: Readonly<Record<string, string | number | boolean>>;
  /** The rows that changed, with their old and new values; names and secrets are sealed. */
  readonly rows?: readonly RowChange[];
}
