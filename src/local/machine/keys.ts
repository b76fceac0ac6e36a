import { randomBytes } from 'node:crypto';
import { open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { unlessAbsent } from './files';
import { Problem } from './problem';

const PURPOSES = ['data', 'index', 'audit', 'ticket'] as const;

/**
 * `DATA_KEYS` for every start in this folder, created once and readable only by the owner. If the
 * file is lost, the customers in the database can no longer be read.
 * @param hasData whether the folder's database exists; missing keys are then an error, and not
 * created
 */
export async function keysIn(folder: string, hasData: boolean): Promise<string> {
  const file = join(folder, 'keys.json');
  const kept = await unlessAbsent(readFile(file, 'utf8'));
  if (kept !== undefined) {
    if (!isWhole(kept)) {
      throw new Problem(
        `${file} is damaged: it must hold JSON with the lists ${PURPOSES.join(', ')}. ` +
          'Put back a copy of it, or start over: npm start -- --fresh.',
      );
    }
    return kept;
  }
  if (hasData) {
    throw new Problem(
      `${file} is gone, and without it the customers in ${folder} cannot be read. ` +
        'Put back a copy of it, or start over: npm start -- --fresh.',
    );
  }
  const text =
    JSON.stringify(
      Object.fromEntries(
        PURPOSES.map((purpose) => [
          purpose,
          [{ id: 'local-1', key: randomBytes(32).toString('base64url') }],
        ]),
      ),
      null,
      2,
    ) + '\n';
  const handle = await open(file, 'wx', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } catch (error) {
    await rm(file, { force: true });
    throw error;
  } finally {
    await handle.close();
  }
  return text;
}

function isWhole(text: string): boolean {
  try {
    const keys = JSON.parse(text) as Record<string, unknown>;
    return PURPOSES.every((purpose) => Array.isArray(keys[purpose]) && keys[purpose].length > 0);
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}
