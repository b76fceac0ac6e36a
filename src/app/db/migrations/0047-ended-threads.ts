import { Knex } from 'knex';

/**
 * An index on chats that follow no ticket any more but still have the index of their address, a
 * pseudonym that should end with the address. There are few, and none after the sweep.
 */
export const name = '0047-ended-threads';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create index subscriptions_ended on subscriptions (id)
      where not active and ticket_id is not null and chain <> ''
  `);
}
