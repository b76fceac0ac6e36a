import { createRedis, RedisClient } from '../../../src/app/redis/client';
import { memoryLog } from '../../support/memory-log';
import { until } from '../../support/wait';

const clients: RedisClient[] = [];

/** Closes a client after the test that made it. */
export function closeAfterwards(client: RedisClient): RedisClient {
  clients.push(client);
  return client;
}

/**
 * How long a busy machine may take to answer, ms. In production it is half a second, after which
 * each instance works by itself: only the tests about that use it.
 */
export const PATIENCE_MS = 30_000;

/** A client that is connected; closed after the test. */
export async function connect(url: string, cluster = false): Promise<RedisClient> {
  const client = closeAfterwards(createRedis({ url, cluster }, memoryLog(), PATIENCE_MS));
  await until(() => client.up(), 'the connection to Redis');
  return client;
}

/** Call once in a test file that uses `connect` or `closeAfterwards`. */
export function closeClients(): void {
  afterEach(async () => {
    await Promise.all(clients.splice(0).map((client) => client.close()));
  });
}
