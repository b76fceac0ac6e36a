import { Knex } from 'knex';

/**
 * A ticket taken from the bank's page names somebody without proof: it is a person of its own, with
 * the claimed index beside it, so that the person's rights reach it and it stands in nobody's way.
 */
export const name = '0008-claimed-persons';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table customers add column claim_index text;
    create index customers_claimed on customers (claim_index) where claim_index is not null;
  `);
}
