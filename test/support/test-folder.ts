import { mkdir, mkdtemp, readdir, readlink, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { lockFolder } from '../../src/local/machine/folder-lock';
import { eventually, isErrno, processesMarked, signal } from '../../src/local/machine/processes';

const PREFIX = 'ticketero-test-';

/** Fetched server programs are kept beside those of `npm start`. */
export const BIN_FOLDER = resolve(__dirname, '../../.ticketero/bin');

/**
 * A folder for one test's servers and files. The end of the run removes it; if the run is killed,
 * the next one clears it, servers included.
 */
export async function testFolder(name: string): Promise<string> {
  const run = process.env.TICKETERO_TEST_FOLDER;
  if (!run) {
    throw new Error(
      'testFolder is for *.test.ts files: their global set-up makes the folder of the run',
    );
  }
  await mkdir(run, { recursive: true });
  return mkdtemp(join(run, `${name}-`));
}

/** The folder of this run, outside the clone: several runs may share a clone. */
export async function makeRunFolder(): Promise<{ readonly folder: string; drop(): Promise<void> }> {
  await clearAbandoned();
  const folder = await mkdtemp(join(tmpdir(), PREFIX));
  const taken = await lockFolder(folder, 'test');
  return {
    folder,
    drop: async () => {
      await clear(folder);
      if ('lock' in taken) await taken.lock.release();
    },
  };
}

/** A killed run's lock is free, so nobody needs its servers any more. */
async function clearAbandoned(): Promise<void> {
  for (const name of (await readdir(tmpdir())).filter((entry) => entry.startsWith(PREFIX))) {
    const folder = join(tmpdir(), name);
    try {
      const taken = await lockFolder(folder, 'test');
      if ('holder' in taken) continue;
      await clear(folder);
      await taken.lock.release();
    } catch (error) {
      // another run was faster, or the folder is another user's
      if (!isErrno(error, 'ENOENT', 'EACCES', 'EPERM')) throw error;
    }
  }
}

async function clear(folder: string): Promise<void> {
  // servers have their folder as working directory; all of it is thrown away
  for (const pid of await processesIn(folder)) signal(pid, 'SIGKILL');
  await eventually(async () => (await processesIn(folder)).length === 0, 5_000);
  await rm(folder, { recursive: true, force: true, maxRetries: 3 });
}

/**
 * Those that work inside it, and those that have it in their arguments: programs that tests start.
 */
async function processesIn(folder: string): Promise<readonly number[]> {
  const found = [...(await processesMarked(folder + '/'))];
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    try {
      if ((await readlink(`/proc/${pid}/cwd`)).startsWith(folder + '/')) found.push(Number(pid));
    } catch (error) {
      if (!isErrno(error, 'ENOENT', 'ESRCH', 'EACCES', 'EPERM')) throw error;
    }
  }
  return found;
}
