import { Knex } from 'knex';

/**
 * The app's rights on tables that it may not change freely; on all others it may read, insert,
 * update and delete. The audit trail it may only read and extend.
 */
const less: Readonly<Record<string, string>> = {
  events: 'select, insert',
  bound_ciphers: 'select',
  knex_migrations: 'select',
  knex_migrations_lock: 'select',
};

const ALL = 'select, insert, update, delete';

/**
 * Creates the role that the app signs in as, or restores exactly its rights: sign in (by IAM tokens
 * if the database has `rds_iam`), read and write rows, but neither change the schema nor touch an
 * event once written. An existing password stays. Runs in the caller's transaction, so the app is
 * never without its rights.
 * @throws when the role's own attributes allow more than that, which only a person can have given
 * it
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
      `DATABASE_APP_ROLE is ${role}, the role that migrates: ` +
        'the app needs a role of its own, without rights on the schema',
    );
  } else if (found.rolsuper || found.rolcreaterole || found.rolcreatedb || found.rolbypassrls) {
    throw new Error(
      `role ${role} may do more than the app should: run ` +
        `"alter role ${role} nosuperuser nocreaterole nocreatedb nobypassrls" ` +
        'as an administrator, or set DATABASE_APP_ROLE to another role',
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
