import { Knex } from 'knex';

/**
 * Whom a customer waits for by name. The release before this one leaves the column as it is, and
 * calls them in turn; from what else the row says, a wish is known to be over.
 */
export const name = '0032-wishes';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table tickets add column wish jsonb;
    create index tickets_wished on tickets (branch_id) where state = 'waiting' and wish is not null;
  `);
}
