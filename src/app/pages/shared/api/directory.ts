import { get } from './api';
import { SnapshotFrame } from '../../../live/frames';

/** Names of a branch's queues, counters and advisors, and its rules. */
export type Directory = SnapshotFrame['data']['directory'];

export const readDirectory = (branch: string): Promise<Directory> =>
  get<Directory>(`/api/branches/${encodeURIComponent(branch)}/directory`);

/** A queue's place in its branch's list: its colour follows it. */
export const hueOf = (directory: Directory, queue: string): number =>
  Object.keys(directory.config.queues).indexOf(queue);
