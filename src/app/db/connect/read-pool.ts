import { Pool } from 'pg';
import { Log } from '../../ports';
import { Connection, connectionConfig, LONG_READS } from './pools';
import { repeating } from './repeating';
import { DatabaseServer } from './server';

/**
 * A standby further behind than this (ms) is not used: its reports would lack what the caller has
 * already seen.
 */
const MOST_LAG_MS = 30_000;
const CHECK_EVERY_MS = 5_000;
/** A standby that does not answer within this long (ms) is taken out of use. */
const ANSWER_WITHIN_MS = 2_000;

interface Standby {
  readonly name: string;
  readonly pool: Pool;
  /** Whether it answered at the last check and was close enough to the primary. */
  inUse: boolean;
  /** What the primary had written by then, it has applied; by the steady clock, ms. */
  asOf: number;
}

export interface ReadPool {
  /**
   * Runs a read on a standby in use, or on the primary if there is none. If the standby fails, it
   * is taken out of use and the primary is asked.
   * @param work `ageMs`: what was written up to this long ago may be missing
   */
  read<T>(work: (pool: Pool, ageMs: number) => Promise<T>): Promise<T>;
  /** Checks every standby and puts it in or out of use. */
  check(): Promise<void>;
  /** How many standbys are in use. */
  readonly inUse: number;
  start(): void;
  close(): Promise<void>;
}

/**
 * Position of the primary's log, and of what a standby has applied of it, in bytes. Any role may
 * ask.
 */
const WRITTEN = "select pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::bigint as at";
const APPLIED = `
  select case when pg_is_in_recovery()
              then pg_wal_lsn_diff(pg_last_wal_replay_lsn(), '0/0')::bigint end as at`;

async function within<T>(answer: Promise<T>): Promise<T> {
  let late: NodeJS.Timeout | undefined;
  try {
    return await Promise.race([
      answer,
      new Promise<never>((_, reject) => {
        late = setTimeout(
          () => reject(new Error(`no answer within ${ANSWER_WITHIN_MS} ms`)),
          ANSWER_WITHIN_MS,
        );
      }),
    ]);
  } finally {
    clearTimeout(late);
  }
}

function openStandby(connection: Connection, instance: string): Standby {
  const pool = new Pool({
    ...connectionConfig(connection, LONG_READS, `ticketero reports ${instance}`.slice(0, 63)),
    max: 3,
    connectionTimeoutMillis: ANSWER_WITHIN_MS,
    Client: new DatabaseServer().clientsWith({ silentMs: 31_000, primary: false }),
  });
  // A lost idle connection shows at the next check; without a listener Node would end the process.
  pool.on('error', () => undefined);
  return { name: new URL(connection.url).hostname, pool, inUse: false, asOf: 0 };
}

/** A number from one row. */
async function numberFrom(pool: Pool, sql: string): Promise<number | null> {
  const { rows } = await within(pool.query<{ at: number | null }>(sql));
  return rows[0].at;
}

/** Where the primary's log stood at which time, for as long back as a lag may be. */
function createLogHistory(mostLag: number) {
  const written: { readonly at: number; readonly when: number }[] = [];
  return {
    add(at: number) {
      written.push({ at, when: performance.now() });
      while (written.length > 2 && performance.now() - written[1].when > 2 * mostLag) {
        written.shift();
      }
    },
    /** How old the newest entry is that a standby has applied, ms. */
    lagOf(applied: number): number {
      const known = written.findLast(({ at }) => at <= applied);
      if (known === undefined) return Infinity;
      return known === written.at(-1) ? 0 : performance.now() - known.when;
    },
  };
}

/**
 * Reads for reports and closed days, spread over the standbys of `DATABASE_REPLICA_URLS`. Never for
 * tickets, floors or positions: those come from the primary.
 */
export function createReadPool(
  primary: Pool,
  standbys: readonly Connection[],
  instance: string,
  log: Log,
  { mostLagMs = MOST_LAG_MS }: { readonly mostLagMs?: number } = {},
): ReadPool {
  const all = standbys.map((connection) => openStandby(connection, instance));
  const history = createLogHistory(mostLagMs);
  let next = 0;

  const putIn = (standby: Standby) => {
    if (!standby.inUse) log.info({ standby: standby.name }, 'a standby is in use for reports');
    standby.inUse = true;
  };
  const takeOut = (standby: Standby, reason: string) => {
    if (standby.inUse) {
      log.warn(
        { standby: standby.name, reason },
        'a standby is out of use: the primary answers its reports',
      );
    }
    standby.inUse = false;
  };
  const checkOne = async (standby: Standby) => {
    try {
      const applied = await numberFrom(standby.pool, APPLIED);
      // Promoted: a history of its own, until the primary's name leads there.
      if (applied === null) return takeOut(standby, 'it has been promoted');
      const lag = history.lagOf(applied);
      standby.asOf = performance.now() - lag;
      if (lag <= mostLagMs) putIn(standby);
      else takeOut(standby, lag === Infinity ? 'far behind' : `${Math.round(lag)} ms behind`);
    } catch (error) {
      takeOut(standby, (error as Error).message);
    }
  };
  const check = async () => {
    try {
      history.add((await numberFrom(primary, WRITTEN))!);
    } catch (error) {
      // Lags are then counted from older positions, and grow, as they should.
      log.debug({ error: (error as Error).message }, "could not read the primary's log position");
    }
    await Promise.all(all.map(checkOne));
  };
  const read: ReadPool['read'] = async (work) => {
    const usable = all.filter(({ inUse }) => inUse);
    const standby = usable[next++ % Math.max(1, usable.length)];
    if (!standby) return work(primary, 0);
    try {
      return await work(standby.pool, performance.now() - standby.asOf);
    } catch (error) {
      // It may have died during the query, or cancelled it to apply changes. If the query itself
      // is at fault, the primary will say so.
      takeOut(standby, (error as Error).message);
      return work(primary, 0);
    }
  };

  const checks = repeating(check, CHECK_EVERY_MS);
  return {
    check,
    read,
    get inUse() {
      return all.filter(({ inUse }) => inUse).length;
    },
    start: () => {
      if (all.length) checks.start();
    },
    async close() {
      await checks.stop();
      await Promise.all(all.map(({ pool }) => pool.end()));
    },
  };
}
