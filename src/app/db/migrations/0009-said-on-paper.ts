import { Knex } from 'knex';

/**
 * A print job keeps what was said about the wait, so that fetching it again gives the same paper:
 * "we call as soon as somebody comes" is not a number of minutes.
 */
export const name = '0009-said-on-paper';

export async function up(knex: Knex): Promise<void> {
  await knex.raw('alter table print_jobs add column said jsonb');
}
