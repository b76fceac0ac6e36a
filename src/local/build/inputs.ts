import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';

export const ROOT = resolve(__dirname, '../../..');

/**
 * The sources of a bundle: files and folders in the repository. `without` lists folders to ignore.
 */
export interface Inputs {
  readonly paths: readonly string[];
  readonly without?: readonly string[];
}

/** The server's bundle: the app without its pages. The lock file stands for all libraries. */
export const SERVER: Inputs = {
  paths: ['src/app', 'src/contract.ts', 'src/contract', 'src/local/build', 'package-lock.json'],
  without: ['src/app/pages'],
};

/** The pages' bundle, including the pure code they share with the server. */
export const PAGES: Inputs = {
  paths: [
    'src/app/pages',
    'src/app/domain',
    'src/app/texts',
    'src/app/paper',
    'src/app/live',
    'src/app/client',
    'src/contract.ts',
    'src/contract',
    'src/local/build',
    'package-lock.json',
  ],
};

/**
 * SHA-256 over names and contents, so that touching a file changes nothing but editing or renaming
 * it does.
 */
export async function hashOf(inputs: Inputs): Promise<string> {
  const hash = createHash('sha256');
  for (const path of inputs.paths) {
    for (const file of await filesBelow(join(ROOT, path), inputs.without ?? [])) {
      hash
        .update(relative(ROOT, file))
        .update('\0')
        .update(await readFile(file))
        .update('\0');
    }
  }
  return hash.digest('hex').slice(0, 32);
}

async function filesBelow(path: string, without: readonly string[]): Promise<readonly string[]> {
  if (path.endsWith('.ts') || path.endsWith('.json')) return [path];
  const files: string[] = [];
  for (const entry of await readdir(path, { withFileTypes: true })) {
    const child = join(path, entry.name);
    if (without.includes(relative(ROOT, child))) continue;
    if (entry.isDirectory()) files.push(...(await filesBelow(child, without)));
    else files.push(child);
  }
  return files.sort();
}
