/**
 * Errors that mean PostgreSQL is away for the moment, and not that a statement is wrong: starting,
 * failing over, ending a session (57P0x, 57014, 25P03), losing a connection (08xxx), out of
 * connections (53300), and every way in which a socket or a name says so.
 */
const CODES = new RegExp(
  `^(${[
    '57P0\\d',
    '57014',
    '25P03',
    '08\\w{3}',
    '53300',
    'ECONN\\w+',
    'ETIMEDOUT',
    'EPIPE',
    'EHOSTUNREACH',
    'ENOTFOUND',
    'EAI_AGAIN',
  ].join('|')})$`,
);
/** What pg says, without a code, of a connection that broke or could not be made in time. */
const MESSAGES = new RegExp(
  [
    'Connection terminated',
    'timeout exceeded when trying to connect',
    'Client has encountered a connection error',
  ].join('|'),
);

export function isDatabaseAway(error: unknown): boolean {
  const { code, message } = error as { readonly code?: string; readonly message?: string };
  return (code !== undefined && CODES.test(code)) || MESSAGES.test(message ?? '');
}
