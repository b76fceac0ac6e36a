import { openDatabase } from '../db/open-database';
import { createBranchReads } from '../db/reads/read-floor';
import { cachedReads } from '../live/floor-cache';
import { createMemoryBus } from '../live/memory-bus';
import { createRedisBus } from '../live/redis-bus';
import { Log, Unreadable } from '../ports';
import { createCache } from '../redis/cache';
import { createRedis } from '../redis/client';
import { createLimiter } from '../redis/limiter';
import { placeOf } from '../vault/kinds';
import { createVault, RenewableVault } from '../vault/vault';
import { AppOptions } from './app';
import { watchKeys } from './keys';
import { traceDatabase } from './spans';

export type StorageOptions = Pick<
  AppOptions,
  'database' | 'standbys' | 'poolSizes' | 'redis' | 'dataKeys' | 'instance' | 'log' | 'tracing'
>;

/**
 * Opens PostgreSQL, the vault, and Redis or its in-memory stand-ins. Rejects when the database does
 * not answer or the keys do not open its data.
 */
export async function openStorage(options: StorageOptions, stack: AsyncDisposableStack) {
  const { instance, log, tracing } = options;
  stack.defer(() => tracing?.close());
  const vault = telling(createVault(options.dataKeys), log);
  const database = openDatabase(options.database, instance, log, {
    sizes: options.poolSizes,
    standbys: options.standbys,
  });
  stack.defer(() => database.close());
  if (tracing) traceDatabase(database, tracing);
  const redis = options.redis && createRedis(options.redis, log);
  stack.defer(() => redis?.close());
  const bus = redis ? createRedisBus(redis, instance, log) : createMemoryBus(log);
  stack.defer(() => bus.close());
  await database.setClock();
  stack.use(await watchKeys(options, vault, database.pools.read));
  const cache = createCache(redis);
  return {
    vault,
    database,
    redis,
    bus,
    cache,
    limiter: createLimiter(redis),
    /** Branch reads from the primary, with a cache of floors in front. */
    reads: cachedReads({
      reads: createBranchReads(database.pools.read, database.config),
      cache,
      log,
    }),
  };
}
/** Rows that were reported: each once, until the set is full and starts over. */
const MOST_TOLD = 1_000;

/** Logs rows whose cipher cannot be decrypted; the caller goes on without it. */
function telling(vault: RenewableVault, log: Log): RenewableVault {
  const told = new Set<string>();
  return {
    ...vault,
    decrypt(cipher, purpose) {
      try {
        return vault.decrypt(cipher, purpose);
      } catch (error) {
        const place = placeOf(purpose);
        if (place && error instanceof Unreadable && !told.has(purpose)) {
          if (told.size >= MOST_TOLD) told.clear();
          told.add(purpose);
          log.error({ ...place, because: error.because }, 'what is kept there cannot be opened');
        }
        throw error;
      }
    },
  };
}
export type Storage = Awaited<ReturnType<typeof openStorage>>;
