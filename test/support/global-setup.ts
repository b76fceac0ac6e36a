import { compilePrograms } from './compiled';
import { startTestPostgres } from './postgres';
import { openRun } from './test-folder';
import { startTestValkey } from './valkey';

/**
 * One PostgreSQL and one Valkey for the whole run; workers get their addresses from the
 * environment.
 */
export default async function globalSetup(): Promise<void> {
  const run = await openRun();
  const [postgres, valkey] = await Promise.all([
    startTestPostgres(run.folder),
    startTestValkey(run.folder),
    compilePrograms(run.folder),
  ]);
  process.env.TICKETERO_TEST_DATABASE_URL = postgres.url('postgres');
  if (valkey instanceof Error) process.env.TICKETERO_TEST_REDIS_MISSING = valkey.message;
  else process.env.TICKETERO_TEST_REDIS_URL = valkey.url;
  run.atEnd(() =>
    Promise.all([postgres.stop('immediate'), valkey instanceof Error ? undefined : valkey.stop()]),
  );
}
