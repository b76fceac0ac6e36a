import './machine/node-version';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ConfigError, readConfig } from '../app/config';
import { proof, VERIFIED, type Verified } from '../app/main';
import { DATABASE, ENV } from '../contract';
import { LocalEnvironment, localEnvironment } from './machine/environment';
import { unlessAbsent } from './machine/files';
import { lockFolder } from './machine/folder-lock';
import { keysIn } from './machine/keys';
import { Problem } from './machine/problem';
import { startOptions } from './options';
import { startPostgres } from './postgres/postgres';
import { ENV_FILE, hasData } from './servers';

const SAYS: Readonly<Record<Verified, string>> = {
  [VERIFIED.holds]: 'every chain holds',
  [VERIFIED.broken]: 'a chain is broken: the lines above say where',
  [VERIFIED.notAll]: 'nothing is wrong as far as can be told; the lines above say what cannot',
  [VERIFIED.failed]: 'nothing could be verified',
};

/**
 * `npm run audit:verify [-- --folder PATH]`: verifies every chain in the environment's database, or
 * in that of npm start, running or not. Exits with 0 if everything is proven, 1 if something is
 * wrong, 3 if something could not be told, 2 if nothing could.
 */
async function main(): Promise<void> {
  const environment = localEnvironment();
  const { folder } = startOptions(process.argv.slice(2), environment);
  const { databaseUrl, stop } = await databaseToVerify(folder, environment);
  try {
    const keys = environment.dataKeys ?? (await keysIn(folder, true));
    const config = readConfig({
      ...environment.all,
      [ENV.DATABASE_URL]: databaseUrl,
      [ENV.DATA_KEYS]: keys,
    });
    const verified = await proof(config, (line) => {
      process.stdout.write(line + '\n');
    });
    process.stdout.write(`${SAYS[verified]}\n`);
    process.exitCode = verified;
  } finally {
    await stop();
  }
}

/**
 * Uses the server of a running npm start; if it is not running, starts the server for the time it
 * takes.
 */
async function databaseToVerify(
  folder: string,
  environment: LocalEnvironment,
): Promise<{ readonly databaseUrl: string; stop(): Promise<void> }> {
  if (environment.databaseUrl) {
    return { databaseUrl: environment.databaseUrl, stop: async () => undefined };
  }
  if (!(await hasData(folder))) {
    throw new Problem(
      `There is nothing to verify in ${folder}. ` +
        'Run npm start first, or set DATABASE_URL and DATA_KEYS.',
    );
  }
  const taken = await lockFolder(folder, 'start');
  if ('holder' in taken) {
    return { databaseUrl: await notedUrl(folder), stop: async () => undefined };
  }
  const postgres = await startPostgres({ folder: join(folder, 'postgres') });
  return {
    databaseUrl: postgres.url(DATABASE.name),
    stop: async () => {
      await postgres.stop();
      await taken.lock.release();
    },
  };
}

async function notedUrl(folder: string): Promise<string> {
  const notes = await unlessAbsent(readFile(join(folder, ENV_FILE), 'utf8'));
  const url = /^export DATABASE_URL='(.*)'$/m.exec(notes ?? '')?.[1];
  if (url) return url;
  throw new Problem(
    `npm start is still starting in ${folder}. Wait until it is ready, then verify.`,
  );
}

main().catch((error: unknown) => {
  console.error(error instanceof Problem || error instanceof ConfigError ? error.message : error);
  process.exitCode = VERIFIED.failed;
});
