import { startTestPostgres } from './postgres';
import { makeRunFolder } from './test-folder';
import { startTestValkey } from './valkey';

declare global {
  var stopTestServers: (() => Promise<void>) | undefined;
}

/**
 * One PostgreSQL and one Valkey for the whole run; workers get their addresses from the
 * environment.
 */
export default async function globalSetup(): Promise<void> {
  const run = await makeRunFolder();
  const [postgres, valkey] = await Promise.all([
    startTestPostgres(run.folder),
    startTestValkey(run.folder),
  ]);
  process.env.TICKETERO_TEST_FOLDER = run.folder;
  process.env.TICKETERO_TEST_DATABASE_URL = postgres.url('postgres');
  if (valkey instanceof Error) process.env.TICKETERO_TEST_REDIS_MISSING = valkey.message;
  else process.env.TICKETERO_TEST_REDIS_URL = valkey.url;
  globalThis.stopTestServers = async () => {
    await Promise.all([
      postgres.stop('immediate'),
      valkey instanceof Error ? undefined : valkey.stop(),
    ]);
    await run.drop();
  };
}
