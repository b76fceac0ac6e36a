import { Knex } from 'knex';

/**
 * An unused session ends before its day does. One that an older release opens has no such limit.
 */
export const name = '0004-idle-sessions';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(
    'alter table sessions add column idle_until bigint not null default 9007199254740991',
  );
}
