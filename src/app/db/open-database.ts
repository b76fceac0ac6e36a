import knexOf from 'knex';
import { ConfigCache } from './reads/config-cache';
import { knexLog } from './connect/knex-log';
import { pendingMigrations } from './connect/migrate';
import { bindModels } from './reads/models';
import { Connection, connectionConfig, createPools, PoolSizes } from './connect/pools';
import { createReadPool } from './connect/read-pool';
import { begin } from './write-path/session';
import { Log } from '../ports';

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
    pending: () => pendingMigrations(knex),
    async close() {
      await past?.close(); // it looks at the primary too
      await Promise.all([pools.close(), knex.destroy()]);
    },
  };
}
export type Database = ReturnType<typeof openDatabase>;
