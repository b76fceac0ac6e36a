import { Knex } from 'knex';

/**
 * What tickets and advisors were doing from event to event, from which every figure is added up.
 * `stretched_seq` says up to which event of its chain a branch has them: what an older release
 * wrote meanwhile, and all that was before this one, the sweep adds from the events.
 */
export const name = '0014-stretches';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table stretches (
      id          bigint generated always as identity primary key,
      branch_id   text not null,
      -- a ticket's id or an advisor's
      subject     text not null,
      kind        text not null,
      day         text not null,
      ticket_id   uuid,
      queue       text,
      lane        text,
      advisor     text,
      counter     text,
      reason      text,
      began       text not null,
      began_at    bigint not null,
      began_seq   bigint not null,
      ended_at    bigint,
      how         text,
      wait_ms     bigint,
      in_target   boolean,
      courtesy_ms bigint
    );
    create index stretches_open on stretches (branch_id, subject) where ended_at is null;
    create index stretches_of_day on stretches (branch_id, day, kind);
    alter table branch_heads add column stretched_seq bigint not null default 0;

    alter table tickets add column deferred_at bigint, add column deferred_ms bigint;
    alter table queue_counts
      add column services integer not null default 0,
      add column handed_on integer not null default 0;
    -- today's means go on from what the day has shown so far
    update queue_counts set services = served;
    alter table advisors
      add column handed_on integer not null default 0,
      add column services integer not null default 0,
      add column service_ms bigint not null default 0;
  `);
}
