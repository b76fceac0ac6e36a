import type { Directory } from '../../../wire/settings';
import { ApiProblem, call } from './api';

/**
 * Names of a branch's queues, counters and advisors, and its rules. Throws `ApiProblem`, also where
 * this browser is a device and nobody of the staff.
 */
export async function readDirectory(branch: string): Promise<Directory> {
  const directory = await call('GET /api/branches/:branch/directory', { params: { branch } });
  if (!('staff' in directory)) throw new ApiProblem(403, 'not_allowed');
  return directory;
}

/** A queue's place in its branch's list: its colour follows it. */
export const hueOf = (directory: Directory, queue: string): number =>
  Object.keys(directory.config.queues).indexOf(queue);
