import { Knex } from 'knex';

/**
 * Second factors of staff. Without a row, or with an empty one, a password is enough, as before. An
 * older release that serves beside this one asks for no second step.
 */
export const name = '0025-second-factors';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table second_factors (
      staff_id       text primary key references staff,
      -- of the secret, bound to the person; null once it has ended
      cipher         text,
      -- keyed digests of the codes that are left
      recovery       text[] not null,
      -- the 30 seconds that the last code was of: neither it nor an older one counts again
      used_step      bigint not null,
      enrolled_at    bigint not null,
      ended_at       bigint,
      ended_because  text check (ended_because in ('self', 'reset', 'left'))
    );
    -- whether the bank requires one of a role; a role that is not here needs none
    create table second_factor_rules (
      role      text primary key check (role in ('supervisor', 'admin', 'auditor')),
      required  boolean not null
    )
  `);
}
