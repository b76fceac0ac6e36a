import { Knex } from 'knex';

/**
 * What a contact's message says about the ticket's position, and deliveries that no event asks for.
 */
export const name = '0003-positions-told';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    -- the position that the contact's message shows now; null while it shows none
    alter table contacts add column told_position integer;

    -- one address follows a ticket once, however often it is linked
    create unique index one_link_per_address on subscriptions (consumer, ticket_id, chain)
      where active and ticket_id is not null;

    -- at most one position edit waits for each contact
    create unique index one_position_waiting on deliveries (subscription_id)
      where state = 'open' and type = 'position';
  `);
}
