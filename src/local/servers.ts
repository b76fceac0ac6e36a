import { access, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DATABASE } from '../contract';
import { LocalEnvironment } from './environment';
import { lockFolder } from './folder-lock';
import { startPostgres } from './postgres';
import { recoverOrphan } from './postgres-orphan';
import { Problem } from './problem';
import { isErrno } from './processes';
import { endOrphans, startValkey } from './valkey';

export interface Servers {
  readonly databaseUrl: string;
  /** Absent: the app runs on its in-memory bus. */
  readonly redisUrl: string | undefined;
  readonly warnings: readonly string[];
  /** Ends what was started here, and nothing else. */
  stop(): Promise<void>;
}

/** In npm start's folder while it runs: the addresses of its servers as shell lines. */
export const ENV_FILE = 'env';

/** PostgreSQL and Valkey of the environment where it names them; else our own, in `folder`. */
export async function startServers(folder: string, environment: LocalEnvironment): Promise<Servers> {
  const [database, cache] = await Promise.allSettled([ourDatabase(folder, environment), ourCache(folder, environment)]);
  const stop = async () => {
    await Promise.all([database, cache].map((one) => one.status === 'fulfilled' ? one.value.stop() : undefined));
  };
  if (database.status === 'rejected' || cache.status === 'rejected') {
    await stop();
    throw (database.status === 'rejected' ? database : cache as PromiseRejectedResult).reason;
  }
  return { databaseUrl: database.value.url, redisUrl: cache.value.url, warnings: cache.value.warnings, stop };
}

/** Whether an earlier run made data here. */
export const hasData = (folder: string) => exists(join(folder, 'postgres', 'data'));

/** Forgets what npm start made in its folder; fetched programs stay. Ends servers that a killed run left on it, and refuses while a living process uses them. */
export async function forget(folder: string): Promise<void> {
  for (const name of ['postgres', 'valkey']) {
    const path = join(folder, name);
    if (!await exists(path)) continue;
    const taken = await lockFolder(path, name);
    if ('holder' in taken) throw new Problem(`${path} is in use by process ${taken.holder.pid ?? 'unknown'}. Stop that one first, then begin anew.`);
    if (name === 'valkey') await endOrphans(path);
    else if (await hasData(folder)) await recoverOrphan(join(path, 'data'));
    await rm(path, { recursive: true, force: true });
    await taken.lock.release();
  }
  for (const name of ['anchors', 'keys.json', ENV_FILE]) await rm(join(folder, name), { recursive: true, force: true });
}

async function exists(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return false;
    throw error;
  }
}

interface Server { readonly url: string | undefined; readonly warnings: readonly string[]; stop(): Promise<void> }
const theirs = { warnings: [], stop: async () => undefined };

async function ourDatabase(folder: string, environment: LocalEnvironment): Promise<Server & { readonly url: string }> {
  if (environment.databaseUrl) return { url: environment.databaseUrl, ...theirs };
  const postgres = await startPostgres({ folder: join(folder, 'postgres') });
  await postgres.ensureDatabase(DATABASE.name);
  return { url: postgres.url(DATABASE.name), warnings: [], stop: () => postgres.stop() };
}

async function ourCache(folder: string, environment: LocalEnvironment): Promise<Server> {
  if (environment.redisUrl) return { url: environment.redisUrl, ...theirs };
  try {
    const valkey = await startValkey({ folder: join(folder, 'valkey'), binFolder: join(folder, 'bin') });
    return { url: valkey.url, warnings: [], stop: () => valkey.stop() };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return { url: undefined, warnings: [`${error.message} The app runs on its in-memory bus: enough for one instance.`], stop: async () => undefined };
  }
}
