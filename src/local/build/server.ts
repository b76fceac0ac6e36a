import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build, Plugin } from 'esbuild';
import { ROOT } from './inputs';
import { lineMap } from './line-map';
import { METAFILES } from './packages-inside';

/**
 * Optional drivers and accelerators that libraries load if they are installed. We use none of them.
 */
const ABSENT = [
  'better-sqlite3',
  'mysql',
  'mysql2',
  'mariadb',
  'mariadb/callback',
  'oracledb',
  'pg-native',
  'pg-query-stream',
  'sqlite3',
  'tedious', // knex and pg
  'bufferutil',
  'utf-8-validate', // ws
];

/** The text with a source map in which none of its lines has a source. */
function unmapped(text: string): string {
  const behind = ';'.repeat(text.split('\n').length + 1);
  const map = { version: 3, sources: ['nowhere'], names: [], mappings: `${behind}AAAA` };
  const url = `data:application/json;base64,${Buffer.from(JSON.stringify(map)).toString('base64')}`;
  return `${text}\n//# sourceMappingURL=${url}`;
}

/**
 * Leaves libraries out of the source map: nine tenths of it were theirs, and after its first stack
 * trace an app keeps the whole map in memory.
 */
const ownSourcesOnly: Plugin = {
  name: 'own-sources-only',
  setup({ onLoad }) {
    onLoad({ filter: /[/\\]node_modules[/\\].*\.[cm]?js$/ }, async ({ path }) => ({
      contents: unmapped(await readFile(path, 'utf8')),
      loader: 'js',
    }));
  },
};

/** Parts of libraries that only cost memory, and what stands in for each: decision 0241. */
const INSTEAD: readonly (readonly [RegExp, string])[] = [
  // Asked for its callers' files at each start, Node would read the source map: 8 MiB.
  [/[/\\]pino[/\\]lib[/\\]caller\.js$/, 'module.exports = () => [];'],
  // A URL implementation for a Node without one of its own.
  [/[/\\]whatwg-url[/\\]lib[/\\]public-api\.js$/, 'exports.URL = URL;'],
  // We word problems ourselves; otherwise 48 languages would be in the bundle.
  [/[/\\]zod[/\\]v4[/\\]locales[/\\]index\.js$/, "export { default as en } from './en.js';"],
];
const withoutWeight: Plugin = {
  name: 'without-weight',
  setup({ onLoad }) {
    for (const [filter, contents] of INSTEAD) {
      onLoad({ filter }, () => ({ contents: unmapped(contents) }));
    }
  },
};

/**
 * Bundles `src/app/main.ts` with all its libraries into one file, `main.js`, and writes esbuild's
 * metafile beside it, which audits read to see what packages are inside.
 */
export async function bundleServer(folder: string): Promise<void> {
  const result = await build({
    absWorkingDir: ROOT,
    entryPoints: ['src/app/main.ts'],
    outfile: join(folder, 'main.js'),
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'cjs',
    sourcemap: 'linked',
    sourcesContent: false,
    keepNames: true, // objection names relations by class
    // Without comments the bundle is ASCII, and Node keeps it in memory at one byte a character
    // instead of two.
    minifyWhitespace: true,
    metafile: true,
    external: ABSENT,
    plugins: [withoutWeight, ownSourcesOnly],
    legalComments: 'linked',
    logLevel: 'warning',
  });
  const map = join(folder, 'main.js.map');
  const whole = JSON.parse(await readFile(map, 'utf8')) as Parameters<typeof lineMap>[0];
  await writeFile(map, JSON.stringify(lineMap(whole)));
  await writeFile(join(folder, METAFILES.server), JSON.stringify(result.metafile));
}
