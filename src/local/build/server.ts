import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { ROOT } from './inputs';

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
    metafile: true,
    external: ABSENT,
    legalComments: 'linked',
    logLevel: 'warning',
  });
  await writeFile(join(folder, 'metafile.json'), JSON.stringify(result.metafile));
}
