import { join } from 'node:path';
import { Client, Pool } from 'pg';
import { readConfig } from '../../../../src/app/config';
import { App } from '../../../../src/app/create-app';
import { migrate } from '../../../../src/app/db/connect/migrate';
import { createReadPool } from '../../../../src/app/db/connect/read-pool';
import { createLog } from '../../../../src/app/log';
import { serve } from '../../../../src/app/main';
import { Postgres, startPostgres } from '../../../../src/local/postgres/postgres';
import { SEED, seedBank } from '../../../support/bank';
import { startStandby } from '../../../support/postgres-standby';
import { testFolder } from '../../../support/test-folder';
import { until } from '../../../support/wait';

const KEYS = 'keys-of-the-standby-test-0123456789abcdef';
const DAY = 86_400_000;
const log = createLog('silent', 'test');

/** Checks until this many standbys are in use; `before` runs before each check. */
const inUse = (
  reads: ReturnType<typeof createReadPool>,
  count: number,
  before: () => Promise<unknown> = async () => undefined,
) =>
  until(
    async () => {
      await before();
      await reads.check();
      return reads.inUse === count;
    },
    `${count} standbys in use`,
    60_000,
  );

/** The number of rows in the report of all tickets. */
async function rowsOf({ operations }: Pick<App, 'operations'>): Promise<number> {
  let count = 0;
  const { batches } = await operations.report('1', 'tickets', {
    from: '2000-01-01',
    to: '2100-01-01',
  });
  for await (const rows of batches) count += rows.length;
  return count;
}

describe('reads of the past', () => {
  let primary: Postgres;
  let standby: Postgres;
  let onStandby: Client;
  let folder: string;
  let pool: Pool;
  beforeAll(async () => {
    folder = await testFolder('read-pool');
    primary = await startPostgres({ folder: join(folder, 'primary'), fsync: false });
    await primary.ensureDatabase('bank');
    await migrate(primary.url('bank'));
    await seedBank(primary.url('bank'), KEYS, { advisors: 1 });
    standby = await startStandby(primary, { folder: join(folder, 'standby'), fsync: false });
    pool = new Pool({ connectionString: primary.url('bank') });
    onStandby = new Client({ connectionString: standby.url('bank') });
    await onStandby.connect();
  });
  afterAll(async () => {
    await onStandby?.end().catch((error: Error) => {
      expect(error.message).toMatch(/terminated|closed/);
    });
    await pool?.end();
    await standby?.stop('immediate');
    await primary?.stop('immediate');
  });

  const inRecovery = (from: Pool) =>
    from.query('select pg_is_in_recovery() as yes').then(({ rows }) => rows[0].yes as boolean);
  const write = () => pool.query("insert into leases values (gen_random_uuid()::text, 'x', 1)");

  it('go to a standby that keeps up, and to the primary while it lags', async () => {
    const reads = createReadPool(pool, [{ url: standby.url('bank') }], 'test', log, {
      mostLagMs: 300,
    });
    try {
      expect(await reads.read(inRecovery)).toBe(false); // the standby has not been checked yet
      await inUse(reads, 1);
      expect(await reads.read(inRecovery)).toBe(true);

      await onStandby.query('select pg_wal_replay_pause()');
      await inUse(reads, 0, write);
      expect(await reads.read(inRecovery)).toBe(false);

      await onStandby.query('select pg_wal_replay_resume()');
      await inUse(reads, 1);
      expect(await reads.read(inRecovery)).toBe(true);
    } finally {
      await reads.close();
    }
  });

  it('go to the primary when a standby refuses one; query errors stay errors', async () => {
    const reads = createReadPool(pool, [{ url: standby.url('bank') }], 'test', log);
    try {
      await inUse(reads, 1);
      await expect(reads.read((from) => from.query('select nothing from nowhere'))).rejects.toThrow(
        /nowhere/,
      );
      expect(reads.inUse).toBe(0);
      await reads.check();
      expect(reads.inUse).toBe(1);
    } finally {
      await reads.close();
    }
  });

  it('include reports and closed days, whether the standby is up or down', async () => {
    let now = Math.ceil(Date.now() / DAY) * DAY + DAY / 2;
    const app = await serve(
      readConfig({
        PORT: '0',
        DATABASE_URL: primary.url('bank'),
        DATABASE_REPLICA_URLS: standby.url('bank'),
        DATA_KEYS: KEYS,
        LOG_LEVEL: 'silent',
      }),
      {
        host: '127.0.0.1',
        pagesFolder: undefined,
        sweepEveryMs: false,
        clock: () => now,
        writeMetrics: () => undefined,
      },
    );
    const asked = { branch: '1', actor: SEED };
    const report = () => rowsOf(app);
    const queries = async (like: string) =>
      Number(
        (
          await onStandby.query(
            `
              select count(*) as n
                from pg_stat_activity
               where application_name like 'ticketero reports%' and query like $1`,
            [like],
          )
        ).rows[0].n,
      );
    try {
      const issue = () =>
        app.operations.issueTicket(asked, { queue: 'caja', lane: 'general', language: 'es' });
      await issue();
      now += DAY;
      await app.sweep.step(now);
      await issue();
      await until(
        async () => (await report()) === 2 && (await queries('commit')) > 0,
        'a report from the standby',
      );
      const { seq } = (
        await pool.query(
          `
            select max(seq)::integer as seq
              from events
             where branch_id = '1' and type = 'DayClosed'`,
        )
      ).rows[0] as { seq: number };
      await until(
        async () =>
          (await app.operations.readAudit('1', 0, seq - 2)).events.length === seq - 2 &&
          (await queries('%from events%')) > 0,
        'the closed day from the standby',
      );
      expect((await app.operations.readAudit('1', 0, 1000)).events.at(-1)!.fact.type).toBe(
        'TicketIssued',
      ); // today's report is there at once

      await onStandby.end();
      await standby.stop('immediate');
      expect(await report()).toBe(2);
      expect((await app.operations.readAudit('1', 0, 2)).events).toHaveLength(2);
    } finally {
      await app.close();
    }
  });
});
