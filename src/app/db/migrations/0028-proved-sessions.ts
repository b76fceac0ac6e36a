import { Knex } from 'knex';

/** When a session last proved again who it is; null: not since it was opened. */
export const name = '0028-proved-sessions';

export async function up(knex: Knex): Promise<void> {
  await knex.raw('alter table sessions add column proved_at bigint');
}
