import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { DATABASE } from '../../contract';
import { LocalEnvironment } from '../machine/environment';
import { lockFolder } from '../machine/folder-lock';
import { keysText } from '../machine/keys';
import { isErrno } from '../machine/processes';
import { startPostgres } from '../postgres/postgres';
import { recoverOrphan } from '../postgres/postgres-orphan';

export interface ReplayDatabase {
  readonly url: string;
  readonly keys: string;
  stop(): Promise<void>;
}

const PREFIX = 'ticketero-replay-';
/** A folder younger than this may belong to a replay that is about to lock it. */
const YOUNG_MS = 60_000;

/**
 * Settings for a database that is deleted at the end: it never waits for the disk and keeps no log
 * for standbys. No figure of a replay depends on disks.
 */
const HASTE = {
  wal_level: 'minimal',
  max_wal_senders: 0,
  max_wal_size: '4GB',
  checkpoint_timeout: '1h',
  shared_buffers: '256MB',
} as const;

/**
 * The environment's database with the keys of `npm start`, or a real PostgreSQL in a temporary
 * folder that is removed at the end.
 */
export async function openDatabase(environment: LocalEnvironment): Promise<ReplayDatabase> {
  if (environment.databaseUrl) {
    const folder = resolve(__dirname, '../../../.ticketero');
    await mkdir(folder, { recursive: true });
    return {
      url: environment.databaseUrl,
      keys: await keysText(environment, folder),
      stop: async () => undefined,
    };
  }
  await clearAbandoned();
  const folder = await mkdtemp(join(tmpdir(), PREFIX));
  const taken = await lockFolder(folder, 'replay');
  const drop = async () => {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
    if ('lock' in taken) await taken.lock.release();
  };
  try {
    const postgres = await startPostgres({ folder, fsync: false, settings: HASTE });
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

/** Removes what killed replays left behind. Their lock is free, so nobody needs their servers. */
async function clearAbandoned(): Promise<void> {
  for (const name of (await readdir(tmpdir())).filter((entry) => entry.startsWith(PREFIX))) {
    const folder = join(tmpdir(), name);
    try {
      if (Date.now() - (await stat(folder)).mtimeMs < YOUNG_MS) continue;
      const taken = await lockFolder(folder, 'replay');
      if ('holder' in taken) continue;
      await recoverOrphan(join(folder, 'data')).catch((error: unknown) => {
        if (!isErrno(error, 'ENOENT')) throw error;
      });
      await rm(folder, { recursive: true, force: true, maxRetries: 3 });
      await taken.lock.release();
    } catch (error) {
      // another replay was faster, or it belongs to another user
      if (!isErrno(error, 'ENOENT', 'EACCES', 'EPERM')) throw error;
    }
  }
}
