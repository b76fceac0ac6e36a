import { Knex } from 'knex';

/**
 * Keys that never leave the devices of staff. A person with one has a second factor, and recovery
 * codes in `second_factors`, where `cipher` stays null without an app. An older release that serves
 * beside this one only asks for a password if there is no app.
 */
export const name = '0042-passkeys';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table passkeys (
      id          uuid primary key,
      staff_id    text not null references staff,
      -- what the authenticator calls it, in base64url
      credential  text not null unique,
      -- COSE, in base64url
      public_key  text not null,
      -- how often the authenticator says it was used; 0: it does not count
      counter     bigint not null,
      transports  text[] not null,
      -- what its owner calls it
      name        text not null,
      added_at    bigint not null,
      used_at     bigint
    );
    create index passkeys_of_staff on passkeys (staff_id);
    -- digests of challenges that were answered, until they are too old to be answered again
    create table passkey_challenges (
      digest  text primary key,
      until   bigint not null
    )
  `);
}
