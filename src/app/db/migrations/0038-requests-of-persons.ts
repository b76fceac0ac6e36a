import { Knex } from 'knex';

/**
 * Requests of persons by their rights (LEY-21719), when the answer is due, and the outcome; and who
 * does not want to be asked how it was. What somebody wrote is encrypted, and deleted with the
 * answer.
 */
export const name = '0038-requests-of-persons';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table person_requests (
      id           uuid primary key,
      asked        text not null,
      -- null: nobody whom the bank knows
      customer_id  uuid references customers,
      -- null: at the desk
      ticket_id    uuid,
      branch_id    text not null,
      cipher       text,
      at           bigint not null,
      due_at       bigint not null,
      state        text not null,
      reason       text,
      answered_by  text,
      ended_at     bigint
    );
    create index person_requests_open on person_requests (due_at, id) where state = 'open';
    create index person_requests_of_ticket on person_requests (ticket_id)
      where ticket_id is not null;
    create index person_requests_of_person on person_requests (customer_id)
      where state = 'open' and customer_id is not null;
    alter table customers add column opposed_at bigint;
  `);
}
