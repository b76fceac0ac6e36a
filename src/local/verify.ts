import './machine/node-version';
import { ConfigError, readConfig } from '../app/config';
import { proof, VERIFIED, type Verified } from '../app/main';
import { ENV } from '../contract';
import { databaseFolder, folderOf, withDatabase } from './kept-database';
import { commandLine } from './machine/command-line';
import { keysVariable } from './machine/keys';
import { runCommand } from './machine/run-command';

const SAYS: Readonly<Record<Verified, string>> = {
  [VERIFIED.holds]: 'every chain holds',
  [VERIFIED.broken]: 'a chain is broken: the lines above say where',
  [VERIFIED.notAll]: 'nothing is wrong as far as can be proven; the lines above say what cannot',
  [VERIFIED.failed]: 'nothing could be verified',
};

const command = 'npm run audit:verify';
const usage = `${command} [-- --folder PATH]

Proves every event chain and the rows that follow from it, while the bank works.

${databaseFolder()}
Exits with 0 if everything holds, 1 if something was tampered with, 3 if something could not be
proven, 2 if nothing could.
`;

/** `npm run audit:verify`. */
async function main(): Promise<Verified> {
  const asked = commandLine(process.argv.slice(2), {
    command,
    usage,
    options: { folder: 'value' },
  });
  if (!asked) return VERIFIED.holds;
  const folder = folderOf(asked.values);
  return withDatabase(command, folder, async ({ databaseUrl, environment }) => {
    const config = readConfig({
      ...environment.all,
      [ENV.DATABASE_URL]: databaseUrl,
      ...(await keysVariable(environment, folder, true)),
    });
    const verified = await proof(config, (line) => {
      process.stdout.write(line + '\n');
    });
    process.stdout.write(`${SAYS[verified]}\n`);
    return verified;
  });
}

void runCommand(main, (error) => error instanceof ConfigError, VERIFIED.failed);
