import { Knex } from 'knex';

/**
 * The advisor a customer waits for. The previous release leaves the column alone and calls them in
 * turn; the rest of the row then shows that the wish is over.
 */
export const name = '0032-wishes';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table tickets add column wish jsonb;
    create index tickets_wished on tickets (branch_id) where state = 'waiting' and wish is not null;
  `);
}
