import { execFile } from 'node:child_process';
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { migrate } from '../../src/app/db/connect/migrate';
import { DATABASE } from '../../src/contract';
import { exists } from '../../src/local/machine/files';
import { keysIn } from '../../src/local/machine/keys';
import { isErrno } from '../../src/local/machine/processes';
import { startPostgres } from '../../src/local/postgres/postgres';
import { startFolder } from './npm-start';
import { runFolder, testFolder } from './test-folder';

const run = promisify(execFile);

/**
 * A folder for `npm start --folder`, as left by a first start that was ended before it made its
 * bank: keys, and a migrated database without a row. Making it takes as long as the rest of a
 * start, so a run makes it once. Not for tests of the first start itself.
 */
export async function migratedFolder(name: string): Promise<string> {
  const folder = await startFolder(name);
  const [migrated] = await Promise.all([migratedOnce(), keysIn(folder, false)]);
  // keeps its owner: if tests run as root, PostgreSQL runs as another user
  await run('cp', ['-a', '--reflink=auto', migrated, join(folder, 'postgres')]);
  return folder;
}

/**
 * The run's template, not in use. Workers that start at the same time may each make one; the first
 * complete one is kept.
 */
async function migratedOnce(): Promise<string> {
  const kept = join(runFolder(), 'migrated');
  if (await exists(kept)) return kept;
  const made = await testFolder('migrated');
  const postgres = await startPostgres({ folder: made, fsync: false });
  try {
    await postgres.ensureDatabase(DATABASE.name);
    await migrate(postgres.url(DATABASE.name));
  } finally {
    await postgres.stop();
  }
  await rm(postgres.logFile);
  try {
    await rename(made, kept);
  } catch (error) {
    if (!isErrno(error, 'ENOTEMPTY', 'EEXIST')) throw error;
    await rm(made, { recursive: true });
  }
  return kept;
}
