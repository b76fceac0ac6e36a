import { Knex } from 'knex';

/** Reception has a role of its own, `host`. */
export const name = '0012-hosts';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table staff drop constraint staff_role_check;
    alter table staff add constraint staff_role_check
      check (role in ('host', 'advisor', 'supervisor', 'admin', 'auditor'))
  `);
}
