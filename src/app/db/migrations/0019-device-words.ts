import { Knex } from 'knex';

/** What devices report, and what they are asked to do. */
export const name = '0019-device-words';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    -- the last word of each page that is, or was, open as this device
    create table device_words (
      device_id  text not null references devices,
      page       text not null,
      heard_at   bigint not null,
      version    text not null,
      -- how the last print ended; null where nothing has been printed
      paper      text,
      -- how long the server took to answer, ms, and lost connections of the last ten minutes
      rtt_ms     integer,
      cuts       integer not null,
      primary key (device_id, page)
    );
    create index device_words_by_age on device_words (heard_at);

    -- the last request to each; the chain has who asked
    create table device_orders (
      device_id  text primary key references devices,
      id         uuid not null,
      what       text not null check (what in ('reload', 'clean')),
      asked_at   bigint not null
    );
  `);
}
