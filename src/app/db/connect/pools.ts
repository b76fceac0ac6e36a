import { Pool, PoolConfig, types } from 'pg';
import { DatabaseServer } from './server';

/**
 * bigint and numeric values fit a double here: instants in ms and sequence numbers stay below 2^53
 * for 285,000 years.
 */
types.setTypeParser(types.builtins.INT8, Number);
types.setTypeParser(types.builtins.NUMERIC, Number);

/**
 * How to reach a PostgreSQL server: the URL, and what does not fit into it (an IAM token per
 * connection, a CA file).
 */
export interface Connection {
  readonly url: string;
  readonly ssl?: { readonly ca: string };
  /** Called for each new connection, if passwords are short-lived tokens. */
  readonly password?: () => Promise<string>;
}

/** Connections per pool. */
export interface PoolSizes {
  readonly write: number;
  readonly read: number;
  readonly sweep: number;
  readonly relay: number;
  readonly reports: number;
  /** For settings, which are seldom read. */
  readonly config: number;
}

/** With fewer, a pool would be empty. */
const LEAST = 8;

/**
 * Divides the connections of an instance: background work has its own, so that neither waits for
 * the other; commands and reads share the rest, as 5 to 2.
 */
export function poolSizes(connections: number): PoolSizes {
  const most = Math.max(LEAST, connections);
  const few = most < 12 ? 1 : 2;
  const seldom = most < 14 ? 1 : most < 20 ? 2 : 3;
  const rest = most - 2 * few - 2 * seldom;
  const read = Math.max(2, Math.round((rest * 2) / 7));
  return { write: rest - read, read, sweep: few, relay: few, reports: seldom, config: seldom };
}

/** For an instance on its own, or one of a few. */
export const USUAL_SIZES = poolSizes(24);

export interface Pools {
  /** For commands. Each busy branch holds at most one connection. */
  readonly write: Pool;
  /** For floors, tickets, heads. */
  readonly read: Pool;
  /** For the sweep and the relay, so that neither waits behind commands. */
  readonly sweep: Pool;
  readonly relay: Pool;
  /** For long reads, which hold a connection for as long as the reader takes. */
  readonly reports: Pool;
  close(): Promise<void>;
}

/**
 * A frozen instance must release its branch: within seconds the server ends its transaction, and
 * TCP keepalives its socket.
 */
const writeSettings = [
  'lock_timeout=3000',
  'statement_timeout=5000',
  'idle_in_transaction_session_timeout=5000',
  'tcp_keepalives_idle=5',
  'tcp_keepalives_interval=2',
  'tcp_keepalives_count=3',
  // Prepared plans outlive the small tables they were made for. A command touches a few rows by id:
  // it never needs a sequential scan.
  'enable_seqscan=off',
  // A command's statements are long and touch a few rows: making a plan for each run took as long
  // as running it, and the plan was always the same.
  'plan_cache_mode=force_generic_plan',
];

/** Each batch has a time limit, and a reader that is too slow loses the connection. */
export const LONG_READS = ['statement_timeout=30000', 'idle_in_transaction_session_timeout=60000'];

/**
 * Host, user and encryption. With `ssl`, the certificate's chain and host name are verified
 * (PostgreSQL calls this verify-full).
 */
export function whereTo({ url, ssl, password }: Connection): PoolConfig {
  if (!ssl && !password) return { connectionString: url };
  // A connection string's password and sslmode, even if empty, would override what is passed here,
  // so the URL is taken apart.
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

/**
 * How long an idle connection is kept, ms. Signing in with a token costs the database a process and
 * a hundred times the time of a password.
 */
const IDLE_MS = { password: 30_000, token: 600_000 };

export const connectionConfig = (
  connection: Connection,
  settings: readonly string[],
  name: string,
): PoolConfig => ({
  ...whereTo(connection),
  application_name: name,
  options: settings.map((setting) => `-c ${setting}`).join(' '),
  keepAlive: true,
  keepAliveInitialDelayMillis: 5_000,
  connectionTimeoutMillis: 5_000,
  idleTimeoutMillis: connection.password ? IDLE_MS.token : IDLE_MS.password,
});

export function createPools(
  connection: Connection,
  instance: string,
  server: DatabaseServer,
  sizes: PoolSizes = USUAL_SIZES,
): Pools {
  const pool = (role: 'write' | 'read' | 'sweep' | 'relay', settings: readonly string[]) => {
    const writes = settings === writeSettings;
    const made = new Pool({
      ...connectionConfig(connection, settings, `ticketero ${role} ${instance}`.slice(0, 63)),
      max: sizes[role],
      Client: server.clientsWith({ silentMs: writes ? 6_000 : 11_000, primary: true }),
      ...(writes ? { pipeline: true } : {}),
    });
    // The pool replaces a connection that dies while idle (failover); without a listener Node would
    // end the process.
    made.on('error', () => undefined);
    return made;
  };
  const reports = new Pool({
    ...connectionConfig(connection, LONG_READS, `ticketero reports ${instance}`.slice(0, 63)),
    max: sizes.reports,
    Client: server.clientsWith({ silentMs: 31_000, primary: true }),
  });
  reports.on('error', () => undefined);
  const pools = {
    reports,
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
