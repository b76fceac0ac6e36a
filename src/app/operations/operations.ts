import { Actor, DeviceKind } from '../domain/model/actor';
import { Event } from '../domain/model/events';
import { Instant } from '../domain/model/instant';
import { PrintJob } from '../domain/model/print';
import { QueueConfig } from '../domain/model/queue';
import { BranchSettings } from '../domain/model/settings';
import { Lane, Language } from '../domain/model/ticket';
import {
  AdvisorView,
  DisplayView,
  FloorView,
  StaffTicketView,
  TicketView,
} from '../domain/views/views';
import { Answer, Directory, FloorRead, Idempotency, Json, Staff, TicketFilter } from '../ports';

/**
 * Who asks, and under which key: every command takes it. `branch` is checked to exist; policy was
 * checked by the caller.
 */
export interface Asked {
  readonly branch: string;
  readonly actor: Actor;
  readonly idempotency?: Idempotency;
}

/** A committed answer; `replayed` when the key was seen before. */
export interface Answered<T extends Answer = Answer> {
  readonly answer: T;
  readonly replayed: boolean;
}

/** What `POST …/tickets` answers, without the key: http adds `key` and `links` from the id. */
export type IssuedAnswer = {
  readonly id: string;
  readonly number: string;
  readonly queue: string;
  readonly lane: Lane;
  readonly state: string;
  readonly position: number;
  readonly estimate: {
    readonly minutes: number;
    readonly low: number;
    readonly high: number;
  } | null;
  readonly issuedAt: string;
  readonly due: string;
  readonly counter: string | null;
  readonly warning: string | null;
};

/** `ticket` is what became of the ticket: ids, number, state, times; `why` only for calls. */
export type CommandAnswer = { readonly [key: string]: Json };

export interface AuditPage {
  readonly events: readonly Event[];
  readonly next: number | null;
}

/**
 * All the app can do for a caller. One file per command and read in this folder; `create-app` joins
 * them. Instants in answers are ISO 8601 with milliseconds.
 */
export interface Operations {
  // commands on a branch
  issueTicket(
    asked: Asked,
    input: {
      readonly queue: string;
      readonly lane: Lane;
      readonly language: Language;
      readonly nationalId?: string;
      readonly phone?: string;
    },
  ): Promise<Answered<IssuedAnswer>>;
  /** `called: null` when nobody waits. */
  callNext(
    asked: Asked,
    input: { readonly advisor: string; readonly counter: string },
  ): Promise<Answered>;
  callTicket(
    asked: Asked,
    input: {
      readonly advisor: string;
      readonly counter: string;
      readonly ticket: string;
      readonly reason: string;
    },
  ): Promise<Answered>;
  /**
   * `recall | start | finish | no-show | return | reopen | transfer` by the advisor whose ticket it
   * is, or by a supervisor.
   */
  recall(asked: Asked, input: OnTicket): Promise<Answered>;
  start(asked: Asked, input: OnTicket): Promise<Answered>;
  /** `next: true` also calls the next: answer `{finished, next, why}`. */
  finish(asked: Asked, input: OnTicket & { readonly next: boolean }): Promise<Answered>;
  noShow(asked: Asked, input: OnTicket): Promise<Answered>;
  return(asked: Asked, input: OnTicket): Promise<Answered>;
  reopen(asked: Asked, input: OnTicket): Promise<Answered>;
  transfer(
    asked: Asked,
    input: OnTicket & { readonly queue: string; readonly reason?: string },
  ): Promise<Answered>;
  cancel(
    asked: Asked,
    input: { readonly ticket: string; readonly because: 'customer' | 'staff' },
  ): Promise<Answered>;
  defer(
    asked: Asked,
    input: { readonly ticket: string; readonly minutes: number },
  ): Promise<Answered>;
  feedback(
    asked: Asked,
    input: { readonly ticket: string; readonly score: number; readonly remark?: string },
  ): Promise<Answered>;
  recordPrint(
    asked: Asked,
    input: {
      readonly ticket: string;
      readonly ok: boolean;
      readonly reprint: boolean;
      readonly reason?: string;
    },
  ): Promise<Answered>;
  setAdvisor(
    asked: Asked,
    input: {
      readonly advisor: string;
      readonly state: 'available' | 'paused' | 'offline';
      readonly counter?: string;
      readonly reason?: string;
    },
  ): Promise<Answered>;
  /** A supervisor opens a queue to an advisor, or takes it back, for today. */
  setAdvisorQueues(
    asked: Asked,
    input: { readonly advisor: string; readonly queues: readonly string[] },
  ): Promise<Answered>;
  acknowledgeAlert(asked: Asked, input: { readonly alert: string }): Promise<Answered>;

  // paper by printers that poll
  /**
   * Asks the branch's printer for the ticket's paper; null where the branch has none. One that is
   * under way already is answered again, so two presses are one paper.
   */
  askPrint(
    asked: Asked,
    input: {
      readonly ticket: string;
      readonly language: string;
      readonly again: boolean;
      readonly printer?: string;
    },
  ): Promise<PrintJob | null>;
  /** The ticket's latest print; null without. */
  printOf(branch: string, ticket: string): Promise<PrintJob | null>;
  /** A printer polls: `job` is what it may fetch now. */
  printerPolled(
    printer: string,
    said: { readonly status: string; readonly busy: boolean; readonly every?: number },
  ): Promise<{ readonly job: string | null; readonly knowsInterval: boolean }>;
  /**
   * What the job's paper tells; fetching it again gives the same. Undefined when there is nothing
   * to print. Without `token`: the printer's only job.
   */
  printerFetches(printer: string, token: string | undefined): Promise<PrintedTicket | undefined>;
  /**
   * The printer's own word on a job, by Star's status codes. Unknown jobs and repeats change
   * nothing.
   */
  printerConfirms(
    printer: string,
    confirmation: { readonly token?: string; readonly code: string },
  ): Promise<void>;

  // reads
  myTicket(branch: string, ticket: string): Promise<TicketView>;
  ticketByNumber(branch: string, number: string): Promise<StaffTicketView>;
  /** Today's tickets, newest first; `queue`, `state` and `number` filter; at most `limit`. */
  listTickets(branch: string, filter: TicketFilter): Promise<readonly StaffTicketView[]>;
  readFloor(branch: string): Promise<FloorRead & { readonly view: FloorView }>;
  readDisplay(branch: string): Promise<DisplayView>;
  readAdvisor(branch: string, advisor: string): Promise<AdvisorView>;
  /** Kiosk's start data: queues open now, people waiting, estimates, whether the branch is open. */
  readKiosk(branch: string): Promise<Json>;
  listAlerts(branch: string, openOnly: boolean): Promise<readonly Json[]>;
  overview(branches: readonly string[] | 'all'): Promise<readonly Json[]>;
  readAudit(branch: string, after: number, limit: number): Promise<AuditPage>;
  /**
   * `tickets`, `services`, `waits`, `advisors`, `estimates`: rows of plain values, dates are
   * business days.
   */
  report(
    branch: string,
    name: string,
    from: string,
    to: string,
  ): Promise<{ readonly columns: readonly string[]; readonly rows: readonly (readonly Json[])[] }>;
  directory(branch: string): Promise<Directory>;

  // configuration: every change is an event on its chain; `version` is the ETag
  getSettings(branch: string): Promise<{
    readonly version: number;
    readonly settings: BranchSettings;
    readonly overrides: Json;
  }>;
  putSettings(
    asked: Asked,
    input: { readonly ifVersion: number; readonly overrides: Json },
  ): Promise<{ readonly version: number; readonly settings: BranchSettings }>;
  listBranches(): Promise<
    readonly { readonly id: string; readonly name: string; readonly timeZone: string }[]
  >;
  saveBranch(
    actor: Actor,
    input: { readonly id: string; readonly name: string },
    key?: Idempotency,
  ): Promise<void>;
  listQueues(branch: string): Promise<readonly QueueConfig[]>;
  saveQueue(asked: Asked, input: QueueConfig): Promise<void>;
  listCounters(branch: string): Promise<readonly { readonly id: string; readonly label: string }[]>;
  saveCounter(asked: Asked, input: { readonly id: string; readonly label: string }): Promise<void>;
  listStaff(): Promise<
    readonly (Staff & { readonly queues: Readonly<Record<string, readonly string[]>> })[]
  >;
  /** `queues` per branch for advisors; `passwordHash` only when the password changes. */
  saveStaff(
    actor: Actor,
    input: Staff & {
      readonly queues: Readonly<Record<string, readonly string[]>>;
      readonly passwordHash?: string;
    },
    key?: Idempotency,
  ): Promise<void>;
  listDevices(branch?: string): Promise<readonly Json[]>;
  /**
   * A new device and its enrolment code, shown once. `code` fixes it (demo bank), `reusable` keeps
   * it. A replayed one keeps the code of the first.
   */
  saveDevice(
    actor: Actor,
    input: {
      readonly id: string;
      readonly kind: DeviceKind;
      readonly branch: string;
      readonly label: string;
      readonly codeHash?: string;
      readonly reusable?: boolean;
      readonly codeExpiresAt?: Instant;
      readonly revoked?: boolean;
    },
    key?: Idempotency,
  ): Promise<{ readonly replayed: boolean }>;
  listWebhooks(): Promise<readonly Json[]>;
  /**
   * Registers an endpoint; event types that record outcomes are refused. The secret is stored
   * encrypted.
   */
  saveWebhook(
    actor: Actor,
    input: {
      readonly id: string;
      readonly url: string;
      readonly types: readonly string[];
      readonly branch?: string;
      readonly secret?: string;
      readonly active: boolean;
    },
    key?: Idempotency,
  ): Promise<void>;

  // persons
  exportCustomer(actor: Actor, nationalId: string, key?: Idempotency): Promise<Json>;
  /** Refused while a ticket is active. */
  eraseCustomer(
    actor: Actor,
    nationalId: string,
    key?: Idempotency,
  ): Promise<{ readonly erased: boolean; readonly tickets: number }>;
  /**
   * Facts on a branch's chain or the bank's (`bank`): sign-ins, devices enrolled, personal data
   * shown.
   */
  recordFact(
    chain: string,
    actor: Actor,
    what: string,
    subject: string,
    details?: Readonly<Record<string, string | number | boolean>>,
  ): Promise<void>;
}

/** A ticket as its paper tells it; `http` adds the customer's key. */
export interface PrintedTicket {
  readonly job: PrintJob;
  readonly branch: Directory['branch'];
  readonly number: string;
  readonly issuedAt: Instant;
  readonly queueNames: { readonly es: string; readonly en: string };
}

/** `supervises`: the caller is a supervisor and may act on anybody's ticket. */
export interface OnTicket {
  readonly ticket: string;
  readonly staff: string;
  readonly supervises: boolean;
}
