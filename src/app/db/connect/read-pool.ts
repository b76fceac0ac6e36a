import { Pool } from 'pg';
import { Log, troubleOf } from '../../ports';
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
  /** Whether it answered and follows a primary, however far behind: for when that one is away. */
  follows: boolean;
  /** It has applied everything the primary had written by this time on the steady clock, ms. */
  asOf: number;
}

export type Work<T> = (pool: Pool, ageMs: number) => Promise<T>;

export interface ReadPool {
  /**
   * Runs a read on a standby in use, or on the primary if there is none. If the standby fails, it
   * is taken out of use and the primary is asked; while the primary is away, the standby that is
   * least behind, however far.
   * @param work `ageMs`: what was written up to this long ago may be missing
   */
  read<T>(work: Work<T>): Promise<T>;
  /**
   * Runs a read on the primary, by the pool that is given, and on a standby only while the primary
   * is away.
   * @param mostAgeMs an older standby is not asked: the primary's error is thrown
   */
  primaryFirst<T>(by: Pool, work: Work<T>, mostAgeMs?: number): Promise<T>;
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
  const name = new URL(connection.url).hostname;
  return { name, pool, inUse: false, follows: false, asOf: 0 };
}

/** A number from one row. */
async function numberFrom(pool: Pool, sql: string): Promise<number | null> {
  const { rows } = await within(pool.query<{ at: number | null }>(sql));
  return rows[0].at;
}

/** The positions of the primary's log over time, as far back as a standby may lag. */
function createLogHistory(mostLag: number) {
  const written: { readonly at: number; readonly when: number }[] = [];
  return {
    add(at: number) {
      written.push({ at, when: performance.now() });
      while (written.length > 2 && performance.now() - written[1].when > 2 * mostLag) {
        written.shift();
      }
    },
    /**
     * How old the newest entry is that a standby has applied, ms. It grows while the primary is
     * away, because anything that it still writes is unknown here.
     */
    lagOf(applied: number): number {
      const known = written.findLast(({ at }) => at <= applied);
      return known === undefined ? Infinity : performance.now() - known.when;
    },
  };
}

/** Looks at every standby, and puts it in or out of use. */
function watchStandbys(all: readonly Standby[], primary: Pool, log: Log, mostLagMs: number) {
  const history = createLogHistory(mostLagMs);
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
      standby.follows = false;
      // Promoted: a history of its own, until the primary's name leads there.
      if (applied === null) return takeOut(standby, 'it has been promoted');
      const lag = history.lagOf(applied);
      standby.asOf = performance.now() - lag;
      standby.follows = lag < Infinity;
      if (lag <= mostLagMs) putIn(standby);
      else takeOut(standby, lag === Infinity ? 'far behind' : `${Math.round(lag)} ms behind`);
    } catch (error) {
      standby.follows = false;
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
  return { check, takeOut };
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
  {
    mostLagMs = MOST_LAG_MS,
    primaryAway = () => false,
  }: {
    readonly mostLagMs?: number;
    /** Whether the primary was away when last asked: then nobody waits for it again. */
    readonly primaryAway?: () => boolean;
  } = {},
): ReadPool {
  const all = standbys.map((connection) => openStandby(connection, instance));
  let next = 0;

  const { check, takeOut } = watchStandbys(all, primary, log, mostLagMs);
  const primaryFirst: ReadPool['primaryFirst'] = async (by, work, mostAgeMs = Infinity) => {
    const age = ({ asOf }: Standby) => performance.now() - asOf;
    const spare = () =>
      all
        .filter((each) => each.follows && age(each) <= mostAgeMs)
        .reduce<Standby | undefined>((a, b) => (a && a.asOf >= b.asOf ? a : b), undefined);
    const early = primaryAway() ? spare() : undefined;
    if (early) return work(early.pool, age(early));
    try {
      return await work(by, 0);
    } catch (error) {
      const trouble = troubleOf(error);
      const late = trouble === 'away' || trouble === 'read-only' ? spare() : undefined;
      if (!late) throw error;
      return work(late.pool, age(late));
    }
  };
  const read: ReadPool['read'] = async (work) => {
    const usable = all.filter(({ inUse }) => inUse);
    const standby = usable[next++ % Math.max(1, usable.length)];
    if (!standby) return primaryFirst(primary, work);
    try {
      return await work(standby.pool, performance.now() - standby.asOf);
    } catch (error) {
      // It may have died during the query, or cancelled it to apply changes. If the query itself
      // is at fault, the primary will say so.
      takeOut(standby, (error as Error).message);
      return primaryFirst(primary, work);
    }
  };

  const checks = repeating(check, CHECK_EVERY_MS);
  return {
    check,
    read,
    primaryFirst,
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
