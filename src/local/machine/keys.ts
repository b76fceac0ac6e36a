import { randomBytes } from 'node:crypto';
import { open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ENV } from '../../contract';
import { LocalEnvironment } from './environment';
import { unlessAbsent } from './files';
import { Problem } from './problem';

const keysFile = (folder: string) => join(folder, 'keys.json');
const PURPOSES = ['data', 'index', 'audit', 'ticket'] as const;

/**
 * `DATA_KEYS` for every start in this folder, created once and readable only by the owner. If the
 * file is lost, the customers in the database can no longer be read.
 * @param hasData whether the folder's database exists; missing keys are then an error, and not
 * created
 */
export async function keysIn(folder: string, hasData: boolean): Promise<string> {
  const file = keysFile(folder);
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

/**
 * The variable that leads the app to its keys if the environment does not: to the folder's file,
 * which is read again when `npm run keys:rotate` changes it.
 */
export async function keysVariable(
  { dataKeys, dataKeysFile }: Pick<LocalEnvironment, 'dataKeys' | 'dataKeysFile'>,
  folder: string,
  hasData: boolean,
): Promise<Readonly<Record<string, string>>> {
  if (dataKeys ?? dataKeysFile) return {};
  await keysIn(folder, hasData);
  return { [ENV.DATA_KEYS_FILE]: keysFile(folder) };
}

/** `DATA_KEYS` from the environment, from the file it names, or from the folder. */
export const keysText = async (
  { dataKeys, dataKeysFile }: Pick<LocalEnvironment, 'dataKeys' | 'dataKeysFile'>,
  folder: string,
): Promise<string> =>
  dataKeys ?? (dataKeysFile ? await readFile(dataKeysFile, 'utf8') : await keysIn(folder, false));

/** Replaces a folder's keys atomically. */
export async function replaceKeys(folder: string, text: string): Promise<void> {
  const file = keysFile(folder);
  const beside = `${file}.new`;
  await rm(beside, { force: true });
  const handle = await open(beside, 'wx', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(beside, file);
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
