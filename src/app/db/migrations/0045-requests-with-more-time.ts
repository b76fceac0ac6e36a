import { Knex } from 'knex';

/**
 * Why the bank took 30 days more to answer a person, which the law allows once. The release before
 * this one takes none, and keeps the day that is due.
 */
export const name = '0045-requests-with-more-time';

export async function up(knex: Knex): Promise<void> {
  await knex.raw('alter table person_requests add column extended text');
}
