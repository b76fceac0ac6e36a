import { Knex } from 'knex';

/** Staff, devices, sessions; deliveries and what plugins keep. */
export const name = '0002-people-and-messages';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table staff (
      id            text primary key,
      username      text not null unique,
      first_name    text not null,
      role          text not null check (role in ('advisor', 'supervisor', 'admin', 'auditor')),
      -- null = all branches
      branches      text[],
      active        boolean not null,
      password_hash text
    );

    -- which queues an advisor serves, per branch
    create table staff_queues (
      staff_id    text not null references staff,
      branch_id   text not null references branches,
      queues      text[] not null,
      primary key (staff_id, branch_id)
    );

    create table sessions (
      id          text primary key,
      token_hash  text not null unique,
      staff_id    text not null references staff,
      expires_at  bigint not null
    );
    create index sessions_of_staff on sessions (staff_id);

    create table failed_sign_ins (
      username    text not null,
      address     text not null,
      failures    integer not null,
      first_at    bigint not null,
      last_at     bigint not null,
      -- failures already appended to the bank's chain by the sweep
      appended    integer not null default 0,
      primary key (username, address)
    );

    create table devices (
      id              text primary key,
      kind            text not null check (kind in ('kiosk', 'display', 'printer')),
      branch_id       text not null references branches,
      label           text not null,
      code_hash       text unique,
      code_reusable   boolean not null default false,
      code_expires_at bigint,
      revoked         boolean not null default false
    );
    create table device_tokens (
      token_hash  text primary key,
      device_id   text not null references devices
    );

    -- who is told what, once: webhook endpoints (ticket null) and contacts of a ticket
    create table subscriptions (
      id          uuid primary key,
      consumer    text not null,
      -- order is kept and one open row at a time is tried per chain: an endpoint, a chat
      chain       text not null,
      branch_id   text,
      ticket_id   uuid,
      types       text[] not null,
      -- event type → until when it is still true: called | started | ended
      untils      jsonb not null,
      active      boolean not null
    );
    create index subscriptions_of_ticket on subscriptions (ticket_id)
      where active and ticket_id is not null;
    create index subscriptions_of_all on subscriptions (branch_id)
      where active and ticket_id is null;

    create table webhooks (
      id          uuid primary key references subscriptions,
      url         text not null,
      secret      text not null
    );

    create table contacts (
      id              uuid primary key references subscriptions,
      address_index   text not null,
      address_cipher  text not null,
      data            jsonb not null,
      version         integer not null default 1
    );
    create index contacts_by_address on contacts (address_index);

    create table deliveries (
      id              bigint generated always as identity primary key,
      consumer        text not null,
      chain           text not null,
      subscription_id uuid not null,
      branch_id       text not null,
      seq             bigint not null,
      type            text not null,
      ticket_id       uuid,
      until           text,
      state           text not null default 'open'
        check (state in ('open', 'sent', 'failed', 'superseded')),
      attempts        integer not null default 0,
      due_at          bigint not null,
      lease           text,
      lease_until     bigint,
      ended_at        bigint,
      reason          text,
      unique (subscription_id, branch_id, seq)
    );
    create index deliveries_open on deliveries (consumer, chain, id) where state = 'open';
    create index deliveries_open_of_ticket on deliveries (ticket_id) where state = 'open';
    create index deliveries_ended on deliveries (branch_id, ended_at) where state <> 'open';

    create table plugin_store (
      plugin      text not null,
      key         text not null,
      value       jsonb not null,
      version     integer not null,
      expires_at  bigint,
      primary key (plugin, key)
    );
    create index plugin_store_expiring on plugin_store (expires_at) where expires_at is not null;

    -- single(name, fn): runs on exactly one instance
    create table leases (
      name        text primary key,
      holder      text not null,
      until       bigint not null
    );

    -- which instances are alive and writing consoles' presence
    create table instances (
      id          text primary key,
      wrote_at    bigint not null
    );
  `);
}
