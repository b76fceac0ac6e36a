import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DATABASE } from '../contract';
import { LocalEnvironment } from './machine/environment';
import { unlessAbsent } from './machine/files';
import { lockFolder } from './machine/folder-lock';
import { Problem } from './machine/problem';
import { startPostgres } from './postgres/postgres';
import { ENV_FILE, hasData } from './servers';

/**
 * The environment's database, or that of npm start: with the server of a running one, or with one
 * that is started for the time it takes.
 * @throws Problem where there is none
 */
export async function keptDatabase(
  folder: string,
  environment: LocalEnvironment,
): Promise<{ readonly databaseUrl: string; stop(): Promise<void> }> {
  if (environment.databaseUrl) {
    return { databaseUrl: environment.databaseUrl, stop: async () => undefined };
  }
  if (!(await hasData(folder))) {
    throw new Problem(
      `There is no database in ${folder}. ` +
        'Run npm start first, or set DATABASE_URL and DATA_KEYS.',
    );
  }
  const taken = await lockFolder(folder, 'start');
  if ('holder' in taken) {
    return { databaseUrl: await notedUrl(folder), stop: async () => undefined };
  }
  const postgres = await startPostgres({ folder: join(folder, 'postgres') });
  return {
    databaseUrl: postgres.url(DATABASE.name),
    stop: async () => {
      await postgres.stop();
      await taken.lock.release();
    },
  };
}

async function notedUrl(folder: string): Promise<string> {
  const notes = await unlessAbsent(readFile(join(folder, ENV_FILE), 'utf8'));
  const url = /^export DATABASE_URL='(.*)'$/m.exec(notes ?? '')?.[1];
  if (url) return url;
  throw new Problem(
    `npm start is still starting in ${folder}. Wait until it is ready, then try again.`,
  );
}
