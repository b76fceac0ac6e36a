import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { migrate } from '../src/app/db/connect/migrate';
import { newKeys } from '../src/app/vault/keys';
import { endIfInterrupted } from '../src/local/machine/interrupts';
import { PostgresOptions, startPostgres } from '../src/local/postgres/postgres';
import { AppProcess, startApp } from '../test/support/app-process';
import { BankOptions, seedBank } from '../test/support/bank';

export interface Stage {
  readonly databaseUrl: string;
  readonly keys: string;
  /** The PostgreSQL server's process id; its children serve the connections. */
  readonly postgresPid: number;
  app(env?: Readonly<Record<string, string>>): Promise<AppProcess>;
  /**
   * Updates the planner's statistics, as autovacuum does within a minute: statements planned while
   * the database was empty would read a whole branch for each row.
   */
  analyze(): Promise<void>;
  end(): Promise<void>;
}

/** How each stage that is open ends. */
const open = new Set<() => Promise<void>>();

/** Ends all open stages, for a benchmark that cannot go on. */
export async function endStages(): Promise<void> {
  await Promise.allSettled([...open].map((end) => end()));
}

/** A separate PostgreSQL (durable: fsync on), a seeded bank, and apps as separate processes. */
export async function openStage(
  bank: BankOptions,
  settings?: PostgresOptions['settings'],
): Promise<Stage> {
  const folder = await mkdtemp(join(tmpdir(), 'ticketero-bench-'));
  const starting = startPostgres({ folder: join(folder, 'postgres'), settings });
  const apps: AppProcess[] = [];
  const end = async () => {
    open.delete(end);
    await Promise.all(apps.map((app) => app.stop()));
    const postgres = await starting.catch(() => undefined); // its caller gets the error
    await postgres?.stop();
    await rm(folder, { recursive: true, force: true });
    forget();
  };
  open.add(end);
  const forget = endIfInterrupted(end);
  try {
    const postgres = await starting;
    await postgres.ensureDatabase('bench');
    const databaseUrl = postgres.url('bench');
    await migrate(databaseUrl);
    const keys = newKeys();
    await seedBank(databaseUrl, keys, bank);
    return {
      databaseUrl,
      keys,
      postgresPid: postgres.pid,
      end,
      async analyze() {
        const client = new Client({ connectionString: databaseUrl });
        await client.connect();
        try {
          await client.query('analyze');
        } finally {
          await client.end();
        }
      },
      async app(env) {
        const app = await startApp({ databaseUrl, keys, env, endsWithUs: true });
        apps.push(app);
        return app;
      },
    };
  } catch (error) {
    await end();
    throw error;
  }
}
