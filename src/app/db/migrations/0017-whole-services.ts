import { Knex } from 'knex';

/**
 * How long a whole service was, on the stretch that ended it: one that went on after a slip has
 * several stretches. Absent in older rows, where the stretch is the service.
 */
export const name = '0017-whole-services';

export async function up(knex: Knex): Promise<void> {
  await knex.raw('alter table stretches add column service_ms bigint');
}
