import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { PORTS } from '../contract';
import { LocalEnvironment } from './machine/environment';
import { Problem } from './machine/problem';
import { messageOf } from './machine/processes';

/** Who starts: what people are told to type again. */
export type Command = 'npm start' | 'npm run dev';

export interface StartOptions {
  readonly command: Command;
  /** Where servers, keys and data of `npm start` live. */
  readonly folder: string;
  readonly fresh: boolean;
  /** A simulated day goes on in the demo bank. */
  readonly busy: boolean;
  readonly help: boolean;
  /** 0 = any free one. */
  readonly port: number;
}

export const usage = (command: Command) => `${command} -- [--fresh] [--busy] [--folder PATH]

  --fresh        begin anew: forget all data that ${command} made in its folder
  --busy         keep a simulated day going in the demo bank: customers come, advisors serve, and
                 every screen has something to show. advisor-1 and advisor-5 are left for you
  --folder PATH  keep data there instead of in .ticketero/
  --help         this text

Environment: PORT (default ${PORTS.app}, 0 = any), DATABASE_URL and REDIS_URL to use servers that
exist already, DATA_KEYS, and every other name of src/contract.ts.
`;

/** @throws Problem naming the argument or variable that is not understood */
export function startOptions(
  args: readonly string[],
  environment: LocalEnvironment,
  command: Command = 'npm start',
): StartOptions {
  let values: { fresh?: boolean; busy?: boolean; folder?: string; help?: boolean };
  try {
    ({ values } = parseArgs({
      args: [...args],
      options: {
        fresh: { type: 'boolean' },
        busy: { type: 'boolean' },
        folder: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    }));
  } catch (error) {
    throw new Problem(
      `${messageOf(error).split('. ')[0]}. What can be said: ${usage(command).split('\n')[0]}`,
    );
  }
  const port = Number(environment.port ?? PORTS.app);
  if (!Number.isInteger(port) || port < 0 || port > 65535) {
    throw new Problem(
      `PORT is ${JSON.stringify(environment.port)}; ` +
        'it must be a number from 0 (any free port) to 65535.',
    );
  }
  if (values.fresh && environment.databaseUrl) {
    throw new Problem(
      '--fresh forgets only what npm start made itself, ' +
        'and DATABASE_URL names a database that exists already. Unset one of the two.',
    );
  }
  return {
    command,
    folder: resolve(values.folder ?? join(__dirname, '../../.ticketero')),
    fresh: values.fresh ?? false,
    busy: values.busy ?? false,
    help: values.help ?? false,
    port,
  };
}
