import { Knex } from 'knex';

/**
 * A session nobody uses ends before its day does. What an older release opens has no such limit.
 */
export const name = '0004-idle-sessions';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(
    'alter table sessions add column idle_until bigint not null default 9007199254740991',
  );
}
