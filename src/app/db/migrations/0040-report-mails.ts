import { Knex } from 'knex';

/** Reports by mail: who gets which, of which branches, and the state of each. */
export const name = '0040-report-mails';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table report_mails (
      id           uuid primary key,
      staff_id     text not null references staff,
      -- null = all branches that they may see
      branch_id    text references branches,
      period       text not null check (period in ('day', 'week', 'month')),
      language     text not null check (language in ('es', 'en')),
      -- the address, encrypted; the row goes when it ends
      address      text not null,
      state        text not null check (state in ('asked', 'invited', 'active')),
      -- the first business day of the next report; null until the address has said yes
      next_day     text,
      asked_at     bigint not null,
      -- what follows is work in progress, and in no event
      due_at       bigint not null,
      attempts     integer not null default 0,
      trouble      text check (trouble in ('no-answer', 'refused')),
      -- reports in a row that were refused
      refused      integer not null default 0,
      sent_at      bigint,
      lease        text,
      lease_until  bigint
    );
    create index report_mails_of_staff on report_mails (staff_id);
    create index report_mails_due on report_mails (due_at);
  `);
}
