import { Anchors } from '../anchors/anchors';
import { ErasedKept } from '../anchors/erased';
import { Connection, PoolSizes } from '../db/connect/pools';
import { Operations } from '../operations';
import { AuditStore } from '../operations/reads/verify';
import { Sweep } from '../operations/time/sweep';
import { Plugin } from '../plugin';
import { Log, Mailer, OidcProvider, OidcRules, ReadingsKept, Run, Vault } from '../ports';
import { RedisSettings } from '../redis/client';
import { Tracing } from '../telemetry/tracing';
import { KeySource } from '../vault/vault';

/** What the core needs to start. */
export interface AppOptions {
  readonly database: Connection;
  /** Standbys that answer reports and read closed days. */
  readonly standbys?: readonly Connection[];
  /** Connections per pool; by default as many as an instance takes if nothing is said. */
  readonly poolSizes?: PoolSizes;
  /** Without it, bus, cache and limits are in memory: enough for one instance. */
  readonly redis?: RedisSettings;
  /** `DATA_KEYS`, or a function that reads it again from a file that may change meanwhile. */
  readonly dataKeys: KeySource;
  readonly port: number;
  /** The address to listen on; all of them by default. */
  readonly host?: string;
  readonly tls?: { readonly key: string; readonly cert: string };
  /** Where browsers find the app; by default the listening address. */
  readonly publicUrl?: string;
  readonly instance: string;
  readonly plugins: readonly Plugin[];
  readonly pagesFolder?: string;
  readonly viewerAddressHeader?: string;
  readonly adminCode?: string;
  /** The bank's own sign-in; without it staff sign in with passwords. */
  readonly oidc?: OidcOptions;
  /**
   * Where closed days of the audit trail are anchored, outside the database. Without it they are
   * not.
   */
  readonly anchors?: Anchors;
  /** The same for the nightly proof, read again each time. */
  readonly anchorsAtNight?: () => Anchors;
  /**
   * Where readings of reports and of the audit wait while the database takes no writes. Without it
   * they are refused then.
   */
  readonly readings?: ReadingsKept;
  /** Where erased persons are noted. Without it a backup brings them back. */
  readonly erased?: ErasedKept;
  /** The database role that the app signs in as, whose rights `migrate` limits. */
  readonly appRole?: string;
  /** The bank's mail server; without one no report is sent. */
  readonly mailer?: Mailer;
  /** Domains that reports may be sent to, in lower case; any by default. */
  readonly mailDomains?: readonly string[];
  readonly demo?: { readonly token: string };
  /**
   * Replaces the database's clock for operations and the sweep. Sessions and presence keep wall
   * time.
   */
  readonly clock?: () => number;
  /** How often the sweep runs; `false` leaves it to the caller to run it. */
  readonly sweepEveryMs?: number | false;
  readonly log: Log;
  /** Where spans go. Without it nothing is traced, at no cost. */
  readonly tracing?: Tracing;
  /** Called once, when everything is ready and before the first request is accepted. */
  readonly beforeServing?: () => void;
  readonly answered?: (status: number, route: string | undefined) => void;
  /** Called when a branch's lock, or a place in its queue, did not come in time. */
  readonly lockTimedOut?: () => void;
  /** Called each time a step of the sweep fails again for one branch. */
  readonly sweepStuck?: () => void;
  /** Called when the nightly proof finds more wrong than the night before, or there is none. */
  readonly recordAmiss?: () => void;
}

interface OidcOptions {
  readonly rules: OidcRules;
  /** @param redirectUrl where the provider sends browsers back to */
  connect(redirectUrl: string): OidcProvider & { close(): void };
  /** How often to look whom to ask about again, ms; by default half a minute. */
  readonly askEveryMs?: number;
}

export interface App {
  readonly url: string;
  readonly port: number;
  readonly operations: Operations;
  readonly run: Run;
  readonly sweep: Sweep;
  readonly audit: AuditStore;
  /** Sends the reports by mail that are due; does nothing where there is no mail server. */
  sendReports(): Promise<void>;
  /** Anchors days that have closed since; does nothing where there are no anchors. */
  anchor(): Promise<void>;
  /** Notes erased persons outside, and erases again those whom a backup brought back. */
  keepErased(): Promise<void>;
  /** Proves the record if the last proof is a night ago, and records the outcome as a fact. */
  proveNightly(): Promise<void>;
  /** Adds readings that waited for the database to their chains; returns how many. */
  recordReadings(): Promise<number>;
  readonly vault: Vault;
  /** For metrics, each read separately: those that need no database work while it is away. */
  readonly gauges: Readonly<
    Record<
      | 'openSockets'
      | 'deliveryAgeSeconds'
      | 'consumersStopped'
      | 'branchesMisled'
      | 'learningBehindDays',
      () => Promise<number>
    >
  >;
  /** From now on *ready* answers no. Everything is still served until `close`. */
  retire(): void;
  /**
   * Stops taking requests, tells screens when to reconnect, finishes work in progress and closes
   * everything that was opened.
   */
  close(): Promise<void>;
}
