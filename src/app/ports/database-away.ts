/**
 * What an error of PostgreSQL, or of the connection to it, means for the caller:
 *
 * - `away`: starting, failing over, ending sessions, not to be reached, or silent.
 * - `busy`: it answers, but lacks memory, connections or time just now.
 * - `full`: its disk is full. It reads and does not write.
 * - `read-only`: this server takes no writes. Another one may be the primary.
 *
 * Anything else is ours: a statement that is wrong, or a rule of the schema.
 */
export type Trouble = 'away' | 'busy' | 'full' | 'read-only';

/** The one table: whole SQLSTATEs and classes. */
const CODES: readonly (readonly [Trouble, RegExp])[] = [
  // Ended by an administrator, crashed, starting or stopping, dropped, its session ended.
  ['away', /^57P0\d$/],
  // Connection exceptions; input and output errors of the server's own files.
  ['away', /^(08\w{3}|58000|58030)$/],
  // Signing in is refused: passwords rotate, and a server that is restored does not know the role.
  ['away', /^28(000|P01)$/],
  // A statement or a transaction took longer than it may; two waited for each other.
  ['busy', /^(57014|25P03|25P04|40001|40P01)$/],
  // Memory, connections, and what the configuration bounds.
  ['busy', /^(53000|53200|53300|53400)$/],
  ['full', /^53100$/],
  ['read-only', /^25006$/],
];
/** Errors of sockets and name resolution. Redis, Telegram and a bank's endpoint cause them too. */
const SOCKETS = new RegExp(
  '^(ECONN\\w+|ETIMEDOUT|EPIPE|EHOSTUNREACH|ENETUNREACH|EHOSTDOWN|ENETDOWN|' +
    'ENOTFOUND|EAI_AGAIN|EADDRNOTAVAIL)$',
);
/** Errors of connections to the database, and of opening them. */
const heardThere = new WeakSet<object>();
const atItsDoor = new WeakSet<object>();

/**
 * Marks an error of a connection to the database, so that a socket's error counts as the
 * database's.
 */
export function ofDatabase<E>(error: E): E {
  if (typeof error === 'object' && error !== null) heardThere.add(error);
  return error;
}

/**
 * Marks a connection that could not be opened. Whatever the error (a database that is being
 * restored does not exist, or accepts no connections), it is not about a statement of ours.
 */
export function atDatabasesDoor<E>(error: E): E {
  if (typeof error === 'object' && error !== null) atItsDoor.add(error);
  return ofDatabase(error);
}

/** What pg reports, without a code, when a connection breaks or is not made in time. */
const MESSAGES = new RegExp(
  [
    'Connection terminated',
    'timeout exceeded when trying to connect',
    'Client has encountered a connection error',
    'Client was closed and is not queryable',
    'timeout expired',
    'Query read timeout',
    'Knex: Timeout acquiring a connection',
  ].join('|'),
);

/** What PostgreSQL's error means; undefined when the database is well and the error is ours. */
export function troubleOf(error: unknown): Trouble | undefined {
  if (error instanceof DatabaseAway) return error.trouble;
  const { code, message } = (error ?? {}) as { readonly code?: unknown; readonly message?: string };
  if (typeof code === 'string') {
    const known = CODES.find(([, codes]) => codes.test(code));
    if (known) return known[0];
    if (SOCKETS.test(code) && heardThere.has(error as object)) return 'away';
  }
  const met = typeof error === 'object' && error !== null && atItsDoor.has(error);
  return met || MESSAGES.test(message ?? '') ? 'away' : undefined;
}

/**
 * The branch's lock, or a place in its queue, did not come in time: 503 with Retry-After.
 */
export class Busy extends Error {
  constructor(
    readonly branch: string,
    readonly retryAfterSeconds: number,
  ) {
    super(`branch ${branch} is busy; try again in ${retryAfterSeconds} s`);
    this.name = 'Busy';
  }
}

/** Too many long reads or simulations at once: 503 with Retry-After. */
export class Crowded extends Error {
  constructor(
    readonly retryAfterSeconds: number,
    readonly what: 'reports' | 'simulations' = 'reports',
  ) {
    super(`other ${what} are being made; try again in ${retryAfterSeconds} s`);
    this.name = 'Crowded';
  }
}

/** A simulation took too long and was ended: the same one may take too long again. */
export class TooLong extends Crowded {
  constructor(
    retryAfterSeconds: number,
    readonly ranSeconds: number,
  ) {
    super(retryAfterSeconds, 'simulations');
    this.message = `a simulation had run for ${ranSeconds} s and was ended`;
    this.name = 'TooLong';
  }
}

/** More passwords are waiting than can be checked in time: 429 with Retry-After. */
export class Queued extends Error {
  constructor(readonly retryAfterSeconds: number) {
    super(`Too many people are signing in at once. Try again in ${retryAfterSeconds} s.`);
    this.name = 'Queued';
  }
}

/**
 * The database could not do it just now. A caller retries as for `Busy`, but people and metrics are
 * told of the database, not the branch.
 */
export class DatabaseAway extends Busy {
  constructor(
    readonly trouble: Trouble,
    branch: string,
    cause: unknown,
  ) {
    super(branch, RETRY_AFTER_SECONDS[trouble]);
    this.name = 'DatabaseAway';
    this.message = `the database is ${trouble}`;
    this.cause = cause;
  }
}

/** Seconds until it is worth asking again. A full disk is not emptied by itself. */
export const RETRY_AFTER_SECONDS: Readonly<Record<Trouble, number>> = {
  away: 2,
  busy: 2,
  full: 10,
  'read-only': 2,
};
