import { realpathSync } from 'node:fs';
import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { Plugin } from 'esbuild';

const ROOT = realpathSync(resolve(__dirname, '../..'));

/** What tests start as processes, again and again. */
const PROGRAMS = [
  'src/app/main.ts',
  'src/local/bot-api/main.ts',
  'src/local/printer/main.ts',
  'src/local/start.ts',
  'test/app/live/real-instance.ts',
  'test/app/platform/programs/fake-s3.ts',
  'test/app/platform/programs/otlp-receiver.ts',
  'test/app/platform/programs/redis-visitor.ts',
  'test/app/redis/taker.ts',
  'test/support/break-guard.ts',
  'test/support/programs/hold-postgres.ts',
  'test/support/programs/hold-valkey.ts',
].map((path) => join(ROOT, path));

/** Where this run has them; jest's workers inherit it. */
const FOLDER = 'TICKETERO_TEST_PROGRAMS';
const LOADER = 'loader.cjs';

/**
 * A file knows where it stands, and whether it is the program: in a bundle, both would be said of
 * the bundle.
 */
const asIfAlone: Plugin = {
  name: 'as-if-alone',
  setup({ onLoad }) {
    onLoad({ filter: /\.ts$/ }, async ({ path }) => ({
      contents: (await readFile(path, 'utf8'))
        .replaceAll('require.main === module', `require.main?.filename === ${JSON.stringify(path)}`)
        .replaceAll(/\b__filename\b/g, JSON.stringify(path))
        .replaceAll(/\b__dirname\b/g, JSON.stringify(dirname(path))),
      loader: 'ts',
    }));
  },
};

/** Has Node take a program's bundle for its source; what it compiles is kept for the next one. */
const loader = (bundles: Readonly<Record<string, string>>, cache: string) => `
const Module = require('node:module');
Module.enableCompileCache(${JSON.stringify(cache)});
const bundles = ${JSON.stringify(bundles)};
Module._extensions['.ts'] = (module, path) => {
  if (!bundles[path]) throw new Error(path + ' is no program of test/support/compiled.ts');
  module.exports = require(bundles[path]);
};
`;

/**
 * Compiles what tests start, once for a run: each process would read, resolve and transform
 * hundreds of sources first, which took three times as long. Packages stay outside, as they are.
 */
export async function compilePrograms(run: string): Promise<void> {
  const folder = join(run, 'programs');
  await mkdir(folder);
  await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  const { build, stop } = await import('esbuild');
  await build({
    absWorkingDir: ROOT,
    entryPoints: PROGRAMS,
    outdir: folder,
    outbase: ROOT,
    bundle: true,
    packages: 'external',
    platform: 'node',
    target: 'node24',
    format: 'cjs',
    sourcemap: 'linked',
    sourcesContent: false,
    keepNames: true, // as tsx does
    plugins: [asIfAlone],
    logLevel: 'warning',
  });
  await stop();
  const bundles = Object.fromEntries(
    PROGRAMS.map((path) => [path, join(folder, relative(ROOT, path).replace(/ts$/, 'js'))]),
  );
  await writeFile(join(folder, LOADER), loader(bundles, join(folder, 'cache')));
  process.env[FOLDER] = folder;
}

/**
 * Node's flags for a program of TypeScript: it comes from this run's bundles if it is among them,
 * and from its sources if not, as outside of jest.
 * Whatever else is loaded before it, such as by NODE_OPTIONS, comes by `--require`: with an
 * `--import` beside it Node reads the program as a module, and asks no hook.
 * @param before what is loaded before it
 */
export function flagsFor(program: string, before: readonly string[] = []): readonly string[] {
  const folder = process.env[FOLDER];
  const all = [program, ...before].map((path) => resolve(ROOT, path));
  return folder && all.every((path) => PROGRAMS.includes(path))
    ? ['--enable-source-maps', ...[join(folder, LOADER), ...before].flatMap(after('--require'))]
    : ['--import', 'tsx', ...before.flatMap(after('--import'))];
}

const after = (flag: string) => (path: string) => [flag, path];
