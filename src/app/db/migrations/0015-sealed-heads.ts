import { Knex } from 'knex';

/**
 * A head is sealed under a key that the database does not have, so that the end of a chain cannot
 * be cut off together with its head. An older release moves the head and leaves the seal: it is
 * good up to `sealed_seq` then.
 */
export const name = '0015-sealed-heads';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table branch_heads
      add column seal text,
      add column sealed_seq bigint
  `);
}
