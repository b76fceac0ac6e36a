import { Knex } from 'knex';

/** Printers that poll, and what they are asked to print. */
export const name = '0006-print-jobs';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    -- what a printer said of itself when it polled last; one that never polled has no row
    create table printers (
      device_id      text primary key references devices,
      polled_at      bigint not null,
      -- three or four digits, as Star's list has them
      status         text not null,
      -- it is printing just now
      busy           boolean not null,
      -- how often it polls; null until it has told
      every_seconds  integer
    );

    -- kept for minutes. Ids and numbers only: what stands on the paper, the ticket's key with it,
    -- is put together when the printer fetches it
    create table print_jobs (
      id           uuid primary key,
      branch_id    text not null references branches,
      device_id    text not null references devices,
      ticket_id    uuid not null,
      language     text not null,
      reprint      boolean not null,
      -- as the customer was told: people ahead, and minutes to expect
      ahead        integer not null,
      low          double precision,
      high         double precision,
      asked_key    text unique,
      fingerprint  text,
      state        text not null
        check (state in ('queued', 'printing', 'printed', 'failed', 'unconfirmed')),
      reason       text,
      asked_at     bigint not null,
      handed_at    bigint,
      ended_at     bigint,
      -- the branch's chain has it
      recorded     boolean not null default false
    );
    -- two presses of a button are one paper
    create unique index one_print_under_way on print_jobs (ticket_id)
      where state in ('queued', 'printing');
    create index prints_under_way on print_jobs (device_id, asked_at)
      where state in ('queued', 'printing');
    create index prints_to_record on print_jobs (device_id)
      where state in ('printed', 'failed') and not recorded;
    create index prints_of_ticket on print_jobs (ticket_id, asked_at);
    create index prints_by_age on print_jobs (asked_at);
  `);
}
