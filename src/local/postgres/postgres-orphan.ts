import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { unlessAbsent } from '../machine/files';
import { folderId } from '../machine/folder-lock';
import { Problem } from '../machine/problem';
import { eventually, processesMarked, signal } from '../machine/processes';

/**
 * A text in the command line of all processes of this data folder's PostgreSQL, which identifies
 * orphans.
 */
export const markerOf = (dataFolder: string) => `ticketero-${folderId(dataFolder)}`;

/**
 * Stops what a killed run left of a PostgreSQL on this data folder, so that a new one can start
 * with the data intact. Only processes with this folder's marker in their command line are touched,
 * because a number in a stale `postmaster.pid` may belong to any process by now. Call it only while
 * holding the folder's lock: then no living process owns that server.
 */
export async function recoverOrphan(dataFolder: string): Promise<void> {
  const pidFile = join(dataFolder, 'postmaster.pid');
  const recorded = await postmasterIn(pidFile);
  const marker = markerOf(dataFolder);
  const gone = async () => (await processesMarked(marker)).length === 0;
  const left = await processesMarked(marker);
  if (recorded !== undefined && left.includes(recorded)) {
    signal(recorded, 'SIGINT'); // fast shutdown: everything committed is on disk afterwards
    if (!(await eventually(gone, 20_000))) signal(recorded, 'SIGQUIT');
  }
  if (!(await eventually(gone, 5_000))) {
    // backends whose postmaster has died
    for (const pid of await processesMarked(marker)) signal(pid, 'SIGQUIT');
  }
  if (!(await eventually(gone, 10_000))) {
    throw new Problem(
      `An earlier PostgreSQL on ${dataFolder} does not stop ` +
        `(processes ${(await processesMarked(marker)).join(', ')}). ` +
        'End them with kill -9, then start again; your data is safe.',
    );
  }
  await rm(pidFile, { force: true });
}

async function postmasterIn(pidFile: string): Promise<number | undefined> {
  const text = await unlessAbsent(readFile(pidFile, 'utf8'));
  const pid = Number(text?.split('\n')[0]);
  return Number.isInteger(pid) && pid > 1 ? pid : undefined;
}
