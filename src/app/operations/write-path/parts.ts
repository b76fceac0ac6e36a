import { Alert } from '../../domain/model/alert';
import { Event } from '../../domain/model/events';
import { Instant } from '../../domain/model/instant';
import { QueueConfig } from '../../domain/model/queue';
import { BranchConfig } from '../../domain/model/state';
import { Ticket } from '../../domain/model/ticket';
import {
  BranchReads,
  Cache,
  Device,
  Json,
  Log,
  Run,
  Staff,
  TicketFilter,
  Vault,
} from '../../ports';
import { PrintStore } from '../../ports/prints';

/** What operations are handed. The database's side is plain functions, one verb each. */
export interface Parts {
  readonly run: Run;
  /** The same write path on connections of its own, for sweep and relay. */
  readonly runAside: Run;
  readonly reads: BranchReads;
  readonly store: Store;
  readonly vault: Vault;
  readonly cache: Cache;
  readonly newId: () => string;
  /** For projections and reports; commands take the database's. */
  readonly clock: () => Instant;
  readonly log: Log;
  /** Event types a webhook may take. */
  readonly instance: string;
}

/** A branch and what time may have to do in it: `db/read-due.ts` says what each member means. */
export interface DueBranch {
  readonly branch: string;
  readonly seq: number;
  readonly day: string;
  readonly configVersion: number;
  readonly deferral: boolean;
  readonly calledAt: Instant | null;
  readonly seenAt: Instant | null;
  readonly redue: readonly string[];
}

export interface Store {
  ticketById(branch: string, id: string): Promise<Ticket | undefined>;
  ticketByNumber(branch: string, number: string): Promise<Ticket | undefined>;
  ticketsOfToday(branch: string, filter: TicketFilter): Promise<readonly Ticket[]>;
  alertsOf(
    branch: string,
    openOnly: boolean,
  ): Promise<readonly (Alert & { readonly closedAt?: Instant })[]>;
  report(
    name: string,
    branch: string,
    from: string,
    to: string,
    timeZone: string,
  ): Promise<{ readonly columns: readonly string[]; readonly rows: readonly (readonly Json[])[] }>;
  /**
   * Events of a chain before an instant, where a standby can tell: what is over is not the
   * primary's to read out. None where no standby can.
   */
  eventsBefore(
    branch: string,
    after: number,
    limit: number,
    before: Instant,
  ): Promise<readonly Event[]>;
  readonly reportNames: readonly string[];
  mergeSettings(...layers: readonly Json[]): import('../../domain/model/settings').BranchSettings;
  settingsOf(scope: string): Promise<{ readonly version: number; readonly overrides: Json }>;
  listBranches(): Promise<readonly { readonly id: string; readonly name: string }[]>;
  listQueues(branch: string): Promise<readonly QueueConfig[]>;
  listCounters(branch: string): Promise<readonly { readonly id: string; readonly label: string }[]>;
  listStaff(): Promise<
    readonly (Staff & { readonly queues: Readonly<Record<string, readonly string[]>> })[]
  >;
  listDevices(branch?: string): Promise<readonly (Device & { readonly codeOpen: boolean })[]>;
  listWebhooks(): Promise<
    readonly {
      readonly id: string;
      readonly url: string;
      readonly types: readonly string[];
      readonly branch: string | null;
      readonly active: boolean;
    }[]
  >;
  customerByIndex(blindIndex: string): Promise<
    | {
        readonly id: string;
        readonly cipher: string;
        readonly tickets: readonly Json[];
        readonly remarks: readonly {
          readonly ticket: string;
          readonly cipher: string;
          readonly at: Instant;
        }[];
        readonly contacts: readonly { readonly consumer: string; readonly addressCipher: string }[];
      }
    | undefined
  >;
  branchesOfDeliveries(ids: readonly string[]): Promise<Readonly<Record<string, string>>>;
  dueBranches(now: Instant): Promise<readonly DueBranch[]>;
  /** A branch's configuration as of that version. */
  configOf(branch: string, version: number): Promise<BranchConfig>;
  consolesHeardAt(): Promise<Instant | undefined>;
  sayConsoles(
    consoles: readonly { readonly branch: string; readonly advisor: string }[],
    now: Instant,
  ): Promise<void>;
  measureBranch(
    branch: string,
    now: Instant,
  ): Promise<{
    readonly messages: { readonly failed: number; readonly total: number };
    readonly estimates: readonly {
      readonly queue: string;
      readonly share: number | null;
      readonly tickets: number;
    }[];
  }>;
  forgetOld(now: Instant): Promise<void>;
  takeLease(name: string, seconds: number): Promise<boolean>;
  dropLease(name: string): Promise<void>;
  readonly prints: PrintStore;
}
