import { Knex } from 'knex';

/** What supervisors are told of each closed day; null where an older release learned from it. */
export const name = '0034-briefings';

export async function up(knex: Knex): Promise<void> {
  await knex.raw('alter table learned add column briefing jsonb');
}
