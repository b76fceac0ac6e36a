import { mkdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { Ending } from './machine/ending';
import { LocalEnvironment } from './machine/environment';
import { atWork, lockFolder } from './machine/folder-lock';
import { keysVariable } from './machine/keys';
import { Problem } from './machine/problem';
import { freePort, isErrno } from './machine/processes';
import { StartOptions } from './options';
import { ENV_FILE, forget, hasData, Servers } from './servers';

/** What `npm start` and `npm run dev` prepare before they start anything. */
export interface Ground {
  readonly port: number;
  /** The variable that leads to the keys, unless the environment has one. */
  readonly keys: Readonly<Record<string, string>>;
  /** Whether the database is in the folder, rather than named by the environment. */
  readonly own: boolean;
}

/** Finds a port, locks the folder for this process and reads or creates its keys. */
export async function takeGround(
  options: StartOptions,
  environment: LocalEnvironment,
  ending: Ending,
): Promise<Ground> {
  const port = await portToUse(options);
  await makeFolder(options);
  const own = !environment.databaseUrl;
  if (own) await takeFolder(options, ending, port);
  if (options.fresh) await forget(options.folder);
  const hasSome = own && (await hasData(options.folder));
  const keys = await keysVariable(environment, options.folder, hasSome);
  return { port, keys, own };
}

/** Checked before anything is started, so that the most common mistake is reported at once. */
async function portToUse({ port, command }: StartOptions): Promise<number> {
  if (port === 0) return freePort();
  await new Promise<void>((free, failed) => {
    const probe = createServer();
    probe.once('error', failed);
    probe.listen(port, '127.0.0.1', () => probe.close(() => free()));
  }).catch((error: unknown) => {
    if (isErrno(error, 'EADDRINUSE')) {
      throw new Problem(
        `Port ${port} is in use. Stop what uses it, or choose another: ` +
          `PORT=${port === 65535 ? 8080 : port + 1} ${command} (PORT=0 takes any free one).`,
      );
    }
    if (isErrno(error, 'EACCES')) {
      throw new Problem(
        `Port ${port} is reserved for the system. Choose one from 1024: PORT=8080 ${command}.`,
      );
    }
    throw error;
  });
  return port;
}

async function makeFolder({ folder, command }: StartOptions): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
  } catch (error) {
    if (isErrno(error, 'EACCES', 'EROFS', 'EPERM', 'ENOTDIR', 'EEXIST')) {
      throw new Problem(
        `${folder} cannot be created (${error.code}). ` +
          `Give a folder that you may write to: ${command} -- --folder PATH.`,
      );
    }
    if (isErrno(error, 'ENOSPC')) {
      throw new Problem(
        `The disk is full: ${folder} cannot be created. Free some space and start again.`,
      );
    }
    throw error;
  }
}

async function takeFolder(
  { folder, command }: StartOptions,
  ending: Ending,
  port: number,
): Promise<void> {
  const taken = await lockFolder(folder, 'start');
  if ('holder' in taken) {
    const { pid, url, command: running = 'npm start' } = taken.holder;
    if (taken.holder.command && !url) throw atWork(folder, taken.holder);
    throw new Problem(
      `${running as string} is already running in ${folder}${url ? ` at ${url as string}` : ''} ` +
        `(process ${pid ?? 'unknown'}). ` +
        'Stop it with Ctrl-C there, or start a second instance beside it: ' +
        `( . ${join(folder, ENV_FILE)} && PORT=0 ${command} ).`,
    );
  }
  taken.lock.tell({ url: `http://localhost:${port}`, command });
  ending.add(() => taken.lock.release());
}

/**
 * Writes the addresses of our servers with their passwords, for a second instance and for psql.
 * Only the owner can read the file.
 */
export async function noteServers(folder: string, servers: Servers, ending: Ending): Promise<void> {
  const file = join(folder, ENV_FILE);
  const lines = Object.entries(servers.variables).map(
    ([name, value]) => `export ${name}='${value}'`,
  );
  await rm(file, { force: true });
  await writeFile(file, lines.join('\n') + '\n', { mode: 0o600 });
  ending.add(() => rm(file, { force: true }));
}

/** Waits for both even if one fails, because what is still starting cannot be stopped yet. */
export async function both<A, B>(first: Promise<A>, second: Promise<B>): Promise<readonly [A, B]> {
  await Promise.allSettled([first, second]);
  return Promise.all([first, second]);
}

/** Registers what has been started, so that it is stopped even if a later step fails. */
export async function begin<T extends { stop(): Promise<void> }>(
  starting: Promise<T>,
  ending: Ending,
): Promise<T> {
  const started = await starting;
  ending.add(() => started.stop());
  return started;
}
