import './machine/node-version';
import { parseArgs } from 'node:util';
import { ConfigError, readConfig } from '../app/config';
import { adminLink, NoLink } from '../app/main';
import { ENV } from '../contract';
import { keptDatabase } from './kept-database';
import { localEnvironment } from './machine/environment';
import { keysVariable } from './machine/keys';
import { Problem } from './machine/problem';
import { startOptions } from './options';

const USAGE = 'npm run admin:link -- USERNAME [--folder PATH]';

/**
 * `npm run admin:link -- USERNAME [--folder PATH]`: prints a link by which an administrator who
 * lost password or second factor comes in again, once, within fifteen minutes. On the environment's
 * database, or that of npm start, running or not.
 */
async function main(): Promise<void> {
  const environment = localEnvironment();
  const { positionals, values } = parseArgs({
    args: process.argv.slice(2),
    options: { folder: { type: 'string' } },
    allowPositionals: true,
    strict: false,
  });
  const [username, ...more] = positionals;
  if (!username || more.length) throw new Problem(`Name one administrator: ${USAGE}`);
  const args = values.folder === undefined ? [] : ['--folder', String(values.folder)];
  const { folder, port } = startOptions(args, environment);
  const { databaseUrl, stop } = await keptDatabase(folder, environment);
  try {
    const config = readConfig({
      PORT: String(port),
      ...environment.all,
      [ENV.DATABASE_URL]: databaseUrl,
      ...(await keysVariable(environment, folder, true)),
    });
    process.stdout.write(`${(await adminLink(config, username)).join('\n')}\n`);
  } finally {
    await stop();
  }
}

main().catch((error: unknown) => {
  const isTold =
    error instanceof Problem || error instanceof ConfigError || error instanceof NoLink;
  console.error(isTold ? error.message : error);
  process.exitCode = 1;
});
