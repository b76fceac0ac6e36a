import { Knex } from 'knex';

/**
 * From when on (epoch ms) ciphers are bound to their column and row (decision 0196). The previous
 * release cannot read those, so a database already in use leaves it a day in which it may serve
 * beside this one, or be rolled back to.
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
