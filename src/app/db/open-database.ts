import knexOf from 'knex';
import { Pool } from 'pg';
import { Log, Trouble, troubleOf } from '../ports';
import { DatabaseClock } from './connect/clock';
import { knexLog } from './connect/knex-log';
import { ANSWER_WITHIN_MS, createLook } from './connect/look';
import { pendingMigrations } from './connect/migrate';
import {
  Connection,
  connectionConfig,
  createPools,
  Pools,
  PoolSizes,
  USUAL_SIZES,
} from './connect/pools';
import { createReadPool } from './connect/read-pool';
import { repeating } from './connect/repeating';
import { DatabaseServer } from './connect/server';
import { ConfigCache } from './reads/config-cache';
import { Places } from './reads/long-read';
import { bindModels } from './reads/models';
import { DATABASE_NOW } from './reads/rows';
import { begin } from './write-path/session';

/**
 * How often the pools are asked, ms, so that a silent host is left even if nothing else is asked.
 */
const PULSE_MS = 1_000;

/** How often to look where the name leads, ms. */
const LOOK_MS = 4_000;

const WHY: Readonly<Record<Trouble, string>> = {
  away: 'the database does not answer',
  busy: 'the database is out of memory, connections or time',
  full: "the database's disk is full",
  'read-only': 'the database takes no writes: this server is not the primary',
};

/** Everything `createApp` needs of one database. The first query connects. */
export function openDatabase(
  connection: Connection,
  instance: string,
  log: Log,
  {
    sizes = USUAL_SIZES,
    standbys,
  }: { readonly sizes?: PoolSizes; readonly standbys?: readonly Connection[] } = {},
) {
  const server = new DatabaseServer();
  const pools = createPools(connection, instance, server, sizes);
  const config = new ConfigCache();
  const knex = knexOf({
    client: 'pg',
    connection: connectionConfig(
      connection,
      ['statement_timeout=10000'],
      `ticketero config ${instance}`.slice(0, 63),
    ) as object,
    pool: { min: 0, max: sizes.config },
    log: knexLog(log),
  });
  // knex makes its clients from its driver: these have an owner and a limit too.
  const { client } = knex as unknown as { readonly client: { driver: object } };
  client.driver = { Client: server.clientsWith({ silentMs: 11_000, primary: true }) };
  const clock = new DatabaseClock();
  const pulse = () => takePulse(server, pools, clock);
  const watch = watchPulse(pulse, server, log);
  const reportPool = createReadPool(pools.reports, standbys ?? [], instance, log, {
    primaryAway: () => watch.trouble === 'away',
  });
  reportPool.start();
  const pulses = repeating(watch.look, PULSE_MS);
  pulses.start(PULSE_MS);
  const looks = repeating(createLook(server, connection, instance), LOOK_MS);
  looks.start(LOOK_MS);
  return {
    pools,
    /** The clock that all instances share. */
    clock: clock.now,
    /** Asks the database for its time. Rejects when it does not answer. */
    /** How long it has answered without a break, ms. */
    contactMs: () => server.contactMs,
    setClock: () => clock.set(() => askTime(pools.read)),
    /** For reports and closed days: on the standbys, if there are any. */
    reportPool,
    /** The primary's trouble when it was last asked; undefined if it was well. */
    trouble: () => watch.trouble,
    /** Places for long reads. */
    places: new Places(),
    config,
    knex,
    models: bindModels(knex),
    /** For commands. */
    begin: () => begin(pools.write, config),
    /** For sweep and relay, which must not wait behind commands. */
    beginInBackground: () => begin(pools.sweep, config),
    /**
     * Whether commands can be served: the pools that serve them answer, the server takes writes,
     * and it has this release's migrations.
     */
    async ready(): Promise<{ readonly ready: boolean; readonly why?: string }> {
      try {
        await pulse();
        const pending = await server.within(ANSWER_WITHIN_MS, pendingMigrations(knex));
        return pending.length
          ? { ready: false, why: `migrations to run: ${pending.join(', ')}` }
          : { ready: true };
      } catch (error) {
        return { ready: false, why: WHY[troubleOf(error) ?? 'away'] };
      }
    },
    async close() {
      await Promise.all([pulses.stop(), looks.stop()]);
      await reportPool.close(); // it queries the primary too
      await Promise.all([pools.close(), knex.destroy()]);
    },
  };
}
export type Database = ReturnType<typeof openDatabase>;

/** Rejects when a pool that serves does not answer, or the server takes no writes. */
async function takePulse(
  server: DatabaseServer,
  { read, write }: Pools,
  clock: DatabaseClock,
): Promise<void> {
  const ask = (pool: Pool, work: () => Promise<unknown>) =>
    server.ask(pool, work, ANSWER_WITHIN_MS);
  await Promise.all([
    ask(read, () => clock.set(() => askTime(read))),
    ask(write, () => write.query('select 1')),
  ]);
  if (!server.trouble) return;
  // It was full at the last write: only another write shows that it is no longer.
  await ask(write, () => write.query(KEPT));
  server.wrote();
}

async function askTime(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ at: number }>(`select ${DATABASE_NOW} as at`);
  return rows[0].at;
}

const KEPT = `
  insert into leases values ('pulse', 'pulse', 0)
  on conflict (name) do update set holder = excluded.holder`;

/** One line when the pulse goes and one when it is back: an outage must not fill the log. */
function watchPulse(pulse: () => Promise<void>, server: DatabaseServer, log: Log) {
  let trouble: Trouble | undefined;
  return {
    /** The error of the last look; undefined if all was well. */
    get trouble() {
      return trouble;
    },
    async look() {
      try {
        await pulse();
        if (trouble) log.info({}, 'the database is back');
        trouble = undefined;
      } catch (error) {
        server.lost();
        const { message, code } = error as Error & { readonly code?: string };
        const now = troubleOf(error) ?? 'away';
        if (!trouble) {
          const said = { error: message, failure: code, trouble: now };
          log.warn(said, 'the database is in trouble');
        }
        trouble = now;
      }
    },
  };
}
