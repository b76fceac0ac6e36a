import { Knex } from 'knex';

/**
 * Sessions that the bank's own sign-in opened; the columns are empty for those opened with
 * passwords.
 */
export const name = '0033-provider-sessions';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table sessions
      -- a digest of the provider's session
      add column oidc_sid text,
      -- by which the provider is asked again, encrypted for this session
      add column oidc_refresh text,
      -- when it was last asked; null: it is no session of the provider's
      add column oidc_asked_at bigint;
    create index sessions_of_sid on sessions (oidc_sid) where oidc_sid is not null;
    create index sessions_to_ask on sessions (oidc_asked_at) where oidc_asked_at is not null;
    -- digests of logout tokens and of sessions they ended, until they are too old to come again
    create table oidc_seen (
      key    text primary key,
      until  bigint not null
    )
  `);
}
