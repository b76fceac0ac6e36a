import { Knex } from 'knex';

/** Who knows that closing comes before their turn, and what a print job says of that. */
export const name = '0024-past-closing';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table tickets add column past_closing boolean;
    alter table print_jobs add column closes_at bigint;
  `);
}
