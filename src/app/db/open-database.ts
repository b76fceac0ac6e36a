import knexOf from 'knex';
import { Log } from '../ports';
import { knexLog } from './connect/knex-log';
import { pendingMigrations } from './connect/migrate';
import { Connection, connectionConfig, createPools, PoolSizes } from './connect/pools';
import { createReadPool } from './connect/read-pool';
import { ConfigCache } from './reads/config-cache';
import { bindModels } from './reads/models';
import { begin } from './write-path/session';

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
  const pools = createPools(connection, instance, sizes);
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
  const reportPool = createReadPool(pools.read, standbys ?? [], instance, log);
  reportPool.start();
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
    /** Whether commands can be served: the database answers and has this release's migrations. */
    async ready(): Promise<{ readonly ready: boolean; readonly why?: string }> {
      try {
        const pending = await pendingMigrations(knex);
        return pending.length
          ? { ready: false, why: `migrations to run: ${pending.join(', ')}` }
          : { ready: true };
      } catch {
        return { ready: false, why: 'the database does not answer' };
      }
    },
    async close() {
      await reportPool.close(); // it queries the primary too
      await Promise.all([pools.close(), knex.destroy()]);
    },
  };
}
export type Database = ReturnType<typeof openDatabase>;
