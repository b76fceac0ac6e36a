import { join } from 'node:path';
import { migrate } from '../../src/app/db/connect/migrate';
import { Postgres, startPostgres } from '../../src/local/postgres/postgres';

/** Migrated once per run; every test database is a copy of it. */
export const TEMPLATE = 'ticketero_template';

/** PostgreSQL for tests: real, but its data is thrown away, so it never waits for the disk. */
export async function startTestPostgres(runFolder: string): Promise<Postgres> {
  const postgres = await startPostgres({
    folder: join(runFolder, 'postgres'),
    fsync: false,
    settings: {
      max_connections: 300,
      shared_buffers: '256MB',
      autovacuum_naptime: '10s',
      log_min_messages: 'warning',
      max_wal_size: '2GB',
    },
  });
  try {
    await postgres.ensureDatabase(TEMPLATE);
    await migrate(postgres.url(TEMPLATE));
    return postgres;
  } catch (error) {
    await postgres.stop('immediate');
    throw error;
  }
}

/** Address of the run's server, database `postgres`. */
export function adminUrl(): string {
  const url = process.env.TICKETERO_TEST_DATABASE_URL;
  if (!url) {
    throw new Error(
      'no PostgreSQL: only *.test.ts files have one, started by test/support/global-setup.ts',
    );
  }
  return url;
}
