import { Instant } from '../../domain/model/instant';
import { QueueConfig } from '../../domain/model/queue';
import { BranchSettings } from '../../domain/model/settings';
import {
  BranchReads,
  CustomerRecord,
  Device,
  Json,
  OtherVisit,
  PersonKey,
  PersonOfTicket,
  PersonRequest,
  PersonRow,
  Run,
  Staff,
  Vault,
} from '../../ports';
import type { Webhook } from '../../wire/configuration';

/** The dependencies of commands on a branch. */
export interface CommandDeps {
  readonly run: Run;
  readonly vault: Vault;
  readonly newId: () => string;
}

/** Further dependencies of commands that change configuration and persons. */
export interface ConfigureDeps extends CommandDeps {
  /** The same write path on separate connections, for work that nobody waits for. */
  readonly runInBackground: Run;
  readonly clock: () => Instant;
  readonly reads: BranchReads;
  readonly store: ConfigurationStore;
}

/** Configuration as its editors see it, and what is stored about a person. */
export interface ConfigurationStore {
  settingsOf(scope: string): Promise<{ readonly version: number; readonly overrides: Json }>;
  mergeSettings(...layers: readonly Json[]): BranchSettings;
  listBranches(): Promise<readonly NamedBranch[]>;
  listQueues(branch: string): Promise<readonly QueueConfig[]>;
  listCounters(branch: string): Promise<readonly CounterConfig[]>;
  listStaff(): Promise<readonly (StaffRecord & { readonly hasPassword: boolean })[]>;
  /** Branches at which this member of staff is on duty or paused. */
  branchesOnFloor(staff: string): Promise<readonly string[]>;
  listDevices(branch?: string): Promise<readonly (Device & { readonly codeOpen: boolean })[]>;
  listWebhooks(): Promise<readonly Webhook[]>;
  personOfTicket(branch: string, ticket: string): Promise<PersonOfTicket | undefined>;
  /**
   * Other tickets of a ticket's person at the same branch on the same day, newest first; `indexes`
   * are further indexes the person may be kept under.
   */
  otherVisits(
    branch: string,
    ticket: string,
    indexes: readonly string[],
  ): Promise<readonly OtherVisit[]>;
  /** The records that a key matches. */
  personRows(person: PersonKey): Promise<readonly PersonRow[]>;
  /** Open requests, the first due first; or answered ones, the newest first. */
  personRequests(open: boolean): Promise<readonly PersonRequest[]>;
  requestsDue(
    soon: number,
    now: number,
  ): Promise<{ readonly open: number; readonly soon: number; readonly late: number }>;
  requestsOfTicket(ticket: string): Promise<readonly PersonRequest[]>;
  mayBeAsked(ticket: string): Promise<boolean>;
  personByKey(person: PersonKey): Promise<CustomerRecord | undefined>;
}

export interface NamedBranch {
  readonly id: string;
  readonly name: string;
}

/** `label` is what is called out. */
export interface CounterConfig {
  readonly id: string;
  readonly label: string;
}

/** A member of staff with the queues they serve, by branch. */
export interface StaffRecord extends Staff {
  readonly queues: Readonly<Record<string, readonly string[]>>;
}
