import { Pool } from 'pg';
import { Log } from '../../ports';
import { Connection, connectionConfig } from './pools';

/**
 * A standby further behind than this (ms) answers nothing: its reports would lack what the caller
 * has seen already.
 */
const MOST_LAG_MS = 30_000;
const LOOK_EVERY_MS = 5_000;
/** A standby that is asked and does not answer within this long (ms) is taken out. */
const ANSWER_WITHIN_MS = 2_000;

interface Standby {
  readonly name: string;
  readonly pool: Pool;
  /** Answered, stands by, and is near enough when it was last looked at. */
  fit: boolean;
  /** Why not. */
  why: string;
}

export interface ReadPool {
  /**
   * Runs a read of what is over and done with on a fit standby, or on the primary where there is
   * none; a standby that fails is taken out and the primary asked.
   */
  read<T>(work: (pool: Pool) => Promise<T>): Promise<T>;
  /** One look at every standby: fit ones are put back, others taken out. */
  look(): Promise<void>;
  /** How many standbys are in use. */
  readonly fit: number;
  start(): void;
  close(): Promise<void>;
}

/**
 * Where the primary's log stands, and how far a standby has applied it: bytes. Both are anybody's
 * to ask.
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

/**
 * Reads for reports and closed days, spread over the standbys of `DATABASE_REPLICA_URLS`. Never
 * tickets, floors or positions: those are the primary's.
 */
export function createReadPool(
  primary: Pool,
  standbys: readonly Connection[],
  instance: string,
  log: Log,
  options: { readonly mostLagMs?: number } = {},
): ReadPool {
  const mostLag = options.mostLagMs ?? MOST_LAG_MS;
  const all = standbys.map((connection): Standby => {
    const pool = new Pool({
      ...connectionConfig(
        connection,
        ['statement_timeout=30000'],
        `ticketero reports ${instance}`.slice(0, 63),
      ),
      max: 3,
      connectionTimeoutMillis: ANSWER_WITHIN_MS,
    });
    // What happens to an idle connection is seen at the next look; without a listener Node would
    // end the process.
    pool.on('error', () => undefined);
    return { name: new URL(connection.url).hostname, pool, fit: false, why: 'not looked at yet' };
  });
  let next = 0;
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<void> = Promise.resolve();

  const judge = (standby: Standby, why: string | undefined) => {
    const fit = why === undefined;
    if (fit !== standby.fit) {
      if (fit) log.info({ standby: standby.name }, 'a standby answers reports');
      else
        log.warn(
          { standby: standby.name, reason: why },
          'a standby is taken out: the primary answers its reports',
        );
    }
    Object.assign(standby, { fit, why: why ?? '' });
  };
  /**
   * Where the primary's log stood when: a standby is as far behind as the newest of these that it
   * has applied is old.
   */
  const written: { readonly at: number; readonly when: number }[] = [];
  const lagOf = (applied: number) => {
    const known = written.findLast(({ at }) => at <= applied);
    return known === undefined
      ? Infinity
      : known === written.at(-1)
        ? 0
        : performance.now() - known.when;
  };
  const lookAt = async (standby: Standby) => {
    try {
      const {
        rows: [{ at }],
      } = (await within(standby.pool.query(APPLIED))) as { rows: { at: number | null }[] };
      const lag = at === null ? 0 : lagOf(at); // promoted: it has all there is
      judge(
        standby,
        lag <= mostLag
          ? undefined
          : lag === Infinity
            ? 'it has not caught up yet'
            : `${Math.round(lag)} ms behind`,
      );
    } catch (error) {
      judge(standby, (error as Error).message);
    }
  };
  const look = async () => {
    try {
      const {
        rows: [{ at }],
      } = (await within(primary.query(WRITTEN))) as { rows: { at: number }[] };
      written.push({ at, when: performance.now() });
      while (written.length > 2 && performance.now() - written[1].when > 2 * mostLag)
        written.shift();
    } catch (error) {
      log.debug(
        { reason: (error as Error).message },
        'the primary did not say where its log stands',
      ); // standbys then look further behind by the hour, as they should
    }
    await Promise.all(all.map(lookAt));
  };
  const schedule = () => {
    timer = setTimeout(() => {
      looking = look().then(schedule);
    }, LOOK_EVERY_MS);
    timer.unref();
  };

  return {
    look,
    get fit() {
      return all.filter((standby) => standby.fit).length;
    },
    async read(work) {
      const fit = all.filter((standby) => standby.fit);
      const standby = fit[next++ % Math.max(1, fit.length)];
      if (!standby) return work(primary);
      try {
        return await work(standby.pool);
      } catch (error) {
        // It may have died under the query, or cancelled it because of what it had to apply: the
        // primary knows whether the query itself is at fault.
        judge(standby, (error as Error).message);
        return work(primary);
      }
    },
    start() {
      if (all.length) looking = look().then(schedule);
    },
    async close() {
      clearTimeout(timer);
      await looking;
      clearTimeout(timer);
      await Promise.all(all.map(({ pool }) => pool.end()));
    },
  };
}
