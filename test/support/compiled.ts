import { realpathSync } from 'node:fs';
import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { Plugin } from 'esbuild';

const ROOT = realpathSync(resolve(__dirname, '../..'));

/** The programs that tests start again and again. */
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

/** The folder with this run's bundles; jest's workers inherit it. */
const FOLDER = 'TICKETERO_TEST_PROGRAMS';
const LOADER = 'loader.cjs';

/**
 * Keeps each file's own path, and whether it is the main program: otherwise both would be the
 * bundle's.
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

/**
 * Makes Node load a program's bundle in place of its source, and caches the compiled code for the
 * next one.
 */
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
 * Compiles the programs that tests start, once per run: otherwise each process would read, resolve
 * and transform hundreds of sources, which took three times as long. Packages are not bundled.
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
 * Node's flags for a TypeScript program: it is loaded from this run's bundles if it is among them,
 * otherwise, as outside jest, from its sources. Anything loaded before it, such as by NODE_OPTIONS,
 * must use `--require`: with an `--import` Node reads the program as a module, and calls no hook.
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
