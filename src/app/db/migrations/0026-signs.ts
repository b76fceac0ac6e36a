import { Knex } from 'knex';

export const name = '0026-signs';

/**
 * Signs of supervisors on the door of a branch (an empty queue) or of one of its queues. A release
 * that does not know signs goes on giving numbers until it is replaced.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table signs (
      branch_id text not null references branches (id),
      queue text not null,
      says text not null,
      from_at bigint not null,
      until_at bigint not null,
      reason text not null,
      line text not null,
      set_by text not null,
      primary key (branch_id, queue)
    )`);
}
