import { Knex } from 'knex';

/**
 * Why the bank took 30 more days to answer a person, which the law allows once. The previous
 * release cannot extend, and keeps the due day.
 */
export const name = '0045-requests-with-more-time';

export async function up(knex: Knex): Promise<void> {
  await knex.raw('alter table person_requests add column extended text');
}
