import { Knex } from 'knex';

/** Who has been told that closing comes before their turn, and what a print job says about it. */
export const name = '0024-past-closing';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table tickets add column past_closing boolean;
    alter table print_jobs add column closes_at bigint;
  `);
}
