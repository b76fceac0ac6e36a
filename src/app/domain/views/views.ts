import { Honesty } from '../line/honesty';
import { Advisor } from '../model/advisor';
import { Alert } from '../model/alert';
import { Estimate } from '../model/estimate';
import { Instant } from '../model/instant';
import { QueueCounts } from '../model/queue';
import { Said } from '../model/said';
import { EndedCall, Floor } from '../model/state';
import { Ticket, WhyCancelled } from '../model/ticket';
import { Why } from '../model/why';

/** What each viewer may see: ids, numbers, states and times, never personal data. */

/** What every view of a ticket shows. */
type VisibleTicket = Pick<
  Ticket,
  'id' | 'number' | 'queue' | 'lane' | 'state' | 'issuedAt' | 'due'
>;

/** The customer's own ticket. */
export interface TicketView extends VisibleTicket, Pick<Ticket, 'language'> {
  /** Only while in line. */
  readonly position?: number;
  readonly estimate?: Estimate;
  /** Whether it may not, or will not, be called before the line is cancelled at closing. */
  readonly closing?: 'may-miss' | 'will-miss';
  /** What may be said of the wait; only while waiting. */
  readonly said?: Said;
  /** One advisor calls it, until then; after that anybody may. */
  readonly wishUntil?: Instant;
  /** How often the range is right; only given with a range, once enough days have shown it. */
  readonly honesty?: Honesty;
  /** The customer should be at the branch now, by the branch's setting. */
  readonly near: boolean;
  /** When it is back; only while deferred. */
  readonly deferredUntil?: Instant;
  /** Until when a no-show may come back by themselves; absent where only the desk can do it. */
  readonly comesBackUntil?: Instant;
  /** A no-show of a past day, whom even the desk cannot take back. */
  readonly dayOver?: true;
  /** How many matters the visit has had, from the second on. */
  readonly matters?: number;
  /** The customer has said how it was: they are not asked again. */
  readonly rated: boolean;
  readonly defersLeft: number;
  readonly deferMinutes: readonly number[];
  readonly counter?: string;
  readonly calledAt?: Instant;
  readonly recalls: number;
  readonly endedAt?: Instant;
  readonly cancelledBecause?: WhyCancelled;
  readonly openCounters: number;
}

/** A ticket as staff see it. A kiosk is shown its state and position only. */
export interface StaffTicketView
  extends
    VisibleTicket,
    Pick<Ticket, 'deferredUntil' | 'counter' | 'advisor' | 'calledAt' | 'startedAt' | 'heldAt'>,
    Pick<Ticket, 'hold' | 'matters' | 'endedAt'> {
  readonly position?: number;
  /** From when its wait counts: later than it came by the time that the customer asked for. */
  readonly waitingSince: Instant;
  /** The advisor it waits for, and until when nobody else may call it. */
  readonly wish?: { readonly advisor: string; readonly until: Instant };
}

/** `counter` is the label that is called out, and not its id. */
type PastCall = Omit<EndedCall, 'seq'>;

/** The public screen: no names, no lanes, no ids of persons. */
export interface DisplayView {
  /** Changes with whatever a screen reads beside this view: names, hours, settings, counters. */
  readonly configured?: number;
  /** Being called, the newest call or recall first. */
  readonly calling: readonly (PastCall & { readonly queue: string; readonly recalls: number })[];
  /** The last calls that are over, newest first, at most eight of each queue. */
  readonly last: readonly PastCall[];
  readonly queues: readonly {
    readonly id: string;
    readonly waiting: number;
    readonly estimate?: Estimate;
    /** What may be said to a customer who comes now. */
    readonly said: Said;
  }[];
  /** Calls for help at kiosks, and devices that are missed, the oldest first. */
  readonly devices?: readonly {
    readonly alert: string;
    readonly kind: 'help-asked' | 'device-offline';
    readonly device: string;
    readonly since: Instant;
  }[];
}

export interface AdvisorView {
  /** As in `DisplayView`. */
  readonly configured?: number;
  readonly me: Pick<
    Advisor,
    | 'id'
    | 'state'
    | 'counter'
    | 'queues'
    | 'since'
    | 'reason'
    | 'served'
    | 'handedOn'
    | 'services'
    | 'serviceMs'
    | 'dutyMs'
    | 'onDutySince'
    | 'plan'
    | 'asked'
  >;
  readonly current?: StaffTicketView & {
    readonly recalls: number;
    readonly why?: Why;
    /** Of the last call or recall: from then on the rules count. */
    readonly lastCallAt?: Instant;
  };
  /** Who would be called next, at most five, and why the first one. */
  readonly next: readonly StaffTicketView[];
  readonly nextWhy?: Why;
  readonly queues: readonly (Pick<QueueCounts, 'id' | 'general' | 'preferential' | 'deferred'> & {
    readonly longestWaitSince?: Instant;
  })[];
  /** Customers they hold, and those in their queues whose advisor has left; oldest first. */
  readonly held?: readonly StaffTicketView[];
  /** Today's no-shows that may be reopened, newest first, at most ten. */
  readonly missed: readonly StaffTicketView[];
}

/** What the supervisor's page makes of the floor, which it gets whole and folds itself. */
export interface FloorView {
  readonly floor: Floor;
  readonly queues: readonly (QueueCounts & {
    readonly longestWaitSince?: Instant;
    readonly estimate?: Estimate;
    readonly said: Said;
    readonly onDuty: number;
  })[];
  readonly alerts: readonly Alert[];
}
