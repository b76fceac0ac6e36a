import { Knex } from 'knex';

/** How many matters a visit has had, from the second on; null: one. */
export const name = '0044-matters';

export async function up(knex: Knex): Promise<void> {
  await knex.raw('alter table tickets add column matters integer');
}
