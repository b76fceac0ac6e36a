import './machine/node-version';
import { ConfigError, readConfig } from '../app/config';
import { checkTelegram } from '../app/main';
import { ENV } from '../contract';
import { localEnvironment } from './machine/environment';

/**
 * `npm run telegram -- check`: checks token, webhook, secret and reachability of the bot in the
 * environment and says what to do if something is wrong. It then exits with 1.
 */
async function main(command: string | undefined): Promise<void> {
  if (command !== 'check') {
    throw new ConfigError(['the only command is npm run telegram -- check']);
  }
  const { all } = localEnvironment();
  // the check does not use the database, so its address need not be real
  const config = readConfig({
    ...all,
    [ENV.DATABASE_URL]: all[ENV.DATABASE_URL] || 'postgresql://localhost/unused',
  });
  process.exitCode = (await checkTelegram(config, (line) => {
    process.stdout.write(`${line}\n`);
  }))
    ? 0
    : 1;
}

main(process.argv[2]).catch((error: unknown) => {
  process.stderr.write(
    `${error instanceof ConfigError ? error.message : (error as Error).stack}\n`,
  );
  process.exitCode = 1;
});
