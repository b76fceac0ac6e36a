import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { DATABASE } from '../../contract';
import { LocalEnvironment } from '../environment';
import { keysIn } from '../keys';
import { startPostgres } from '../postgres';

export interface ReplayDatabase { readonly url: string; readonly keys: string; stop(): Promise<void> }

/**
 * The database of the environment, with the keys of `npm start`; else a PostgreSQL in a temporary folder, removed at the end. That one does not
 * wait for the disk (fsync off): it is thrown away, and no figure of a replay is about disks.
 */
export async function openDatabase(environment: LocalEnvironment): Promise<ReplayDatabase> {
  if (environment.databaseUrl) {
    const folder = resolve(__dirname, '../../../.ticketero');
    await mkdir(folder, { recursive: true });
    return { url: environment.databaseUrl, keys: environment.dataKeys ?? await keysIn(folder, false), stop: async () => undefined };
  }
  const folder = await mkdtemp(join(tmpdir(), 'ticketero-replay-'));
  const drop = () => rm(folder, { recursive: true, force: true, maxRetries: 3 });
  try {
    const postgres = await startPostgres({ folder, fsync: false });
    await postgres.ensureDatabase(DATABASE.name);
    return {
      url: postgres.url(DATABASE.name),
      keys: randomBytes(32).toString('base64url'),
      async stop() {
        await postgres.stop('immediate');
        await drop();
      },
    };
  } catch (error) {
    await drop();
    throw error;
  }
}
