import { Knex } from 'knex';

/** What an advisor will be after the ticket in hand, and what a supervisor has asked of them. */
export const name = '0011-duty-plans';

export async function up(knex: Knex): Promise<void> {
  await knex.raw('alter table advisors add column plan jsonb, add column asked jsonb');
}
