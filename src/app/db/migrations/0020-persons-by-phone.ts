import { Knex } from 'knex';

/**
 * A person who gave only a phone can be found by it, for their rights. Rows of an older release
 * have no index: nobody finds them, and they are forgotten like the others.
 */
export const name = '0020-persons-by-phone';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table customers add column phone_index text;
    create index customers_by_phone on customers (phone_index) where phone_index is not null;
    -- what retention looks through
    create index customers_kept on customers (id) where cipher is not null;
  `);
}
