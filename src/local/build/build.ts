import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { commandLine, pathGiven } from '../machine/command-line';
import { exists, unlessAbsent } from '../machine/files';
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
 * `manifest.json`: hashes of the sources from which each bundle was built, and which those are, so
 * that a synth can tell whether they have changed since.
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
 * Rebuilds the bundles whose sources have changed. If none have, this takes milliseconds.
 * @returns names of what was built
 */
export async function buildApp(options: BuildOptions = {}): Promise<readonly Part[]> {
  const folder = options.folder ?? APP_ASSETS;
  const now: Record<Part, string> = { server: await hashOf(SERVER), pages: await hashOf(PAGES) };
  const before = await manifest(folder);
  const made = { server: 'main.js', pages: 'pages' } as const;
  const stale: Part[] = [];
  for (const part of options.parts ?? ['server', 'pages']) {
    if (options.force || before[part] !== now[part] || !(await exists(join(folder, made[part])))) {
      stale.push(part);
    }
  }
  const inputs = { server: SERVER, pages: PAGES };
  if (stale.length === 0) {
    if (!isDeepStrictEqual(before.inputs, inputs)) {
      await writeManifest(folder, { ...before, inputs });
    }
    return [];
  }

  await mkdir(folder, { recursive: true });
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
  // npm start builds the pages alone: a bill is of both.
  const told = Object.values(METAFILES).map((file) => exists(join(folder, file)));
  if (!(await Promise.all(told)).includes(false)) await writeSbom(folder);
  await writeManifest(folder, {
    ...kept,
    ...Object.fromEntries(stale.map((part) => [part, now[part]])),
    inputs,
  });
  return stale;
}

const writeManifest = (folder: string, content: Manifest) =>
  writeFile(join(folder, 'manifest.json'), JSON.stringify(content, null, 2) + '\n');

async function manifest(folder: string): Promise<Manifest> {
  const text = await unlessAbsent(readFile(join(folder, 'manifest.json'), 'utf8'));
  return text ? (JSON.parse(text) as Manifest) : {};
}

const command = 'npm run build:app';
const usage = `${command} [-- --force] [--folder PATH]

Bundles the app and its pages, where their sources have changed.

  --force        even if they have not
  --folder PATH  where to, if not assets/app/
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
