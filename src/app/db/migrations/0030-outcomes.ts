import { Knex } from 'knex';

/**
 * How services ended, in each queue's own codes. A queue without them asks nothing; the release
 * before this one asks nothing in any, and keeps what a queue has.
 */
export const name = '0030-outcomes';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table queues add column outcomes jsonb;
    alter table stretches add column outcome text;
  `);
}
