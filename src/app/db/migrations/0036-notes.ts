import { Knex } from 'knex';

/** What staff note of a visit for one another; the words are encrypted. */
export const name = '0036-notes';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table notes (
      id uuid primary key,
      ticket_id uuid not null,
      staff_id text not null,
      cipher text not null,
      at bigint not null
    );
    create index notes_of_ticket on notes (ticket_id);
  `);
}
