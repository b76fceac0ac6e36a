import { Knex } from 'knex';

/**
 * A public screen shows the last calls of tickets that have ended today: the newest few are read,
 * however many there were.
 */
export const name = '0007-last-calls';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create index tickets_last_calls on tickets (branch_id, day, last_call_at desc, seq desc)
      where state in ('served', 'cancelled') and last_call_at is not null
  `);
}
