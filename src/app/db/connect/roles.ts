import { Knex } from 'knex';

/**
 * What the app may do with each table it finds; everything else may be read, added to, changed and
 * deleted. The audit trail may be read and added to, nothing more.
 */
const less: Readonly<Record<string, string>> = {
  events: 'select, insert',
  knex_migrations: 'select',
  knex_migrations_lock: 'select',
};

const ALL = 'select, insert, update, delete';

/**
 * Makes the role that the app signs in as, or brings it back to exactly what it may do: sign in (by
 * IAM tokens where the database has `rds_iam`), read and write rows, not change the schema, not
 * touch an event once it is written. A password it has stays. Runs in the caller's transaction: the
 * app never sees a moment without its rights.
 * @throws when the role could do more than it may by its own attributes, which only a person can
 * have given it
 */
export async function repairAppRole(trx: Knex.Transaction, role: string): Promise<void> {
  const found = (
    await trx.raw(
      `select rolsuper, rolcreaterole, rolcreatedb, rolbypassrls, rolcanlogin,
              rolname = current_user as self
         from pg_roles where rolname = ?`,
      [role],
    )
  ).rows[0] as Attributes | undefined;
  if (!found) {
    await trx.raw('create role ?? login', [role]);
  } else if (found.self) {
    throw new Error(
      `DATABASE_APP_ROLE is ${role}, which is who migrates: ` +
        'the app needs a role of its own, without rights on the schema',
    );
  } else if (found.rolsuper || found.rolcreaterole || found.rolcreatedb || found.rolbypassrls) {
    throw new Error(
      `role ${role} may do more than the app should: run ` +
        `"alter role ${role} nosuperuser nocreaterole nocreatedb nobypassrls" ` +
        'as an administrator, or name another in DATABASE_APP_ROLE',
    );
  } else if (!found.rolcanlogin) {
    await trx.raw('alter role ?? login', [role]);
  }

  const iam = (
    await trx.raw(
      "select pg_has_role(?, oid, 'member') as already from pg_roles where rolname = 'rds_iam'",
      [role],
    )
  ).rows[0] as { already: boolean } | undefined;
  if (iam && !iam.already) await trx.raw('grant rds_iam to ??', [role]);

  const {
    rows: [{ name }],
  } = await trx.raw('select current_database() as name');
  await trx.raw('revoke create on schema public from public, ??', [role]);
  await trx.raw('grant connect on database ?? to ??', [name, role]);
  await trx.raw('grant usage on schema public to ??', [role]);
  const { rows: tables } = (await trx.raw(
    "select tablename as name from pg_tables where schemaname = 'public' order by tablename",
  )) as { rows: { name: string }[] };
  for (const table of tables) {
    await trx.raw('revoke all on table ?? from public, ??', [table.name, role]);
    await trx.raw(`grant ${less[table.name] ?? ALL} on table ?? to ??`, [table.name, role]);
  }
  await trx.raw('grant usage, select on all sequences in schema public to ??', [role]);
}

interface Attributes {
  readonly rolsuper: boolean;
  readonly rolcreaterole: boolean;
  readonly rolcreatedb: boolean;
  readonly rolbypassrls: boolean;
  readonly rolcanlogin: boolean;
  readonly self: boolean;
}
