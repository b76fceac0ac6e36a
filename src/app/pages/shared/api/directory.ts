import type { Directory } from '../../../wire/settings';
import { ApiProblem, call } from './api';

/**
 * The names of a branch's queues, counters and staff, and its settings. Throws `ApiProblem`, also
 * if this browser is a device and nobody is signed in.
 */
export async function readDirectory(branch: string): Promise<Directory> {
  const directory = await call('GET /api/branches/:branch/directory', { params: { branch } });
  if (!('staff' in directory)) throw new ApiProblem(403, 'not_allowed');
  return directory;
}

/** The first name of somebody who serves here, or did; their id where nobody has a name for it. */
export const firstNameOf = ({ staff, former }: Directory, id: string): string =>
  (staff[id] ?? former?.[id])?.firstName ?? id;

/** A queue's place in its branch's list, which decides its colour. */
export const hueOf = (directory: Directory, queue: string): number =>
  Object.keys(directory.config.queues).indexOf(queue);
