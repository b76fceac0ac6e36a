import { join } from 'node:path';
import { PORTS } from '../contract';
import { commandLine, pathGiven } from './machine/command-line';
import { LocalEnvironment } from './machine/environment';
import { Problem } from './machine/problem';

/** Where npm start keeps servers, keys and data by default. */
export const START_FOLDER = join(__dirname, '../../.ticketero');

/** The command that was run, to repeat in messages. */
export type Command = 'npm start' | 'npm run dev';

export interface StartOptions {
  readonly command: Command;
  /** Where servers, keys and data are kept. */
  readonly folder: string;
  readonly fresh: boolean;
  /** Whether to simulate a day in the demo bank. */
  readonly busy: boolean;
  /** 0 = any free port. */
  readonly port: number;
}

const usage = (command: Command) => `${command} -- [--fresh] [--busy] [--folder PATH]

  --fresh        start over: delete all data that ${command} made in its folder
  --busy         simulate a day in the demo bank: customers come, advisors serve, and every screen
                 has something to show. advisor-1 and advisor-5 are left for you
  --folder PATH  keep data there instead of in .ticketero/
  --help         this text

Environment: PORT (default ${PORTS.app}, 0 = any), DATABASE_URL and REDIS_URL to use servers that
exist already, DATA_KEYS, and every other name of src/contract.ts.
`;

/**
 * @returns undefined if help was requested, which has then been printed
 * @throws CommandLineError, or Problem that names the invalid variable
 */
export function startOptions(
  args: readonly string[],
  environment: LocalEnvironment,
  command: Command = 'npm start',
): StartOptions | undefined {
  const asked = commandLine(args, {
    command,
    usage: usage(command),
    options: { fresh: 'switch', busy: 'switch', folder: 'value' },
  });
  if (!asked) return undefined;
  const { values } = asked;
  const port = Number(environment.port ?? PORTS.app);
  if (!Number.isInteger(port) || port < 0 || port > 65535) {
    throw new Problem(
      `PORT is ${JSON.stringify(environment.port)}; ` +
        'it must be a number from 0 (any free port) to 65535.',
    );
  }
  if (values.fresh && environment.databaseUrl) {
    throw new Problem(
      '--fresh only deletes what npm start made itself, ' +
        'but DATABASE_URL names an existing database. Leave out one of the two.',
    );
  }
  return {
    command,
    folder: values.folder === undefined ? START_FOLDER : pathGiven(values.folder),
    fresh: values.fresh,
    busy: values.busy,
    port,
  };
}
