import { Cluster, ClusterOptions, Redis, RedisOptions } from 'ioredis';
import { Log } from '../ports';

/**
 * Where Redis is, as `config.ts` reads it from `REDIS_URL`, `REDIS_USERNAME`, `REDIS_PASSWORD` and
 * `REDIS_CLUSTER`.
 */
export interface RedisSettings {
  /** `redis://host:port`, or `rediss://` for TLS. */
  readonly url: string;
  readonly username?: string;
  readonly password?: string;
  readonly cluster: boolean;
}

/**
 * A command without an answer for this long (ms) has failed: a request must not wait for a cache.
 */
const COMMAND_TIMEOUT = 500;
/**
 * After a failure Redis is left alone for this long (ms): a frozen server costs one request its
 * timeout, not all of them.
 */
const REST_AFTER_FAILURE = 1000;

/** A server that refuses writes is looked for anew at most this often, ms. */
const ANEW_MS = 5000;

/**
 * One client for the whole app, single or cluster. Redis holds only what may be lost, so nothing
 * here ever blocks a start or throws to a caller.
 */
export interface RedisClient {
  readonly cluster: boolean;
  readonly commands: Redis | Cluster;
  /** Connected, and not resting after a failure. */
  up(): boolean;
  /**
   * The operation's result, or `otherwise()` while Redis is down or when the operation fails or
   * times out.
   */
  attempt<T>(operation: (commands: Redis | Cluster) => Promise<T>, otherwise: () => T): Promise<T>;
  /** Calls `listener` whenever the connection is up (again). */
  onReady(listener: () => void): void;
  /**
   * A separate connection for subscriptions (sharded ones in cluster mode), closed with this
   * client.
   */
  subscriber(): Redis | Cluster;
  close(): Promise<void>;
}

/**
 * Connects in the background and keeps trying. Throws only for an invalid URL, without quoting it.
 * @param answerWithinMs a command without an answer for this long has failed
 */
export function createRedis(
  settings: RedisSettings,
  log: Log,
  answerWithinMs = COMMAND_TIMEOUT,
): RedisClient {
  const open: (Redis | Cluster)[] = [];
  const connect = (subscribes: boolean) => {
    const connection = build(settings, subscribes, answerWithinMs);
    watch(connection, subscribes ? 'subscriptions' : 'commands', log);
    // Failures are reported by events, and it retries by itself.
    connection.connect().catch(() => undefined);
    open.push(connection);
    return connection;
  };
  const commands = connect(false);
  let restUntil = 0;
  commands.on('ready', () => {
    restUntil = 0;
  });

  return {
    cluster: settings.cluster,
    commands,
    up: () => commands.status === 'ready' && performance.now() >= restUntil,
    async attempt(operation, otherwise) {
      if (!this.up()) return otherwise();
      try {
        return await operation(commands);
      } catch (error) {
        restUntil = performance.now() + REST_AFTER_FAILURE;
        log.warn(
          { error: (error as Error).message },
          'Redis did not answer: continuing without it',
        );
        return otherwise();
      }
    },
    onReady: (listener) => void commands.on('ready', listener),
    subscriber: () => connect(true),
    async close() {
      await Promise.all(open.map(disconnect));
    },
  };
}

function build(
  settings: RedisSettings,
  subscribes: boolean,
  commandTimeout: number,
): Redis | Cluster {
  const { host, port, tls, db, username, password } = parse(settings);
  const shared = {
    username,
    password,
    tls: tls ? {} : undefined,
    connectTimeout: 2000,
    commandTimeout,
    keepAlive: 5000,
    maxRetriesPerRequest: 0,
    // The bus resubscribes itself, so that it knows which subscriptions stand.
    autoResubscribe: false,
  } satisfies RedisOptions;
  if (!settings.cluster) {
    return new Redis({
      ...shared,
      host,
      port,
      db,
      lazyConnect: true,
      enableOfflineQueue: false,
      retryStrategy: backOff,
      reconnectOnError: whenDemoted(),
    });
  }
  const options: ClusterOptions = {
    lazyConnect: true,
    enableOfflineQueue: false,
    shardedSubscribers: subscribes,
    clusterRetryStrategy: backOff,
    maxRedirections: 3,
    slotsRefreshTimeout: 2000,
    // Connect by name: certificates are for names, and addresses change in a failover.
    dnsLookup: (name, done) => done(null, name),
    redisOptions: shared,
  };
  return new Cluster([{ host, port }], options);
}

/**
 * A primary that has become a replica keeps its connections and refuses writes, while its name
 * leads to the new one: only a new connection finds it. A cluster says so itself (`MOVED`).
 */
function whenDemoted(): (error: Error) => boolean {
  let next = 0;
  return ({ message }) => {
    const now = performance.now();
    if (!message.startsWith('READONLY') || now < next) return false;
    next = now + ANEW_MS;
    return true;
  };
}

/** Milliseconds until the next attempt: doubling up to 5 s, with jitter, never giving up. */
const backOff = (times: number) =>
  Math.min(5000, 100 * 2 ** Math.min(times, 6)) * (0.5 + Math.random() / 2);

function parse(settings: RedisSettings) {
  const url = URL.canParse(settings.url) ? new URL(settings.url) : undefined;
  if (!url || (url.protocol !== 'redis:' && url.protocol !== 'rediss:') || !url.hostname) {
    throw new Error(
      'REDIS_URL is not the address of a Redis server: ' +
        'it should look like redis://host:6379, or rediss://host:6379 for TLS',
    );
  }
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port || 6379),
    tls: url.protocol === 'rediss:',
    db: Number(url.pathname.slice(1)) || 0,
    username: settings.username ?? (decodeURIComponent(url.username) || undefined),
    password: settings.password ?? (decodeURIComponent(url.password) || undefined),
  };
}

/**
 * One line when it goes down and one when it is back: a server that is down must not fill the log.
 * Only messages: ioredis errors carry command arguments.
 */
function watch(connection: Redis | Cluster, name: string, log: Log) {
  let down = false;
  connection.on('error', (error: Error) => {
    if (!down) {
      log.warn(
        { connection: name, error: error.message },
        'Redis is unreachable: continuing without it',
      );
    }
    down = true;
  });
  connection.on('ready', () => {
    if (down) log.info({ connection: name }, 'Redis is back');
    down = false;
  });
}

/**
 * Closes a connection and waits at most a second until it has ended. One that is between attempts
 * has nothing to end.
 */
async function disconnect(connection: Redis | Cluster) {
  const idle = ['end', 'reconnecting', 'wait'].includes(connection.status);
  const ended = new Promise<void>((resolve) => void connection.once('end', resolve));
  connection.disconnect();
  if (idle) return;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, 1000);
  });
  await Promise.race([ended, late]);
  clearTimeout(timer);
}
