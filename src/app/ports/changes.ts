import { Advisor } from '../domain/model/advisor';
import { DayPlan } from '../domain/model/day-plan';
import { Event } from '../domain/model/events';
import { Instant } from '../domain/model/instant';
import { LearnedDay } from '../domain/model/learned-plan';
import { QueueConfig, QueueCounts } from '../domain/model/queue';
import { ExtensionReason, RefusalReason, RequestState, Right } from '../domain/model/rights';
import { Sign } from '../domain/model/sign';
import { Stretch, Stretches } from '../domain/model/stretch';
import { Ticket } from '../domain/model/ticket';
import { Json } from './common';
import { Device, RuledRole, SecondFactorChange, Staff } from './identity';
import { PersonKey, PersonRow } from './reads';
import { DeliveryOutcome, OnceTypes } from './relay';
import { ReportMailChange } from './report-mails';
import { RecordedCiphers, RenewedCipher } from './vault';

/**
 * Rows that a command writes besides the line, in the same transaction as its events:
 * configuration, persons, outcomes of deliveries, contacts.
 */
export type Change =
  | { readonly kind: 'settings'; readonly overrides: Json }
  | { readonly kind: 'queue'; readonly queue: QueueConfig }
  | {
      /** On the door of the branch or of a queue; without a sign, the existing one comes down. */
      readonly kind: 'sign';
      readonly queue?: string;
      readonly sign?: Omit<Sign, 'fromMs'> & { readonly fromMs?: Instant };
    }
  | { readonly kind: 'redued'; readonly queue: string }
  | { readonly kind: 'counter'; readonly counter: { readonly id: string; readonly label: string } }
  | { readonly kind: 'branch'; readonly id: string; readonly name: string }
  | {
      readonly kind: 'staff';
      readonly staff: Staff;
      readonly queues: Readonly<Record<string, readonly string[]>>;
      readonly passwordHash?: string;
    }
  | {
      /** Somebody's own: refused unless the old one is still the one that they gave. */
      readonly kind: 'password';
      readonly staff: string;
      readonly passwordHash: string;
      readonly instead: string | null;
    }
  /** Removes passwords and second factors from accounts that an older release closed. */
  | { readonly kind: 'closed-accounts' }
  | {
      readonly kind: 'device';
      readonly device: Device;
      readonly codeHash?: string;
      readonly reusable?: boolean;
      readonly codeExpiresAt?: Instant;
    }
  /** A device was enrolled and gets this key. */
  | {
      readonly kind: 'device-key';
      readonly device: string;
      readonly tokenHash: string;
      /** Its other keys end. */
      readonly alone: boolean;
    }
  | {
      readonly kind: 'webhook';
      readonly id: string;
      readonly url: string;
      readonly types: readonly string[];
      readonly branch?: string;
      readonly secretCipher?: string;
      readonly active: boolean;
    }
  | { readonly kind: 'deliveries'; readonly outcomes: readonly DeliveryOutcome[] }
  | {
      readonly kind: 'link';
      readonly contact: {
        readonly id: string;
        readonly consumer: string;
        readonly ticket: string;
        readonly thread: string;
        readonly addressIndex: string;
        readonly addressCipher: string;
        readonly types: OnceTypes;
        readonly data: Json;
      };
    }
  | { readonly kind: 'unlink'; readonly subscription: string; readonly because: string }
  | ({ readonly kind: 'learned' } & LearnedDay)
  | { readonly kind: 'day-plan'; readonly day: string; readonly plan?: DayPlan }
  | { readonly kind: 'erase'; readonly person: PersonKey }
  | {
      readonly kind: 'ask-right';
      readonly request: {
        readonly id: string;
        readonly asked: Right;
        readonly branch: string;
        /** Asked from this ticket's page; otherwise `person` says who asks. */
        readonly ticket?: string;
        readonly person?: PersonKey;
        readonly cipher?: string;
      };
    }
  | {
      readonly kind: 'answer-request';
      readonly request: string;
      readonly state: Exclude<RequestState, 'open'>;
      readonly reason?: RefusalReason;
      readonly by: string;
    }
  | {
      readonly kind: 'extend-request';
      readonly request: string;
      readonly reason: ExtensionReason;
    }
  | {
      readonly kind: 'rectify';
      readonly person: PersonKey;
      /** The corrected record; absent if nobody was found. */
      readonly row?: PersonRow;
      readonly details: Readonly<Record<string, boolean>>;
    }
  | {
      readonly kind: 'oppose';
      readonly person: PersonKey;
      readonly messages: boolean;
      readonly feedback: boolean;
    }
  | { readonly kind: 'forget'; readonly persons: readonly string[] }
  | { readonly kind: 'failed-sign-ins' }
  | {
      /** Ciphers of rows that events seal, re-encrypted under another key. */
      readonly kind: 'ciphers';
      readonly of: RecordedCiphers;
      readonly dataKey: string;
      readonly renewed: readonly RenewedCipher[];
    }
  | ({ readonly kind: 'report-mail' } & ReportMailChange)
  | ({ readonly kind: 'second-factor' } & SecondFactorChange)
  | { readonly kind: 'second-factor-rule'; readonly role: RuledRole; readonly required: boolean }
  /**
   * Adds the stretches of events that have none yet, for a limited number of events, and corrects
   * rows that an older release wrote beside this one.
   */
  | {
      readonly kind: 'stretches';
      readonly limit: number;
      readonly fold: FoldStretches;
      readonly refold: Refold;
    };

/**
 * Rows as the events make them, to correct those that an older release wrote: pure functions of the
 * domain.
 */
interface Refold {
  /** Tickets, each from all of its events. */
  readonly tickets: (events: readonly Event[]) => readonly Ticket[];
  /** Rows with the figures that the day's events add up to. */
  readonly counts: (
    rows: readonly QueueCounts[],
    events: readonly Event[],
  ) => readonly QueueCounts[];
  readonly advisors: (rows: readonly Advisor[], events: readonly Event[]) => readonly Advisor[];
}

/** The stretches of events, after those that were open: a pure function of the domain. */
type FoldStretches = (
  open: readonly Stretch[],
  day: string,
  events: readonly Event[],
) => Pick<Stretches, 'begun' | 'undone'>;
