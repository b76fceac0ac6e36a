import { Knex } from 'knex';

/** Customers whom an advisor holds. Old rows need no check: they were checked more strictly. */
export const name = '0022-held';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table tickets
      add column held_at bigint,
      add column hold text,
      add column held_ms bigint,
      drop constraint tickets_state_check,
      add constraint tickets_state_check check (
        state in ('waiting', 'called', 'serving', 'held', 'served', 'no-show', 'cancelled')
      ) not valid;
    create index tickets_held on tickets (branch_id, seq) where state = 'held';
    alter table queue_counts add column held integer not null default 0;
  `);
}
