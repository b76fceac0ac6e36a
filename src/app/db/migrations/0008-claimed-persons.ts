import { Knex } from 'knex';

/**
 * A ticket taken from the bank's page names somebody without proof. It gets a person of its own,
 * with the claimed index beside it, so that the named person's rights reach it and it blocks
 * nobody.
 */
export const name = '0008-claimed-persons';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table customers add column claim_index text;
    create index customers_claimed on customers (claim_index) where claim_index is not null;
  `);
}
