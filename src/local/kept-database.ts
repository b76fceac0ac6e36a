import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DATABASE } from '../contract';
import { databaseProblem } from './database-problem';
import { pathGiven } from './machine/command-line';
import { LocalEnvironment, localEnvironment } from './machine/environment';
import { unlessAbsent } from './machine/files';
import { atWork, FolderLock, Holder, lockFolder } from './machine/folder-lock';
import { endIfInterrupted, isInterrupted } from './machine/interrupts';
import { Problem } from './machine/problem';
import { START_FOLDER } from './options';
import { startPostgres } from './postgres/postgres';
import { ENV_FILE, hasData } from './servers';

/** The lines about the folder in every usage text, with this many columns for the option. */
export const databaseFolder = (width = 13) => `\
  ${'--folder PATH'.padEnd(width)}  the folder of npm start, if it is not .ticketero/
  ${'--help'.padEnd(width)}  this text

It uses the database and the keys of the environment (DATABASE_URL, DATA_KEYS), if set; otherwise
those of npm start, which need not be running.
`;

/** The folder of npm start, from the option or its default. */
export const folderOf = ({ folder }: { readonly folder: string | undefined }): string =>
  folder === undefined ? START_FOLDER : pathGiven(folder);

interface StartDatabase {
  readonly databaseUrl: string;
  /** The address of the npm start that serves it, if one is running. */
  readonly url?: string;
  readonly environment: LocalEnvironment;
}

/**
 * Works on the environment's database or that of npm start. If npm start is running, its server is
 * used; otherwise one is started for the time it takes, and ended by a signal too.
 * @param command the running command, which others are told
 * @throws Problem if there is no database
 */
export async function withDatabase<T>(
  command: string,
  folder: string,
  work: (database: StartDatabase) => Promise<T>,
): Promise<T> {
  const environment = localEnvironment();
  const told = async (database: StartDatabase) => {
    try {
      return await work(database);
    } catch (error) {
      throw databaseProblem(error, database.databaseUrl);
    }
  };
  if (environment.databaseUrl) return told({ databaseUrl: environment.databaseUrl, environment });
  if (!(await hasData(folder))) {
    throw new Problem(
      `There is no database in ${folder}. ` +
        'Run npm start first, or set DATABASE_URL and DATA_KEYS.',
    );
  }
  const taken = await lockFolder(folder, 'start');
  if ('holder' in taken) {
    return told({ ...(await noted(folder, taken.holder)), environment });
  }
  taken.lock.tell({ command });
  return alone(folder, taken.lock, (databaseUrl) => told({ databaseUrl, environment }));
}

/** Does it with a server of its own, which a signal ends as well. */
async function alone<T>(
  folder: string,
  lock: FolderLock,
  work: (databaseUrl: string) => Promise<T>,
): Promise<T> {
  const starting = startPostgres({ folder: join(folder, 'postgres') });
  const stop = async () => {
    const postgres = await starting.catch(() => undefined); // the caller's promise reports it
    await postgres?.stop();
    await lock.release();
  };
  const forget = endIfInterrupted(stop);
  try {
    return await work((await starting).url(DATABASE.name));
  } finally {
    if (!isInterrupted()) {
      forget();
      await stop();
    }
  }
}

/** @throws Problem if the folder's holder has no server yet that others may use */
async function noted(
  folder: string,
  holder: Holder,
): Promise<Pick<StartDatabase, 'databaseUrl' | 'url'>> {
  if (holder.command && !holder.url) throw atWork(folder, holder);
  const notes = await unlessAbsent(readFile(join(folder, ENV_FILE), 'utf8'));
  const databaseUrl = /^export DATABASE_URL='(.*)'$/m.exec(notes ?? '')?.[1];
  if (databaseUrl && holder.url) return { databaseUrl, url: String(holder.url) };
  throw new Problem(
    `${String(holder.command ?? 'npm start')} is still starting in ${folder}. ` +
      'Wait until it is ready, then try again.',
  );
}
