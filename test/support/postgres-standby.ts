import { randomBytes } from 'node:crypto';
import { chown, cp, mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import { isErrno } from '../../src/local/machine/processes';
import { Postgres, PostgresOptions, startPostgres } from '../../src/local/postgres/postgres';
import { until } from './wait';
import { writeOut } from './write-out';

/**
 * Their contents belong to the running primary or are recreated (PostgreSQL's documentation,
 * "Making a Base Backup Using the Low Level API").
 */
const EMPTY_IN_A_COPY = [
  'pg_wal',
  'pg_replslot',
  'pg_dynshmem',
  'pg_notify',
  'pg_serial',
  'pg_snapshots',
  'pg_stat_tmp',
  'pg_subtrans',
];
const NOT_IN_A_COPY = new RegExp(
  '^(postmaster\\.(pid|opts)|pg_internal\\.init.*|pgsql_tmp.*|backup_label|' +
    'standby\\.signal|recovery\\.signal)$',
);

/**
 * Starts a standby of `primary` in an empty folder: a copy of its data folder between
 * `pg_backup_start` and `pg_backup_stop` (npm's PostgreSQL has no pg_basebackup), which then
 * follows by streaming from its own slot. Read-only until the primary's role is taken with
 * `promote`.
 */
export async function startStandby(primary: Postgres, options: PostgresOptions): Promise<Postgres> {
  const dataFolder = join(options.folder, 'data');
  const slot = `standby_${randomBytes(6).toString('hex')}`;
  const client = new Client({ connectionString: primary.url('postgres') });
  await client.connect();
  try {
    await client.query('select pg_create_physical_replication_slot($1, true)', [slot]);
    await client.query('select pg_backup_start($1, fast => true)', [slot]);
    await mkdir(dataFolder, { recursive: true, mode: 0o700 });
    await copyLive(primary.dataFolder, dataFolder);
    const {
      rows: [stopped],
    } = await client.query<{ labelfile: string }>('select labelfile from pg_backup_stop(false)');
    await writeFile(join(dataFolder, 'backup_label'), stopped.labelfile);
    await writeFile(join(dataFolder, 'standby.signal'), '');
  } finally {
    await client.end();
  }
  const { port, username, password } = new URL(primary.url('postgres'));
  await writeFile(join(options.folder, 'password'), password + '\n', { mode: 0o600 });
  // in a file, because anybody can read a command line
  const conninfo = `host=127.0.0.1 port=${port} user=${username} password=${password}`;
  await writeFile(
    join(dataFolder, 'postgresql.auto.conf'),
    `primary_conninfo = '${conninfo}'\nprimary_slot_name = '${slot}'\n`,
    { mode: 0o600 },
  );
  if (primary.account) await chownAll(dataFolder, primary.account.uid, primary.account.gid);
  return startPostgres(options);
}

/**
 * Copies a folder whose files come and go meanwhile: a file that vanishes is no longer part of the
 * data.
 */
async function copyLive(source: string, target: string): Promise<void> {
  for (const entry of await readdir(source, { withFileTypes: true })) {
    if (NOT_IN_A_COPY.test(entry.name)) continue;
    const from = join(source, entry.name);
    const to = join(target, entry.name);
    try {
      if (!entry.isDirectory()) {
        await cp(from, to);
      } else {
        await mkdir(to, { mode: 0o700 });
        if (EMPTY_IN_A_COPY.includes(entry.name)) continue;
        await copyLive(from, to);
      }
    } catch (error) {
      if (!isErrno(error, 'ENOENT')) throw error;
    }
  }
}

async function chownAll(folder: string, uid: number, gid: number): Promise<void> {
  await chown(folder, uid, gid);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await chownAll(path, uid, gid);
    else await chown(path, uid, gid);
  }
}

/** Resolves when the standby has everything that the primary has written so far. */
export async function caughtUp(primary: Postgres, standby: Postgres): Promise<void> {
  const asking = async <T>(server: Postgres, questions: (client: Client) => Promise<T>) => {
    const client = new Client({ connectionString: server.url('postgres') });
    await client.connect();
    try {
      return await questions(client);
    } finally {
      await client.end();
    }
  };
  const written = await asking(primary, async (client) => {
    await writeOut(client);
    const { rows } = await client.query<{ at: string }>('select pg_current_wal_flush_lsn() as at');
    return rows[0].at;
  });
  const has = 'select coalesce(pg_last_wal_replay_lsn() >= $1::pg_lsn, false) as has';
  const there = () =>
    asking(standby, async (client) => (await client.query(has, [written])).rows[0].has as boolean);
  await until(there, `the standby to reach ${written}`);
}

/**
 * Promotes a standby, and resolves when it accepts writes. Meanwhile it gets only short statements:
 * replaying the old primary's rest may cancel a long one.
 */
export async function promote(standby: Postgres): Promise<void> {
  const client = new Client({ connectionString: standby.url('postgres') });
  await client.connect();
  try {
    await client.query('select pg_promote(false)');
    const asked = 'select pg_is_in_recovery() as follows';
    const follows = async () => (await client.query<{ follows: boolean }>(asked)).rows[0].follows;
    await until(async () => !(await follows()), 'the standby to be a primary');
  } finally {
    await client.end();
  }
}
