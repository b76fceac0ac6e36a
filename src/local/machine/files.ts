import { access } from 'node:fs/promises';
import { isErrno } from './processes';

/** The result of reading a file or folder; undefined if it does not exist. */
export async function unlessAbsent<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return undefined;
    throw error;
  }
}

export const exists = async (path: string): Promise<boolean> =>
  (await unlessAbsent(access(path).then(() => true))) ?? false;

/** The end of a program's output on one line, enough to see why it failed. */
export const lastLines = (text: string, count: number): string =>
  text
    .trim()
    .split('\n')
    .slice(-count)
    .map((line) => line.trim())
    .join(' ');
