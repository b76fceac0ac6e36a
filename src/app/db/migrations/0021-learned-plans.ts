import { Knex } from 'knex';

/** What a branch has learned of whole days, beside what single waits need. */
export const name = '0021-learned-plans';

export async function up(knex: Knex): Promise<void> {
  // Null if an older release learned from the day.
  await knex.raw('alter table learned add column plan json');
}
