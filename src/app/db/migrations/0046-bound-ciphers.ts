import { Knex } from 'knex';

/**
 * From when on (epoch ms) what is encrypted is bound to its column and row (decision 0196). The
 * release before this one cannot read that: where there is work already, it may serve beside this
 * one, or be gone back to, for a day.
 */
export const name = '0046-bound-ciphers';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table bound_ciphers (since bigint not null);
    insert into bound_ciphers
    select case when exists (select from events)
                then (extract(epoch from now()) * 1000)::bigint + 24 * 60 * 60 * 1000
                else 0 end
  `);
}
