import knexOf from 'knex';
import { Log } from '../ports';
import { knexLog } from './connect/knex-log';
import { pendingMigrations } from './connect/migrate';
import { Connection, connectionConfig, createPools, PoolSizes } from './connect/pools';
import { createReadPool } from './connect/read-pool';
import { ConfigCache } from './reads/config-cache';
import { bindModels } from './reads/models';
import { begin } from './write-path/session';

/**
 * Everything `create-app` needs of one database. Opening does not connect: that happens with the
 * first query.
 */
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
  const past = standbys?.length ? createReadPool(pools.read, standbys, instance, log) : undefined;
  past?.start();
  return {
    pools,
    /** Reads of what is over and done with; absent = the primary's. */
    past,
    config,
    knex,
    models: bindModels(knex),
    /** For commands. */
    begin: () => begin(pools.write, config),
    /** For sweep and relay, which must not wait behind commands. */
    beginAside: () => begin(pools.sweep, config),
    /** Whether commands can be served: it answers, and every migration of this release has run. */
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
      await past?.close(); // it looks at the primary too
      await Promise.all([pools.close(), knex.destroy()]);
    },
  };
}
export type Database = ReturnType<typeof openDatabase>;
