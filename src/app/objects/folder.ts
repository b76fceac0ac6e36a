import { randomUUID } from 'node:crypto';
import { link, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { Objects } from './objects';

const isErrno = (error: unknown, ...codes: readonly string[]) =>
  codes.includes((error as NodeJS.ErrnoException).code ?? '');

/**
 * Objects as files. Each is written to a temporary name and linked into place, so it appears whole
 * or not at all, and a name is never taken twice.
 */
export function createFolder(root: string): Objects {
  const written = async (
    key: string,
    body: Buffer | string,
    place: (from: string, to: string) => Promise<void>,
  ) => {
    const path = join(root, key);
    const beside = `${path}.${randomUUID()}.new`;
    await mkdir(dirname(path), { recursive: true });
    try {
      await writeFile(beside, body, { mode: 0o444, flush: true });
      await place(beside, path);
    } finally {
      await rm(beside, { force: true });
    }
  };
  return {
    async add(key, body) {
      try {
        await written(key, body, link);
        return true;
      } catch (error) {
        if (isErrno(error, 'EEXIST')) return false;
        throw error;
      }
    },
    put: (key, body) => written(key, body, rename),
    async get(key) {
      try {
        return await readFile(join(root, key), 'utf8');
      } catch (error) {
        if (isErrno(error, 'ENOENT')) return undefined;
        throw error;
      }
    },
    async keys(prefix) {
      try {
        const found = await readdir(root, { recursive: true, withFileTypes: true });
        const files = found
          .filter((entry) => entry.isFile() && !entry.name.endsWith('.new'))
          .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
        return files.filter((key) => key.startsWith(prefix)).sort();
      } catch (error) {
        if (isErrno(error, 'ENOENT')) return [];
        throw error;
      }
    },
  };
}
