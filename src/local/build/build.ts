import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { commandLine, pathGiven } from '../machine/command-line';
import { exists, unlessAbsent } from '../machine/files';
import { FolderLock, lockFolder } from '../machine/folder-lock';
import { runCommand } from '../machine/run-command';
import { hashOf, Inputs, PAGES, ROOT, SERVER } from './inputs';
import { METAFILES } from './packages-inside';
import { writeSbom } from './sbom';

/**
 * `assets/app/`: the only link between the app and the constructs, and the build context of the
 * container image.
 */
export const APP_ASSETS = join(ROOT, 'assets/app');

type Part = 'server' | 'pages';

/**
 * `manifest.json`: a hash of the sources each bundle was built from, and the list of those sources,
 * so that a synth can tell whether they have changed since.
 */
type Manifest = Partial<Record<Part, string>> & { readonly inputs?: Record<Part, Inputs> };

export interface BuildOptions {
  /** Both by default. `npm start` runs the server from its sources and only needs the pages. */
  readonly parts?: readonly Part[];
  readonly force?: boolean;
  /** `assets/app/` by default. */
  readonly folder?: string;
}

/**
 * Rebuilds the bundles whose sources have changed. If none have, this takes milliseconds. While
 * another process builds into the same folder, this waits for it and then finds nothing left to do.
 * @returns names of what was built
 */
export async function buildApp(options: BuildOptions = {}): Promise<readonly Part[]> {
  const folder = options.folder ?? APP_ASSETS;
  if ((await staleIn(folder, options)).length === 0 && (await tellsInputs(folder))) return [];
  await mkdir(folder, { recursive: true });
  const lock = await locked(folder);
  try {
    const stale = await staleIn(folder, options);
    if (stale.length) await build(folder, stale);
    else await writeManifest(folder, { ...(await manifest(folder)), inputs: INPUTS });
    return stale;
  } finally {
    await lock.release();
  }
}

/** How often to check whether another build has ended, ms. */
const LOOK_EVERY_MS = 200;

/** Locks the folder for this process: two builds would overwrite each other's files. */
async function locked(folder: string): Promise<FolderLock> {
  for (;;) {
    const taken = await lockFolder(folder, 'build');
    if ('lock' in taken) return taken.lock;
    await setTimeout(LOOK_EVERY_MS);
  }
}

const hashes = async (): Promise<Record<Part, string>> => ({
  server: await hashOf(SERVER),
  pages: await hashOf(PAGES),
});

const INPUTS = { server: SERVER, pages: PAGES } as const;
const tellsInputs = async (folder: string) =>
  isDeepStrictEqual((await manifest(folder)).inputs, INPUTS);

/** The bundles that have to be built. */
async function staleIn(folder: string, { parts, force }: BuildOptions): Promise<readonly Part[]> {
  const now = await hashes();
  const before = await manifest(folder);
  const made = { server: 'main.js', pages: 'pages' } as const;
  const stale: Part[] = [];
  for (const part of parts ?? (['server', 'pages'] as const)) {
    if (force || before[part] !== now[part] || !(await exists(join(folder, made[part])))) {
      stale.push(part);
    }
  }
  return stale;
}

async function build(folder: string, stale: readonly Part[]): Promise<void> {
  const now = await hashes();
  const before = await manifest(folder);
  const kept = Object.fromEntries(
    Object.entries(before).filter(([part]) => !stale.includes(part as Part)),
  );
  await writeManifest(folder, kept); // an interrupted build must not look finished
  // Imported here, because loading the bundlers takes longer than finding out that nothing needs
  // bundling.
  await Promise.all([
    stale.includes('server')
      ? import('./server').then(({ bundleServer }) => bundleServer(folder))
      : undefined,
    stale.includes('pages')
      ? import('./pages').then(({ bundlePages }) => bundlePages(folder))
      : undefined,
    import('./image').then(({ writeImageFiles }) => writeImageFiles(folder)),
  ]);
  // npm start only builds the pages, and the bill of materials covers both.
  const told = Object.values(METAFILES).map((file) => exists(join(folder, file)));
  if (!(await Promise.all(told)).includes(false)) await writeSbom(folder);
  await writeManifest(folder, {
    ...kept,
    ...Object.fromEntries(stale.map((part) => [part, now[part]])),
    inputs: INPUTS,
  });
}

const writeManifest = (folder: string, content: Manifest) =>
  writeFile(join(folder, 'manifest.json'), JSON.stringify(content, null, 2) + '\n');

async function manifest(folder: string): Promise<Manifest> {
  const text = await unlessAbsent(readFile(join(folder, 'manifest.json'), 'utf8'));
  return text ? (JSON.parse(text) as Manifest) : {};
}

const command = 'npm run build:app';
const usage = `${command} [-- --force] [--folder PATH]

Bundles the app and its pages if their sources have changed.

  --force        bundle even if they have not
  --folder PATH  where to write, if not assets/app/
  --help         this text

Exits with 0 if the bundles are up to date, 2 if they could not be made.
`;

async function main(): Promise<void> {
  const options = { force: 'switch', folder: 'value' } as const;
  const asked = commandLine(process.argv.slice(2), { command, usage, options });
  if (!asked) return;
  const { values } = asked;
  const folder = values.folder === undefined ? APP_ASSETS : pathGiven(values.folder);
  const built = await buildApp({ force: values.force, folder });
  const shown = relative(ROOT, folder).startsWith('..') ? folder : relative(ROOT, folder);
  process.stdout.write(
    built.length ? `built ${built.join(' and ')} into ${shown}\n` : `${shown} is up to date\n`,
  );
}

if (require.main === module) {
  void runCommand(main);
}
