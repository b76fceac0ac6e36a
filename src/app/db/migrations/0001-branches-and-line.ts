import { Knex } from 'knex';

/**
 * Branches, their configuration, and the line itself. Instants are milliseconds since 1970
 * (bigint): timestamps would lose nothing but look like they might.
 */
export const name = '0001-branches-and-line';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table branches (
      id          text primary key check (id <> 'bank' and id ~ '^[a-z0-9-]{1,40}$'),
      name        text not null
    );

    -- overrides of the bank's defaults; scope is a branch, or 'bank' for the defaults themselves
    create table settings (
      scope       text primary key,
      version     integer not null,
      overrides   jsonb not null
    );

    create table queues (
      branch_id       text not null references branches,
      id              text not null,
      prefix          text not null,
      names           jsonb not null,
      hints           jsonb not null,
      priority        integer not null,
      target_minutes  double precision not null check (target_minutes > 0),
      average_minutes double precision not null check (average_minutes > 0),
      open            boolean not null,
      -- the target changed and tickets in line still carry the old due: the sweep goes on with it
      redue           boolean not null default false,
      primary key (branch_id, id),
      unique (branch_id, prefix)
    );

    create table counters (
      branch_id   text not null references branches,
      id          text not null,
      label       text not null,
      primary key (branch_id, id)
    );

    -- the row every command locks first: where the chain of events stands
    create table branch_heads (
      branch_id       text primary key,
      epoch           text not null,
      seq             bigint not null,
      at              bigint not null,
      hash            text not null,
      day             text not null,
      config_version  integer not null
    ) with (fillfactor = 50);

    create table events (
      branch_id   text not null,
      seq         bigint not null,
      type        text not null,
      ticket_id   uuid,
      body        text not null,
      at          bigint not null,
      actor       text not null,
      hash        text not null,
      primary key (branch_id, seq)
    );
    create index events_of_ticket on events (ticket_id, seq) where ticket_id is not null;

    create table customers (
      id          uuid primary key,
      blind_index text unique,
      cipher      text,
      erased_at   bigint
    );

    create table tickets (
      id              uuid primary key,
      branch_id       text not null,
      number          text not null,
      n               integer not null,
      queue           text not null,
      lane            text not null check (lane in ('general', 'preferential')),
      state           text not null
        check (state in ('waiting', 'called', 'serving', 'served', 'no-show', 'cancelled')),
      seq             bigint not null,
      day             text not null,
      issued_at       bigint not null,
      due             bigint not null,
      due_from        bigint,
      deferred_until  bigint,
      defers          integer not null,
      customer_id     uuid references customers,
      language        text not null,
      advisor         text,
      counter         text,
      called_at       bigint,
      recalls         integer not null,
      last_call_at    bigint,
      started_at      bigint,
      ended_at        bigint,
      told            boolean not null,
      promised        jsonb,
      why             jsonb,
      key_hash        text not null unique,
      constraint number_once unique (branch_id, day, queue, n)
    ) with (fillfactor = 70);
    create unique index one_active_per_customer on tickets (branch_id, customer_id)
      where customer_id is not null and state in ('waiting', 'called', 'serving');
    create unique index one_ticket_per_advisor on tickets (branch_id, advisor)
      where state in ('called', 'serving');
    create index tickets_in_line on tickets (branch_id, queue, lane, due, seq)
      where state = 'waiting';
    create index tickets_in_hand on tickets (branch_id, last_call_at)
      where state in ('called', 'serving');
    create index tickets_deferred on tickets (branch_id, deferred_until)
      where state = 'waiting' and deferred_until is not null;
    create index tickets_missed on tickets (branch_id, day, ended_at) where state = 'no-show';
    create index tickets_of_customer on tickets (customer_id) where customer_id is not null;

    create table queue_counts (
      branch_id     text not null,
      queue         text not null,
      general       integer not null,
      preferential  integer not null,
      deferred      integer not null,
      called        integer not null,
      serving       integer not null,
      run           integer not null,
      issued        integer not null,
      served        integer not null,
      missed        integer not null,
      cancelled     integer not null,
      calls         integer not null,
      wait_ms       bigint not null,
      in_target     integer not null,
      service_ms    bigint not null,
      primary key (branch_id, queue)
    ) with (fillfactor = 50);

    create table day_counters (
      branch_id   text not null,
      day         text not null,
      queue       text not null,
      n           integer not null,
      primary key (branch_id, day, queue)
    ) with (fillfactor = 50);

    create table advisors (
      branch_id     text not null,
      staff_id      text not null,
      state         text not null check (state in ('available', 'busy', 'paused', 'offline')),
      counter       text,
      queues        text[] not null,
      ticket_id     uuid,
      since         bigint not null,
      reason        text,
      served        integer not null,
      duty_ms       bigint not null,
      on_duty_since bigint,
      idle_since    bigint not null,
      unanswered    integer not null,
      -- not from events: written in one statement per instance every 15 s,
      -- and by the advisor's own commands
      seen_at       bigint,
      primary key (branch_id, staff_id)
    ) with (fillfactor = 50);

    create table alerts (
      branch_id   text not null,
      id          text not null,
      body        jsonb not null,
      closed_at   bigint,
      primary key (branch_id, id)
    );
    create index alerts_open on alerts (branch_id) where closed_at is null;

    create table idempotency_keys (
      actor       text not null,
      route       text not null,
      key         text not null,
      fingerprint text not null,
      answer      text not null,
      at          bigint not null,
      primary key (actor, route, key)
    );
    create index idempotency_by_age on idempotency_keys (at);

    -- free text a customer wrote: erasable, so never in an event
    create table remarks (
      id          uuid primary key,
      ticket_id   uuid not null,
      cipher      text not null,
      at          bigint not null
    );
    create index remarks_of_ticket on remarks (ticket_id);

    insert into branch_heads
    values ('bank', md5(random()::text || clock_timestamp()::text), 0, 0, '', '', 1);
    insert into settings values ('bank', 1, '{}');
  `);
}
