import { Knex } from 'knex';

/**
 * How services ended, in each queue's own codes. A queue without codes asks for none. The previous
 * release never asks, and keeps a queue's codes.
 */
export const name = '0030-outcomes';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table queues add column outcomes jsonb;
    alter table stretches add column outcome text;
  `);
}
