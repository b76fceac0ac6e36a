import { Pool, PoolConfig, types } from 'pg';

/**
 * bigint and numeric counts fit a double here: instants in ms and sequence numbers stay below 2^53
 * for 285,000 years.
 */
types.setTypeParser(types.builtins.INT8, Number);
types.setTypeParser(types.builtins.NUMERIC, Number);

/**
 * How to reach a PostgreSQL: the URL, and what it lacks (an IAM token per connection, a CA file).
 */
export interface Connection {
  readonly url: string;
  readonly ssl?: { readonly ca: string };
  /** Called for each new connection when passwords are short-lived tokens. */
  readonly password?: () => Promise<string>;
}

/** Connections per pool. */
export interface PoolSizes {
  readonly write: number;
  readonly read: number;
  readonly sweep: number;
  readonly relay: number;
}

export interface Pools {
  /** Commands. Each busy branch holds one connection at most. */
  readonly write: Pool;
  /** Floors, tickets, heads. */
  readonly read: Pool;
  /** The sweep and the relay, so that neither waits behind commands. */
  readonly sweep: Pool;
  readonly relay: Pool;
  close(): Promise<void>;
}

/**
 * A frozen instance must free its branch: within seconds its transaction is ended by the server and
 * its socket by TCP keepalives.
 */
const writeSettings = [
  'lock_timeout=3000',
  'statement_timeout=5000',
  'idle_in_transaction_session_timeout=5000',
  'tcp_keepalives_idle=5',
  'tcp_keepalives_interval=2',
  'tcp_keepalives_count=3',
  // Prepared plans outlive the small tables they were made for, and a command touches a few rows by
  // their ids: it never has a reason to read a table through.
  'enable_seqscan=off',
];

/**
 * Where to, as whom and how encrypted. With `ssl`, the certificate's chain and its name are
 * verified (PostgreSQL calls it verify-full).
 */
export function whereTo({ url, ssl, password }: Connection): PoolConfig {
  if (!ssl && !password) return { connectionString: url };
  // What a connection string says of password and sslmode, even nothing, would win over what is
  // given here: so the URL is taken apart.
  const { hostname, port, username, password: own, pathname } = new URL(url);
  return {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: Number(port || 5432),
    user: decodeURIComponent(username) || undefined,
    password: password ?? (decodeURIComponent(own) || undefined),
    database: decodeURIComponent(pathname.slice(1)) || undefined,
    ...(ssl ? { ssl: { ...ssl, rejectUnauthorized: true } } : {}),
  };
}

export const connectionConfig = (
  connection: Connection,
  settings: readonly string[],
  name: string,
): PoolConfig => ({
  ...whereTo(connection),
  application_name: name,
  options: settings.map((setting) => `-c ${setting}`).join(' '),
  keepAlive: true,
  connectionTimeoutMillis: 5_000,
  idleTimeoutMillis: 30_000,
});

export function createPools(
  connection: Connection,
  instance: string,
  sizes: PoolSizes = { write: 10, read: 4, sweep: 2, relay: 2 },
): Pools {
  const pool = (role: keyof PoolSizes, settings: readonly string[]) => {
    const made = new Pool({
      ...connectionConfig(connection, settings, `ticketero ${role} ${instance}`.slice(0, 63)),
      max: sizes[role],
      ...(settings === writeSettings ? { pipeline: true } : {}),
    });
    // A connection that dies idle (failover) is replaced by the pool; without a listener Node would
    // end the process.
    made.on('error', () => undefined);
    return made;
  };
  const pools = {
    write: pool('write', writeSettings),
    read: pool('read', ['statement_timeout=10000']),
    sweep: pool('sweep', writeSettings),
    relay: pool('relay', writeSettings),
  };
  return {
    ...pools,
    close: async () => {
      await Promise.all(Object.values(pools).map((each) => each.end()));
    },
  };
}
