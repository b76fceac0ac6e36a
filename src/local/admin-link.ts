import './machine/node-version';
import { ConfigError, readConfig } from '../app/config';
import { adminLink, NoLink } from '../app/main';
import { ENV, PORTS } from '../contract';
import { databaseFolder, folderOf, withDatabase } from './kept-database';
import { commandLine } from './machine/command-line';
import { keysVariable } from './machine/keys';
import { EXIT, runCommand } from './machine/run-command';

const command = 'npm run admin:link';
const usage = `${command} -- USERNAME [--folder PATH]

Prints a link that lets an administrator who lost password or second factor in again, once, within
fifteen minutes. It leads to PUBLIC_URL; without one, to the npm start that is running in the
folder, or to PORT (${PORTS.app}) of this machine.

${databaseFolder()}
Exits with 0 if there is a link, 1 if nobody of that name may have one, 2 if none could be made.
`;

/** `npm run admin:link`. */
async function main(): Promise<number> {
  const asked = commandLine(process.argv.slice(2), {
    command,
    usage,
    options: { folder: 'value' },
    words: { what: 'USERNAME', least: 1, most: 1 },
  });
  if (!asked) return EXIT.done;
  const folder = folderOf(asked.values);
  return withDatabase(command, folder, async ({ databaseUrl, environment, url }) => {
    const config = readConfig({
      ...environment.all,
      [ENV.DATABASE_URL]: databaseUrl,
      ...(await keysVariable(environment, folder, true)),
    });
    try {
      const lines = await adminLink(
        { ...config, publicUrl: config.publicUrl ?? url },
        asked.words[0],
      );
      process.stdout.write(`${lines.join('\n')}\n`);
      return EXIT.done;
    } catch (error) {
      if (!(error instanceof NoLink)) throw error;
      process.stderr.write(`${error.message}\n`);
      return EXIT.no;
    }
  });
}

void runCommand(main, (error) => error instanceof ConfigError);
