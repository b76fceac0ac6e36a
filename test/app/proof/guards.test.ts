import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { readConfig } from '../../../src/app/config';
import { readGuards } from '../../../src/app/db/connect/guards';
import { GUARDS_MADE } from '../../../src/app/db/connect/guards-made';
import { migrate } from '../../../src/app/db/connect/migrate';
import { proof } from '../../../src/app/main';
import { seedBank } from '../../support/bank';
import { createDatabase, TestDatabase } from '../../support/database';

/**
 * What protects the rows: a superuser removes it, or adds something beside it, and leaves every row
 * unchanged. An honest install, upgrade or index is not reported.
 */

const KEYS = 'keys-of-the-guards-test-0123456789abcdef';
const [HOLDS, BROKEN, NOT_ALL] = [0, 1, 3];
const role = `app_${randomBytes(4).toString('hex')}`;
const other = `other_${randomBytes(4).toString('hex')}`;
/** A statement with this database's name in it. */
const here = (sql: string) => `do $$ begin execute format('${sql}', current_database()); end $$`;
let database: TestDatabase;
let client: Client;
beforeAll(async () => {
  database = await createDatabase();
  await seedBank(database.url, KEYS, { branches: ['1'], advisors: 1 });
  client = new Client({ connectionString: database.url });
  await client.connect();
  await migrate(database.url, role);
  await client.query(`create role ${other} login`);
});
afterAll(async () => {
  for (const each of [role, other]) await client.query(`drop owned by ${each}; drop role ${each}`);
  await client.end();
  await database.drop();
});

async function verified(appRole?: string) {
  const lines: string[] = [];
  const config = readConfig({
    PORT: '0',
    DATABASE_URL: database.url,
    DATA_KEYS: KEYS,
    LOG_LEVEL: 'silent',
    ...(appRole ? { DATABASE_APP_ROLE: appRole } : {}),
  });
  const status = await proof(config, (line) => lines.push(...line.split('\n')));
  return { status, lines };
}

/** Changes the database, verifies it, and undoes the change. */
async function during(done: string, back: string, appRole?: string) {
  await client.query(done);
  try {
    return await verified(appRole);
  } finally {
    await client.query(back);
  }
}

test('as migrated, everything is in place and listed', async () => {
  expect(await verified(role)).toMatchObject({
    status: HOLDS,
    lines: expect.arrayContaining(['schema: every table is guarded as this release makes it']),
  });
  const { rows } = await client.query<{ name: string }>(`
    select conname as name from pg_constraint
     where connamespace = 'public'::regnamespace and contype in ('c', 'f', 'p', 'u')
     union select indexrelid::regclass::text from pg_index
            where indisunique and indrelid in (select oid from pg_class
                                                where relnamespace = 'public'::regnamespace)
     union select relname from pg_class
            where relnamespace = 'public'::regnamespace and relkind = 'r'`);
  const listed = GUARDS_MADE.split(/\s+/);
  expect(rows.map(({ name }) => name).filter((name) => !listed.includes(name))).toEqual([]);
});

const FUNCTION = `
  create function loses() returns trigger language plpgsql as 'begin return null; end';`;

test.each([
  [
    'a trigger that loses events',
    `${FUNCTION} create trigger quiet before insert on events
       for each row when (new.type = 'AuditRead') execute function loses()`,
    'drop function loses cascade',
    'table events has a trigger that no release makes: quiet',
  ],
  [
    'the triggers of references switched off',
    'alter table sessions disable trigger all',
    'alter table sessions enable trigger all',
    /^table sessions: \d+ of its references are not checked/,
  ],
  [
    'a rule that does nothing instead',
    'create rule nothing as on delete to sessions do instead nothing',
    'drop rule nothing on sessions',
    'table sessions has a rule that no release makes: nothing',
  ],
  [
    'rows that are hidden',
    'alter table events enable row level security',
    'alter table events disable row level security',
    /^table events has row security/,
  ],
  [
    'a policy that waits to be switched on',
    'create policy later on tickets using (false)',
    'drop policy later on tickets',
    /^table tickets has row security/,
  ],
  [
    'a check dropped',
    'alter table staff drop constraint staff_role_check',
    `alter table staff add constraint staff_role_check
       check (role in ('host', 'advisor', 'supervisor', 'admin', 'auditor'))`,
    /^table staff lacks staff_role_check: CHECK/,
  ],
  [
    'a check that lets more through under its name',
    `alter table devices drop constraint devices_kind_check;
     alter table devices add constraint devices_kind_check check (kind <> '')`,
    `alter table devices drop constraint devices_kind_check;
     alter table devices add constraint devices_kind_check
       check (kind in ('kiosk', 'display', 'printer'))`,
    /^table devices has another devices_kind_check: CHECK .*<> ''.* instead of /,
  ],
  [
    'two customers of one number allowed',
    'alter table tickets drop constraint number_once',
    'alter table tickets add constraint number_once unique (branch_id, day, number)',
    /^table tickets lacks number_once: UNIQUE/,
  ],
  [
    'two active tickets of one person allowed',
    'alter index one_active_per_customer rename to another',
    'alter index another rename to one_active_per_customer',
    /^table tickets lacks one_active_per_customer: UNIQUE/,
  ],
  [
    'a view in the place of a table',
    'alter table leases rename to kept; create view leases as select * from kept',
    'drop view leases; alter table kept rename to leases',
    /^table leases is gone, or something else stands in its place/,
  ],
  [
    'a role whose sessions check nothing',
    // In this database only: other files' banks on this server are verified at the same time.
    here(`alter role ${other} in database %I set session_replication_role = replica`),
    here(`alter role ${other} in database %I reset session_replication_role`),
    `${other} begins its sessions with session_replication_role=replica: ` +
      'then triggers and references are not checked',
  ],
])('reported: %s', async (_, done, back, says) => {
  const { status, lines } = await during(done, back);
  expect(lines).toContainEqual(says instanceof RegExp ? expect.stringMatching(says) : says);
  expect(status).toBe(BROKEN);
});

test.each([
  ['a right to change events', `grant update, delete on events to ${role}`, 'update, delete'],
  ['the same of one column', `grant update (hash) on events to ${role}`, 'update'],
  ['the right of everybody', 'grant truncate on events to public', 'truncate'],
  ['that of a role that it is in', `grant update on events to ${other}`, 'update'],
])("reported: the app's role has %s", async (_, done, rights) => {
  const { status, lines } = await during(
    `${done}; grant ${other} to ${role}`,
    `revoke ${other} from ${role}; revoke all on events from public, ${other};
     revoke update, delete, truncate on events from ${role};
     revoke update (hash) on events from ${role}`,
    role,
  );
  expect(lines).toContainEqual(
    `role ${role}, as which the app signs in, ` +
      `has rights to events that no release gives: ${rights}`,
  );
  expect(status).toBe(BROKEN);
});

test.each([
  ['rules the server', 'superuser', 'nosuperuser'],
  ['makes roles', 'createrole', 'nocreaterole'],
])("reported: the app's role %s", async (_, done, back) => {
  const { status, lines } = await during(
    `alter role ${role} ${done}`,
    `alter role ${role} ${back}`,
    role,
  );
  expect(lines).toContainEqual(
    `role ${role}, as which the app signs in, may change the schema and any event`,
  );
  expect(status).toBe(BROKEN);
});

test('another role that may change events is mentioned, and is not tampering', async () => {
  const { status, lines } = await during(
    `grant all on events to ${other}`,
    `revoke all on events from ${other}`,
    role,
  );
  expect(lines).toContainEqual(
    `not proven: role ${other} has rights to events that no release gives: ` +
      'delete, truncate, update; whether it used them is unknown',
  );
  expect(status).toBe(NOT_ALL);
});

test('not reported: what an operator adds', async () => {
  const { status } = await during(
    `create index mine on tickets (number); create table of_mine (id integer primary key);
     create view shown as select id from tickets; grant select on events to ${other};
     alter table tickets validate constraint tickets_state_check;
     alter role ${other} set statement_timeout = '1min'`,
    `drop view shown; drop table of_mine; drop index mine; revoke all on events from ${other};
     alter role ${other} reset all`,
    role,
  );
  expect(status).toBe(HOLDS);
});

test('tables migrated by a newer release are not judged', async () => {
  const { status, lines } = await during(
    `insert into knex_migrations (name, batch, migration_time) values ('9999-later', 99, now());
     alter table staff drop constraint staff_role_check`,
    `delete from knex_migrations where name = '9999-later';
     alter table staff add constraint staff_role_check
       check (role in ('host', 'advisor', 'supervisor', 'admin', 'auditor'))`,
  );
  expect(lines).toContainEqual(
    'not proven: keys and checks of tables are not compared: ' +
      'another release than this one migrated last (9999-later)',
  );
  expect(status).toBe(NOT_ALL);
});

test('verifying needs no more rights than the app has', async () => {
  await client.query('begin');
  try {
    await client.query(`set local role ${role}`);
    expect(await readGuards(client, role)).toEqual({ wrong: [], untold: [] });
  } finally {
    await client.query('rollback');
  }
});
