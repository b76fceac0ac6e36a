import { access, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isErrno } from '../processes';
import { hashOf, PAGES, ROOT, SERVER } from './inputs';

/** `assets/app/`: the only bridge between the app and the constructs, and the context of the container image. */
export const APP_ASSETS = join(ROOT, 'assets/app');

/** `manifest.json`: which sources the bundles were made from, by hash. */
interface Manifest { readonly server: string; readonly pages: string }

/**
 * Brings `assets/app/` up to date with the sources. What is up to date already is left alone: then this takes milliseconds.
 * @returns names of what was built
 */
export async function buildApp(options: { readonly force?: boolean; readonly folder?: string } = {}): Promise<readonly string[]> {
  const folder = options.folder ?? APP_ASSETS;
  const [server, pages] = await Promise.all([hashOf(SERVER), hashOf(PAGES)]);
  const before = options.force ? undefined : await manifest(folder);
  const stale = {
    server: before?.server !== server || !await exists(join(folder, 'main.js')),
    pages: before?.pages !== pages || !await exists(join(folder, 'pages')),
  };
  const file = join(folder, 'manifest.json');
  if (!stale.server && !stale.pages) return [];
  await mkdir(folder, { recursive: true });
  await rm(file, { force: true }); // a build that is broken off must not look finished
  // Imported here: the bundlers take longer to load than finding out that there is nothing to bundle.
  const [{ bundleServer }, { bundlePages }, { writeImageFiles }] = await Promise.all([import('./server'), import('./pages'), import('./image')]);
  await Promise.all([
    stale.server ? bundleServer(folder) : undefined,
    stale.pages ? bundlePages(folder) : undefined,
    writeImageFiles(folder),
  ]);
  const made: Manifest = { server, pages };
  await writeFile(file, JSON.stringify(made, null, 2) + '\n');
  return Object.entries(stale).filter(([, is]) => is).map(([name]) => name);
}

async function manifest(folder: string): Promise<Manifest | undefined> {
  try {
    return JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')) as Manifest;
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return undefined;
    throw error;
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return false;
    throw error;
  }
}

if (require.main === module) {
  buildApp({ force: process.argv.includes('--force') }).then(
    (built) => { process.stdout.write(built.length ? `built ${built.join(' and ')} into assets/app/\n` : 'assets/app/ is up to date\n'); },
    (error: unknown) => {
      console.error(error);
      process.exitCode = 1;
    },
  );
}
