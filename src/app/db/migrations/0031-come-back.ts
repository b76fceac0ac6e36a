import { Knex } from 'knex';

/** How often a no-show came back by themselves, and the score that a customer gave. */
export const name = '0031-come-back';

export async function up(knex: Knex): Promise<void> {
  await knex.raw('alter table tickets add column reopens integer, add column rated jsonb');
}
