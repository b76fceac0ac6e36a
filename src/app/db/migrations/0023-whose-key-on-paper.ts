import { Knex } from 'knex';

/** Whether a print carries the customer's own key, or one that only shows the ticket. */
export const name = '0023-whose-key-on-paper';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    -- false, too, for what an older instance asks for meanwhile: it does not know who asked
    alter table print_jobs add column own boolean not null default false;
  `);
}
