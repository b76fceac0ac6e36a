import './machine/node-version';
import { ConfigError, readConfig } from '../app/config';
import { proof, VERIFIED, type Verified } from '../app/main';
import { ENV } from '../contract';
import { keptDatabase } from './kept-database';
import { localEnvironment } from './machine/environment';
import { keysVariable } from './machine/keys';
import { Problem } from './machine/problem';
import { startOptions } from './options';

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
  const { databaseUrl, stop } = await keptDatabase(folder, environment);
  try {
    const config = readConfig({
      ...environment.all,
      [ENV.DATABASE_URL]: databaseUrl,
      ...(await keysVariable(environment, folder, true)),
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

main().catch((error: unknown) => {
  console.error(error instanceof Problem || error instanceof ConfigError ? error.message : error);
  process.exitCode = VERIFIED.failed;
});
