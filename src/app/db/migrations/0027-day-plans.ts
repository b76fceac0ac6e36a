import { Knex } from 'knex';

/** How many supervisors want on duty on a day, by half hour. */
export const name = '0027-day-plans';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table day_plans (
      branch_id text not null references branches,
      day text not null,
      version integer not null,
      -- null where the plan was removed: its version goes on
      plan jsonb,
      primary key (branch_id, day)
    )`);
}
