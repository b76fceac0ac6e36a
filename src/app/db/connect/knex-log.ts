import { Knex } from 'knex';
import { Log } from '../../ports';

/**
 * What knex has to say, in the app's log: left to itself it prints to standard output, as text
 * between lines that are JSON.
 */
export const knexLog = (log: Log): Knex.Logger => ({
  debug: (said: unknown) => log.debug({ said }, 'knex tells'),
  warn: (said: unknown) => log.warn({ said }, 'knex warns'),
  error: (said: unknown) => log.error({ said }, 'knex fails'),
  deprecate: (said: unknown) => log.warn({ said }, 'knex advises'),
});
