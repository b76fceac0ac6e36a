import './machine/node-version';
import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { ConfigError, readConfig } from '../app/config';
import { rotateKeys } from '../app/main';
import { ENV } from '../contract';
import { databaseFolder, folderOf, withDatabase } from './kept-database';
import { commandLine } from './machine/command-line';
import { LocalEnvironment } from './machine/environment';
import { keysIn, keysVariable, replaceKeys } from './machine/keys';
import { Problem } from './machine/problem';
import { EXIT, runCommand } from './machine/run-command';

const command = 'npm run keys:rotate';
const usage = `${command} -- [--new] [--remove] [--folder PATH]

Re-encrypts everything under the data key in use, while the app serves.

  --new          first makes a new data key in the folder of npm start, and waits until it is in use
  --remove       then removes the older data keys from it, if nothing is left under them
${databaseFolder()}
Exits with 0 if everything is under the key in use, 1 if not, 2 if it could not be done. It may be
interrupted and run again.
`;

/** By then every instance has read the file, which it does every two seconds. */
const KNOWN_BY_ALL_MS = 4_000;

interface Secret {
  readonly id: string;
  readonly key: string;
  readonly from?: string;
}
interface KeyFile {
  readonly data: readonly Secret[];
}

async function changeKeys(
  folder: string,
  { dataKeys, dataKeysFile }: LocalEnvironment,
  change: (data: readonly Secret[]) => readonly Secret[],
): Promise<void> {
  const variable = dataKeys ? ENV.DATA_KEYS : dataKeysFile ? ENV.DATA_KEYS_FILE : undefined;
  if (variable) {
    throw new Problem(
      `${variable} has the keys, and --new and --remove change those of npm start only: ` +
        'change "data" there, as docs/runbook.md says, and leave the option out.',
    );
  }
  const file = JSON.parse(await keysIn(folder, true)) as KeyFile;
  const next = { ...file, data: change(file.data) };
  await replaceKeys(folder, `${JSON.stringify(next, null, 2)}\n`);
}

/** Adds a key, which nobody uses before every instance knows it. */
async function addKey(folder: string, environment: LocalEnvironment): Promise<void> {
  const from = Date.now() + KNOWN_BY_ALL_MS;
  await changeKeys(folder, environment, (data) => {
    const numbers = data.map(({ id }) => Number(/(\d{1,9})$/.exec(id)?.[1] ?? 0));
    const id = `local-${Math.max(...numbers) + 1}`;
    process.stdout.write(`data key ${id} is new, and in use within seconds\n`);
    const key = randomBytes(32).toString('base64url');
    return [{ id, key, from: new Date(from).toISOString() }, ...data];
  });
  await pause(from - Date.now() + 100);
}

/** Removes keys older than the one in use. */
async function removeOlder(folder: string, environment: LocalEnvironment): Promise<void> {
  let gone: readonly Secret[] = [];
  await changeKeys(folder, environment, (data) => {
    const inUse = data.findIndex(({ from }) => !from || Date.parse(from) <= Date.now());
    gone = data.slice(inUse + 1);
    return data.slice(0, inUse + 1);
  });
  const ids = gone.map(({ id }) => id).join(', ');
  process.stdout.write(`taken out: ${ids || 'nothing, there is no older key'}\n`);
}

/** `npm run keys:rotate`. */
async function main(): Promise<number> {
  const asked = commandLine(process.argv.slice(2), {
    command,
    usage,
    options: { new: 'switch', remove: 'switch', folder: 'value' },
  });
  if (!asked) return EXIT.done;
  const { values } = asked;
  const folder = folderOf(values);
  return withDatabase(command, folder, async ({ databaseUrl, environment }) => {
    if (values.new) await addKey(folder, environment);
    const config = readConfig({
      ...environment.all,
      [ENV.DATABASE_URL]: databaseUrl,
      ...(await keysVariable(environment, folder, true)),
    });
    const done = await rotateKeys(config, (line) => {
      process.stdout.write(`${line}\n`);
    });
    if (!done) return EXIT.no;
    if (values.remove) await removeOlder(folder, environment);
    return EXIT.done;
  });
}

void runCommand(main, (error) => error instanceof ConfigError);
