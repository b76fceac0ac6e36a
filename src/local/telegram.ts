import './machine/node-version';
import { ConfigError, readConfig } from '../app/config';
import { checkTelegram } from '../app/main';
import { ENV } from '../contract';
import { localEnvironment } from './machine/environment';

/**
 * `npm run telegram -- check`: says whether token, webhook, secret and reachability are right, by
 * the environment, and what to do if not. Exit code 1 then.
 */
async function main(command: string | undefined): Promise<void> {
  if (command !== 'check') {
    throw new ConfigError(['npm run telegram -- check is the one thing this can do']);
  }
  const { all } = localEnvironment();
  // nothing here touches the database, so its address need not be known
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
