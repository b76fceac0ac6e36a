import { Knex } from 'knex';

/**
 * Chats that follow no ticket any more and are still known by what their address was found by: a
 * pseudonym of somebody, which is to end as the address does. Few, and none once the sweep was
 * there.
 */
export const name = '0047-ended-threads';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create index subscriptions_ended on subscriptions (id)
      where not active and ticket_id is not null and chain <> ''
  `);
}
