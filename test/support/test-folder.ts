import { chmod, mkdir, mkdtemp, readdir, readlink, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { lockFolder } from '../../src/local/machine/folder-lock';
import { eventually, isErrno, processesMarked, signal } from '../../src/local/machine/processes';

const PREFIX = 'ticketero-test-';

/** Signals that end a run, by number. */
const SIGNALS = [
  ['SIGHUP', 1],
  ['SIGINT', 2],
  ['SIGTERM', 15],
] as const;

/** Downloaded server programs are kept beside those of `npm start`. */
export const BIN_FOLDER = resolve(__dirname, '../../.ticketero/bin');

/** The folder for everything a jest run creates. */
export interface Run {
  readonly folder: string;
  /** Things to end before the folder is removed, in reverse order. */
  atEnd(end: () => Promise<unknown>): void;
  close(): Promise<void>;
}

declare global {
  var runOfTests: Run | undefined;
}

/**
 * A folder for one test's servers and files. The end of the run removes it; if the run is killed,
 * the next one clears it, servers included.
 */
export async function testFolder(name: string): Promise<string> {
  const run = runFolder();
  await mkdir(run, { recursive: true });
  return mkdtemp(join(run, `${name}-`));
}

/** The folder that contains those of all tests in this run. */
export function runFolder(): string {
  const run = process.env.TICKETERO_TEST_FOLDER;
  if (!run) throw new Error('this is for tests: a global set-up makes the folder of the run');
  return run;
}

/**
 * This run of jest, opened by whichever project is first. Its folder is outside the clone, because
 * several runs may share a clone, and the temporary folder of workers and of what they start is
 * inside it: nobody has to tidy up what a library puts there.
 */
export async function openRun(): Promise<Run> {
  return (globalThis.runOfTests ??= await newRun());
}

async function newRun(): Promise<Run> {
  await clearAbandoned();
  const before = process.env.TMPDIR;
  const folder = await mkdtemp(join(tmpdir(), PREFIX));
  const taken = await lockFolder(folder, 'test');
  const temporary = join(folder, 'tmp');
  await mkdir(temporary);
  // if tests run as root, PostgreSQL runs as another user
  for (const path of [folder, temporary]) await chmod(path, 0o711);
  process.env.TICKETERO_TEST_FOLDER = folder;
  process.env.TMPDIR = temporary;
  const ends: (() => Promise<unknown>)[] = [];
  const close = async () => {
    globalThis.runOfTests = undefined;
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
    delete process.env.TICKETERO_TEST_FOLDER;
    for (const end of ends.reverse()) await end();
    await clear(folder);
    if ('lock' in taken) await taken.lock.release();
  };
  // jest leaves at once, and its global teardown with it
  for (const [name, number] of SIGNALS) {
    const leave = () => void close().finally(() => process.exit(128 + number));
    process.once(name, leave);
    ends.push(async () => process.off(name, leave));
  }
  return { folder, atEnd: (end) => ends.push(end), close };
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
      // another run did it first, or the folder is another user's
      if (!isErrno(error, 'ENOENT', 'EACCES', 'EPERM')) throw error;
    }
  }
}

async function clear(folder: string): Promise<void> {
  // servers have their folder as working directory, and everything is thrown away
  for (const pid of await processesIn(folder)) signal(pid, 'SIGKILL');
  await eventually(async () => (await processesIn(folder)).length === 0, 5_000);
  await rm(folder, { recursive: true, force: true, maxRetries: 3 });
}

/**
 * Processes that work inside it, and those with it in their arguments: programs started by tests.
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
