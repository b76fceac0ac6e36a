import { Knex } from 'knex';

/** Waits foretold: what was foretold of each ticket, how it came out, and what was learned. */
export const name = '0013-foretold';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table tickets add column foretold jsonb;
    alter table queue_counts add column calibration jsonb;

    -- what a branch knows after a closed day. The body is text as it was learned, since the order
    -- of its members is the order in which they are summed
    create table learned (
      branch_id  text not null references branches,
      day        text not null,
      -- the last event that it comes from
      seq        bigint not null,
      body       json not null,
      primary key (branch_id, day)
    )
  `);
}
