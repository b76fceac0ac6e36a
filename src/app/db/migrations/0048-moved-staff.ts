import { Knex } from 'knex';

/**
 * Branches that staff have moved away from, where what they did still names them. What they did
 * before this table was there names them only if they have a row on the branch's floor.
 */
export const name = '0048-moved-staff';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table moved_staff (
      branch_id text not null references branches,
      staff_id  text not null references staff,
      primary key (branch_id, staff_id)
    )`);
}
