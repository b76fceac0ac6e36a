import knexOf from 'knex';
import { Pool } from 'pg';
import { Log, Trouble, troubleOf } from '../ports';
import { knexLog } from './connect/knex-log';
import { pendingMigrations } from './connect/migrate';
import { Connection, connectionConfig, createPools, Pools, PoolSizes } from './connect/pools';
import { createReadPool } from './connect/read-pool';
import { repeating } from './connect/repeating';
import { DatabaseServer } from './connect/server';
import { ConfigCache } from './reads/config-cache';
import { bindModels } from './reads/models';
import { begin } from './write-path/session';

/** A pool that does not answer the least question within this long (ms) is not serving. */
const ANSWER_WITHIN_MS = 4_000;
/** How often the pools are asked, ms. A silent host is left although nobody asks anything else. */
const PULSE_MS = 1_000;

const WHY: Readonly<Record<Trouble, string>> = {
  away: 'the database does not answer',
  busy: 'the database is out of memory, connections or time',
  full: "the database's disk is full",
  'read-only': 'the database takes no writes: this server is not the primary',
};

/** Everything `createApp` needs of one database. Does not connect: the first query does. */
export function openDatabase(
  connection: Connection,
  instance: string,
  log: Log,
  {
    sizes,
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
    pool: { min: 0, max: 3 },
    log: knexLog(log),
  });
  // knex makes its clients from its driver: these have an owner and a limit too.
  const { client } = knex as unknown as { readonly client: { driver: object } };
  client.driver = { Client: server.clientsWith({ silentMs: 11_000, primary: true }) };
  const reportPool = createReadPool(pools.read, standbys ?? [], instance, log);
  reportPool.start();
  const pulse = () => takePulse(server, pools);
  const pulses = repeating(watchPulse(pulse, log), PULSE_MS);
  pulses.start(PULSE_MS);
  return {
    pools,
    /** For reports and closed days: on the standbys, if there are any. */
    reportPool,
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
      await pulses.stop();
      await reportPool.close(); // it queries the primary too
      await Promise.all([pools.close(), knex.destroy()]);
    },
  };
}
export type Database = ReturnType<typeof openDatabase>;

/** Rejects when a pool that serves does not answer, or the server takes no writes. */
async function takePulse(server: DatabaseServer, { read, write }: Pools): Promise<void> {
  const ask = (pool: Pool, sql: string) => server.ask(pool, sql, ANSWER_WITHIN_MS);
  await Promise.all([ask(read, 'select 1'), ask(write, 'select 1')]);
  if (!server.trouble) return;
  // It was full at the last write: only another write shows that it is no longer.
  await ask(write, KEPT);
  server.wrote();
}

const KEPT = `
  insert into leases values ('pulse', 'pulse', 0)
  on conflict (name) do update set holder = excluded.holder`;

/** One line when the pulse goes and one when it is back: an outage must not fill the log. */
function watchPulse(pulse: () => Promise<void>, log: Log): () => Promise<void> {
  let lost = false;
  return async () => {
    try {
      await pulse();
      if (lost) log.info({}, 'the database is back');
      lost = false;
    } catch (error) {
      const { message, code } = error as Error & { readonly code?: string };
      if (!lost) {
        const trouble = troubleOf(error) ?? 'away';
        log.warn({ error: message, failure: code, trouble }, 'the database is in trouble');
      }
      lost = true;
    }
  };
}
