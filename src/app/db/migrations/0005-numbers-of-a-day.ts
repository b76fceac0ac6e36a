import { Knex } from 'knex';

/**
 * A ticket that is moved to another queue keeps its number, so a number's queue is not always the
 * ticket's. Within a branch's day, the number as it is called out must be unique.
 */
export const name = '0005-numbers-of-a-day';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table tickets
      drop constraint number_once,
      add constraint number_once unique (branch_id, day, number)
  `);
}
