import { Knex } from 'knex';

/**
 * Who waits longest, without reading a whole line: each ticket that is issued asks for the first
 * few of its branch.
 */
export const name = '0016-waiting-by-seq';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create index tickets_waiting on tickets (branch_id, seq) where state = 'waiting'
  `);
}
