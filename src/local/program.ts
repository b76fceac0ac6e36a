import { ConfigError } from '../app/config';
import { CommandLineError } from './machine/command-line';
import { Ending } from './machine/ending';
import { LocalEnvironment, localEnvironment } from './machine/environment';
import { Problem } from './machine/problem';
import { outliveReaders } from './machine/run-command';
import { Command, StartOptions, startOptions } from './options';

/**
 * Runs `npm start` or `npm run dev`: reads the options, starts, and stops everything in order on a
 * signal or if the start fails.
 */
export async function runProgram(
  command: Command,
  start: (options: StartOptions, environment: LocalEnvironment, ending: Ending) => Promise<void>,
): Promise<void> {
  outliveReaders();
  const environment = localEnvironment();
  const ending = new Ending();
  let starting: Promise<void> = Promise.resolve();
  try {
    const options = startOptions(process.argv.slice(2), environment, command);
    if (!options) return;
    starting = start(options, environment, ending);
    ending.listen(starting, environment);
    await starting;
  } catch (error) {
    if (ending.hasBegun) return;
    console.error(isTold(error) ? `\n${error.message}` : error);
    await ending.end(starting, 1);
  }
}

const isTold = (error: unknown): error is Error =>
  error instanceof Problem || error instanceof CommandLineError || error instanceof ConfigError;
