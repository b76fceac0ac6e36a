import { Anchors } from '../anchors/anchors';
import { Connection, PoolSizes } from '../db/connect/pools';
import { Operations } from '../operations/operations';
import { AuditStore } from '../operations/reads/verify';
import { Sweep } from '../operations/time/sweep';
import { Plugin } from '../plugin';
import { Log, Run, Vault } from '../ports';
import { RedisSettings } from '../redis/client';
import { Tracing } from '../telemetry/tracing';

/** What the core is given, and what whoever started it holds. */
export interface AppOptions {
  readonly database: Connection;
  /** Standbys that answer reports and closed days. */
  readonly standbys?: readonly Connection[];
  /** Connections per pool; the defaults fit ten tasks under `max_connections` 200. */
  readonly poolSizes?: PoolSizes;
  /** Absent: in-memory bus, cache and limits, enough for one instance. */
  readonly redis?: RedisSettings;
  readonly dataKeys: string;
  readonly port: number;
  /** The address to listen on; all of them unless told. */
  readonly host?: string;
  readonly tls?: { readonly key: string; readonly cert: string };
  /** Where browsers find the app; the listening address when absent. */
  readonly publicUrl?: string;
  readonly instance: string;
  readonly plugins: readonly Plugin[];
  readonly pagesFolder?: string;
  readonly viewerAddressHeader?: string;
  readonly adminCode?: string;
  /** Where closed days of the audit trail are anchored, outside the database; absent: nowhere. */
  readonly anchors?: Anchors;
  readonly demo?: { readonly token: string };
  /**
   * Drives operations and sweep instead of the database's clock; sessions and presence keep wall
   * time.
   */
  readonly clock?: () => number;
  /** How often the sweep steps; `false` leaves stepping to the caller. */
  readonly sweepEveryMs?: number | false;
  readonly log: Log;
  /** Where spans go; absent: nothing is traced, and nothing is in the way. */
  readonly tracing?: Tracing;
  readonly answered?: (status: number) => void;
  /** A branch's lock, or a place in its queue, did not come in time. */
  readonly lockTimedOut?: () => void;
}

export interface App {
  readonly url: string;
  readonly port: number;
  readonly operations: Operations;
  readonly run: Run;
  readonly sweep: Sweep;
  readonly audit: AuditStore;
  /** One look for closed days to anchor; does nothing without a place for them. */
  anchor(): Promise<void>;
  readonly vault: Vault;
  /** Read by metrics. */
  gauges(): Promise<{
    readonly openSockets: number;
    readonly deliveryAgeSeconds: number;
    readonly consumersStopped: number;
  }>;
  /**
   * Takes no more requests, tells screens when to come back, ends what is under way, closes what it
   * opened.
   */
  close(): Promise<void>;
}
