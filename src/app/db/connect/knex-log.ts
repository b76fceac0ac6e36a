import { Knex } from 'knex';
import { Log } from '../../ports';

/**
 * Sends knex's messages to the app's log. By default it prints text to standard output, between
 * lines of JSON.
 */
export const knexLog = (log: Log): Knex.Logger => ({
  debug: (said: unknown) => log.debug({ said }, 'message from knex'),
  warn: (said: unknown) => log.warn({ said }, 'warning from knex'),
  error: (said: unknown) => log.error({ said }, 'error from knex'),
  deprecate: (said: unknown) => log.warn({ said }, 'deprecation warning from knex'),
});
