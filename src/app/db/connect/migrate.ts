import knexOf, { Knex } from 'knex';
import type { Client } from 'pg';
import { Log } from '../../ports';
import * as m0001 from '../migrations/0001-branches-and-line';
import * as m0002 from '../migrations/0002-people-and-messages';
import * as m0003 from '../migrations/0003-positions-told';
import * as m0004 from '../migrations/0004-idle-sessions';
import * as m0005 from '../migrations/0005-numbers-of-a-day';
import * as m0006 from '../migrations/0006-print-jobs';
import * as m0007 from '../migrations/0007-last-calls';
import * as m0008 from '../migrations/0008-claimed-persons';
import * as m0009 from '../migrations/0009-said-on-paper';
import * as m0010 from '../migrations/0010-settings-that-hold';
import * as m0011 from '../migrations/0011-duty-plans';
import * as m0012 from '../migrations/0012-hosts';
import * as m0013 from '../migrations/0013-foretold';
import * as m0014 from '../migrations/0014-stretches';
import * as m0015 from '../migrations/0015-sealed-heads';
import * as m0016 from '../migrations/0016-waiting-by-seq';
import * as m0017 from '../migrations/0017-whole-services';
import * as m0018 from '../migrations/0018-known-places';
import * as m0019 from '../migrations/0019-device-words';
import * as m0020 from '../migrations/0020-persons-by-phone';
import * as m0021 from '../migrations/0021-learned-plans';
import * as m0022 from '../migrations/0022-held';
import * as m0023 from '../migrations/0023-whose-key-on-paper';
import * as m0024 from '../migrations/0024-past-closing';
import * as m0025 from '../migrations/0025-second-factors';
import * as m0026 from '../migrations/0026-signs';
import * as m0027 from '../migrations/0027-day-plans';
import * as m0028 from '../migrations/0028-proved-sessions';
import * as m0029 from '../migrations/0029-console-keys';
import * as m0030 from '../migrations/0030-outcomes';
import * as m0031 from '../migrations/0031-come-back';
import * as m0032 from '../migrations/0032-wishes';
import * as m0033 from '../migrations/0033-provider-sessions';
import * as m0034 from '../migrations/0034-briefings';
import * as m0035 from '../migrations/0035-device-keys-that-rotate';
import * as m0036 from '../migrations/0036-notes';
import * as m0038 from '../migrations/0038-requests-of-persons';
import * as m0040 from '../migrations/0040-report-mails';
import * as m0041 from '../migrations/0041-queue-icons';
import * as m0042 from '../migrations/0042-passkeys';
import * as m0044 from '../migrations/0044-matters';
import * as m0045 from '../migrations/0045-requests-with-more-time';
import * as m0046 from '../migrations/0046-bound-ciphers';
import * as m0047 from '../migrations/0047-ended-threads';
import * as m0048 from '../migrations/0048-moved-staff';
import * as m0050 from '../migrations/0050-why-cancelled';
import { knexLog } from './knex-log';
import { repairAppRole } from './roles';

const migrations = [
  m0001,
  m0002,
  m0003,
  m0004,
  m0005,
  m0006,
  m0007,
  m0008,
  m0009,
  m0010,
  m0011,
  m0012,
  m0013,
  m0014,
  m0015,
  m0016,
  m0017,
  m0018,
  m0019,
  m0020,
  m0021,
  m0022,
  m0023,
  m0024,
  m0025,
  m0026,
  m0027,
  m0028,
  m0029,
  m0030,
  m0031,
  m0032,
  m0033,
  m0034,
  m0035,
  m0036,
  m0038,
  m0040,
  m0041,
  m0042,
  m0044,
  m0045,
  m0046,
  m0047,
  m0048,
  m0050,
];
type Migration = (typeof migrations)[number];

/** This release's migrations, in order. */
export const MIGRATIONS: readonly string[] = migrations.map(({ name }) => name);

/** Migrations are modules, not files, so they are part of the app's bundle. */
const source: Knex.MigrationSource<Migration> = {
  getMigrations: async () => migrations,
  getMigrationName: (migration) => migration.name,
  getMigration: async (migration) => ({
    up: migration.up,
    down: async () => {
      throw new Error('migrations expand, then contract; they are never rolled back');
    },
  }),
};

const LOCK = 7_428_001;

/**
 * Settings of both connections from the start. The one that holds the lock is idle while the other
 * migrates, and the other is idle while this process is busy: the server's limit for idle
 * transactions would take the lock from the first and undo the work of the second. Keepalives
 * detect a dead client instead.
 */
const SESSION = `
  set idle_in_transaction_session_timeout = 0;
  set tcp_keepalives_idle = 5;
  set tcp_keepalives_interval = 2;
  set tcp_keepalives_count = 3`;

const prepare = (client: Client, done: (error: Error | null, client: Client) => void) =>
  void client.query(SESSION, (error: Error | null) => done(error, client));

const up = async (knex: Knex) =>
  ((await knex.migrate.up({ migrationSource: source })) as [number, string[]])[1];

/**
 * Migrates the database to this release's schema, each migration in its own transaction. Any number
 * of instances may call this at once: an advisory lock lets one work, and the others find it done.
 * If that one is killed halfway, the next one continues: it frees knex's own lock first, which
 * nobody else can hold under the advisory lock.
 * @param appRole the role the app signs in as: created or repaired, and granted what it needs, in
 * the transaction that holds the lock
 * @param log where knex's warnings go; otherwise it prints them
 * @returns the names of the migrations that ran
 */
export async function migrate(
  connection: Knex.Config['connection'],
  appRole?: string,
  log?: Log,
): Promise<readonly string[]> {
  const knex = knexOf({
    client: 'pg',
    connection,
    pool: { min: 0, max: 2, afterCreate: prepare },
    ...(log ? { log: knexLog(log) } : {}),
  });
  try {
    return await knex.transaction(async (holder) => {
      await holder.raw('select pg_advisory_xact_lock(?)', [LOCK]);
      await knex.migrate.forceFreeMigrationsLock({ migrationSource: source });
      const ran: string[] = [];
      // One at a time: `latest` would run all of them in a single transaction.
      for (let batch = await up(knex); batch.length; batch = await up(knex)) ran.push(...batch);
      if (appRole) await repairAppRole(holder, appRole);
      return ran;
    });
  } finally {
    await knex.destroy();
  }
}

/** Names of migrations that this release has and the database lacks. */
export async function pendingMigrations(knex: Knex): Promise<readonly string[]> {
  const done = (await knex('knex_migrations')
    .select('name')
    .catch((error: { code?: string }) => {
      if (error.code === '42P01') return [];
      throw error;
    })) as { name: string }[];
  const names = new Set(done.map((row) => row.name));
  return MIGRATIONS.filter((name) => !names.has(name));
}
