import { Advisor } from '../model/advisor';
import { Alert } from '../model/alert';
import { Estimate } from '../model/estimate';
import { Instant } from '../model/instant';
import { QueueCounts } from '../model/queue';
import { Floor } from '../model/state';
import { Lane, Language, TicketState } from '../model/ticket';
import { Why } from '../model/why';

/** What each viewer may see: ids, numbers, states and times. Personal data is in none of them. */

/** The customer's own ticket. */
export interface TicketView {
  readonly id: string;
  readonly number: string;
  readonly queue: string;
  readonly lane: Lane;
  readonly state: TicketState;
  readonly language: Language;
  readonly issuedAt: Instant;
  readonly due: Instant;
  /** Only while in line. */
  readonly position?: number;
  readonly estimate?: Estimate;
  /** Only while deferred: when it is back. */
  readonly deferredUntil?: Instant;
  readonly defersLeft: number;
  readonly deferMinutes: readonly number[];
  readonly counter?: string;
  readonly calledAt?: Instant;
  readonly recalls: number;
  readonly endedAt?: Instant;
  readonly openCounters: number;
}

/** A ticket as staff see it. A kiosk is shown its state and position only. */
export interface StaffTicketView {
  readonly id: string;
  readonly number: string;
  readonly queue: string;
  readonly lane: Lane;
  readonly state: TicketState;
  readonly position?: number;
  readonly issuedAt: Instant;
  readonly due: Instant;
  readonly deferredUntil?: Instant;
  readonly counter?: string;
  readonly advisor?: string;
  readonly calledAt?: Instant;
  readonly startedAt?: Instant;
  readonly endedAt?: Instant;
}

/** `counter` is its label, what is called out; `at` the last call or recall. */
export interface PastCall {
  readonly ticket: string;
  readonly number: string;
  readonly counter: string;
  readonly at: Instant;
}

/** The public TV: no names, no lane, no ids of persons. */
export interface DisplayView {
  /** Called now, newest call or recall first. */
  readonly calling: readonly (PastCall & { readonly queue: string; readonly recalls: number })[];
  /** The last calls that are no longer being called, newest first, at most eight. */
  readonly last: readonly PastCall[];
  readonly queues: readonly {
    readonly id: string;
    readonly waiting: number;
    readonly estimate?: Estimate;
  }[];
}

export interface AdvisorView {
  readonly me: Pick<
    Advisor,
    'id' | 'state' | 'counter' | 'queues' | 'since' | 'reason' | 'served' | 'dutyMs' | 'onDutySince'
  >;
  readonly current?: StaffTicketView & { readonly recalls: number; readonly why?: Why };
  /** Who would be called next, at most five, and why the first. */
  readonly next: readonly StaffTicketView[];
  readonly nextWhy?: Why;
  readonly queues: readonly (Pick<QueueCounts, 'id' | 'general' | 'preferential' | 'deferred'> & {
    readonly longestWaitSince?: Instant;
  })[];
  /** No-shows of today that may be reopened, newest first, at most ten. */
  readonly missed: readonly StaffTicketView[];
}

/** The supervisor's page gets the floor itself, evolves it in the browser, and derives this. */
export interface FloorView {
  readonly floor: Floor;
  readonly queues: readonly (QueueCounts & {
    readonly longestWaitSince?: Instant;
    readonly estimate?: Estimate;
    readonly onDuty: number;
  })[];
  readonly alerts: readonly Alert[];
}
