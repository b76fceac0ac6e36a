import { mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { folderId } from '../../src/local/machine/folder-lock';
import { processesMarked } from '../../src/local/machine/processes';
import { Child, runCommand, runCompiled, runProgram } from './child';
import { BIN_FOLDER, testFolder } from './test-folder';

export interface Started extends Child {
  readonly folder: string;
  readonly url: string;
  /** The printed addresses, by the words before them. */
  readonly links: Readonly<Record<string, string>>;
}

/** This process's environment without the variables that npm start reads, on any free port. */
export function cleanEnvironment(more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  const {
    DATABASE_URL,
    REDIS_URL,
    DATA_KEYS,
    PUBLIC_URL,
    TELEGRAM_BOT_TOKEN,
    npm_lifecycle_event,
    ...rest
  } = process.env;
  return { ...rest, PORT: '0', ...more };
}

/** A folder for `npm start --folder`, with the server programs already fetched. */
export async function startFolder(name = 'start'): Promise<string> {
  const folder = await testFolder(name);
  await mkdir(BIN_FOLDER, { recursive: true });
  await symlink(BIN_FOLDER, join(folder, 'bin'));
  return folder;
}

/** What `npm start` runs, without npm in between. */
export const launch = (
  folder: string,
  args: readonly string[] = [],
  environment: NodeJS.ProcessEnv = {},
): Child =>
  runProgram('src/local/start.ts', ['--folder', folder, ...args], {
    env: cleanEnvironment(environment),
  });

/** The same from this run's bundles: for tests of the started app. */
export const launchCompiled = (
  folder: string,
  args: readonly string[] = [],
  environment: NodeJS.ProcessEnv = {},
): Child =>
  runCompiled('src/local/start.ts', ['--folder', folder, ...args], {
    env: cleanEnvironment(environment),
  });

/** `npm start` itself, with the npm on the PATH. */
export const launchNpm = (folder: string): Child =>
  runCommand('npm', ['start', '--', '--folder', folder], { env: cleanEnvironment() });

/** Waits for READY. */
export async function ready(folder: string, child: Child): Promise<Started> {
  const [, url] = await child.line(/^READY (\S+)$/m);
  await child.line(/^ +OpenAPI +\S+$/m);
  const links = Object.fromEntries(
    [...child.output().matchAll(/^ {2}(\S.*?) +(http\S+)/gm)].map(([, title, link]) => [
      title,
      link,
    ]),
  );
  return { ...child, folder, url, links };
}

/** Processes of PostgreSQL and Valkey in a start's folder. */
export async function serversOf(folder: string): Promise<readonly number[]> {
  const markers = ['postgres/data', 'valkey'].map(
    (path) => `ticketero-${folderId(join(folder, path))}`,
  );
  return (await Promise.all(markers.map(processesMarked))).flat();
}
