import './machine/node-version';
import { ConfigError, readConfig } from '../app/config';
import { checkTelegram } from '../app/main';
import { ENV } from '../contract';
import { commandLine, CommandLineError } from './machine/command-line';
import { localEnvironment } from './machine/environment';
import { EXIT, runCommand } from './machine/run-command';

const command = 'npm run telegram';
const usage = `${command} -- check

Checks token, webhook, secret and reachability of the bot in the environment, and says what to do
if something is wrong.

Exits with 0 if all is well, 1 if something is wrong, 2 if nothing could be checked.
`;

/** `npm run telegram -- check`. */
async function main(): Promise<number> {
  const syntax = { command, usage, words: { what: '"check"', least: 1, most: 1 } };
  const asked = commandLine(process.argv.slice(2), syntax);
  if (!asked) return EXIT.done;
  const [word] = asked.words;
  if (word !== 'check') {
    throw new CommandLineError(`${JSON.stringify(word)} is not "check", the only thing it does`, {
      command,
    });
  }
  const { all } = localEnvironment();
  // the check does not use the database, so its address need not be real
  const config = readConfig({
    ...all,
    [ENV.DATABASE_URL]: all[ENV.DATABASE_URL] || 'postgresql://localhost/unused',
  });
  const isRight = await checkTelegram(config, (line) => {
    process.stdout.write(`${line}\n`);
  });
  return isRight ? EXIT.done : EXIT.no;
}

void runCommand(main, (error) => error instanceof ConfigError);
