import { Knex } from 'knex';

/** Which keys members of staff have chosen for their console. */
export const name = '0029-console-keys';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table console_keys (
      staff_id text primary key references staff,
      -- whether single keys do anything
      active boolean not null,
      -- by action; what is left out has its usual key
      keys jsonb not null
    )`);
}
