import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { Client } from 'pg';
import { migrate } from '../../../../src/app/db/connect/migrate';
import { runCompiled } from '../../../support/child';
import { createDatabase, TestDatabase } from '../../../support/database';
import { until } from '../../../support/wait';

const MAIN = join(__dirname, '../../../../src/app/main.ts');

async function asked<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Polls a query until it returns true. */
const saysYes = (client: Client, text: string) =>
  until(async () => (await client.query(text)).rows[0].yes === true, text, 60_000);

const names = (client: Client) =>
  client
    .query('select name from knex_migrations order by id')
    .then(({ rows }) => rows.map((row) => row.name as string));

describe('migrate', () => {
  let database: TestDatabase;
  let whole: readonly string[];
  beforeAll(async () => {
    const migrated = await createDatabase();
    whole = await asked(migrated.url, names);
    await migrated.drop();
  });
  beforeEach(async () => {
    database = await createDatabase({ empty: true });
  });
  afterEach(async () => {
    await database.drop();
  });

  it('is done by one of twenty instances that start at once; the others find it done', async () => {
    const ran = await Promise.all(Array.from({ length: 20 }, () => migrate(database.url)));
    expect(ran.filter((each) => each.length)).toEqual([whole]);
    expect(await asked(database.url, names)).toEqual(whole);
  });

  it('continues where a killed run stopped', async () => {
    await asked(database.url, async (watcher) => {
      await asked(database.url, async (blocker) => {
        // The second migration creates the table `staff` and waits for this transaction.
        await blocker.query('begin; create table staff (id text)');
        const killed = runCompiled(MAIN, ['migrate'], {
          env: { PATH: process.env.PATH, DATABASE_URL: database.url },
        });
        await saysYes(
          watcher,
          `
            select exists (
              select 1 from pg_stat_activity
               where datname = current_database()
                 and wait_event_type = 'Lock' and query like '%create table staff%'
            ) as yes`,
        );
        killed.process.kill('SIGKILL');
        await killed.ended;
        await blocker.query('rollback');
      });
      expect(await names(watcher)).toEqual(whole.slice(0, 1));
      // the state left by a run killed at another moment
      await watcher.query('update knex_migrations_lock set is_locked = 1');
      const next = runCompiled(MAIN, ['migrate'], {
        env: { PATH: process.env.PATH, DATABASE_URL: database.url },
      });
      expect((await next.line(/^migrated: (.*)$/m))[1].split(', ')).toEqual(whole.slice(1));
      expect((await next.ended).code).toBe(0);
      expect(await names(watcher)).toEqual(whole);
    });
  });

  it("outlives the server's limit for idle transactions", async () => {
    await asked(database.url, (client) =>
      client.query(
        `alter database ${database.name} set idle_in_transaction_session_timeout = '200ms'`,
      ),
    );
    await asked(database.url, async (blocker) => {
      await blocker.query(
        'set idle_in_transaction_session_timeout = 0; begin; create table staff (id text)',
      );
      const migrating = migrate(database.url);
      await asked(database.url, async (watcher) => {
        await saysYes(
          watcher,
          `
            select exists (
              select 1 from pg_stat_activity
               where datname = current_database()
                 and state = 'idle in transaction' and pid <> pg_backend_pid()
                 and xact_start < clock_timestamp() - interval '600 ms'
                 and query not like '%create table staff%'
            ) as yes`,
        );
      });
      await blocker.query('rollback');
      expect(await migrating).toEqual(whole);
    });
  });
});

describe('the role the app signs in as', () => {
  let database: TestDatabase;
  const role = `app_${randomBytes(4).toString('hex')}`;
  beforeAll(async () => {
    database = await createDatabase({ empty: true });
    await migrate(database.url, role);
    await asked(database.url, (client) => client.query(`alter role ${role} password 'secret'`));
  });
  afterAll(async () => {
    await asked(database.url, (client) => client.query(`drop owned by ${role}; drop role ${role}`));
    await database.drop();
  });

  const asApp = <T>(work: (client: Client) => Promise<T>) => {
    const url = new URL(database.url);
    Object.assign(url, { username: role, password: 'secret' });
    return asked(url.href, work);
  };
  const refused = { code: '42501' };

  /** Its rights on the tables where they are limited; in all others it may write any row. */
  const LESS: Readonly<Record<string, string>> = {
    events: 'INSERT, SELECT',
    bound_ciphers: 'SELECT',
    knex_migrations: 'SELECT',
    knex_migrations_lock: 'SELECT',
  };

  it('has exactly the rights it needs on each table', async () => {
    const { rows } = await asked(database.url, (client) =>
      client.query<{ table: string; may: string }>(
        `select t.tablename as table, string_agg(p.may, ', ' order by p.may)
                  filter (where has_table_privilege($1, 'public.' || t.tablename, p.may)) as may
           from pg_tables t
          cross join unnest('{SELECT,INSERT,UPDATE,DELETE,TRUNCATE,REFERENCES,TRIGGER}'::text[])
                  as p (may)
          where t.schemaname = 'public' group by 1`,
        [role],
      ),
    );
    expect(rows.length).toBeGreaterThan(40);
    expect(Object.fromEntries(rows.map(({ table, may }) => [table, may]))).toEqual({
      ...Object.fromEntries(rows.map(({ table }) => [table, 'DELETE, INSERT, SELECT, UPDATE'])),
      ...LESS,
    });
  });

  const expectRights = () =>
    asApp(async (client) => {
      await client.query(
        `
          insert into events (branch_id, seq, type, body, at, actor, hash)
          values ('x', 1, 't', '{}', 1, 'a', 'h')
          on conflict do nothing`,
      );
      expect((await client.query("select hash from events where branch_id = 'x'")).rows).toEqual([
        { hash: 'h' },
      ]);
      await client.query(
        `
          insert into branches values ('b', 'B')
          on conflict (id) do update set name = excluded.name`,
      );
      await client.query("delete from branches where id = 'b'");
      for (const statement of [
        "update events set hash = 'forged'",
        'delete from events',
        'truncate events',
        'select 1 from events for update',
        'drop table events',
        'alter table events add x integer',
        'create table mine (x integer)',
        'create schema mine',
        'create index on tickets (number)',
        "update knex_migrations set name = 'x'",
        'delete from knex_migrations',
        'create role another',
        'drop table tickets',
        'truncate tickets',
      ]) {
        await expect(client.query(statement).then(() => statement)).rejects.toMatchObject(refused);
      }
    });

  it('reads and writes rows, and cannot change an event or the schema', expectRights);

  it('is repaired: extra rights are revoked, missing ones granted, its password kept', async () => {
    await asked(database.url, (client) =>
      client.query(
        `
          grant all on events, knex_migrations to ${role};
          grant update on events to public;
          grant create on schema public to ${role};
          revoke all on branches from ${role};
          alter role ${role} nologin`,
      ),
    );
    expect(await migrate(database.url, role)).toEqual([]);
    await expectRights();
  });

  it.each(['superuser', 'createrole', 'createdb', 'bypassrls'])(
    'is refused with %s, which is more than it needs',
    async (right) => {
      await asked(database.url, (client) => client.query(`alter role ${role} ${right}`));
      try {
        await expect(migrate(database.url, role)).rejects.toThrow(
          `alter role ${role} nosuperuser nocreaterole nocreatedb nobypassrls`,
        );
      } finally {
        await asked(database.url, (client) => client.query(`alter role ${role} no${right}`));
      }
    },
  );

  it('is refused when it is the one that migrates', async () => {
    await expect(migrate(database.url, new URL(database.url).username)).rejects.toThrow(
      /the role that migrates/,
    );
  });

  it('has the same rights after twenty migrations at once', async () => {
    await Promise.all(Array.from({ length: 20 }, () => migrate(database.url, role)));
    await expectRights();
  });
});
