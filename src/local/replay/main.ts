import '../machine/node-version';
import { ConfigError } from '../../app/config';
import { CommandLineError } from '../machine/command-line';
import { localEnvironment } from '../machine/environment';
import { endIfInterrupted, isInterrupted } from '../machine/interrupts';
import { Problem } from '../machine/problem';
import { EXIT, runCommand } from '../machine/run-command';
import { openDatabase, ReplayDatabase } from './database';
import { Stopped } from './feed';
import { replayOptions } from './options';
import { prepare } from './prepare';
import { replay } from './replay';
import { reportText } from './report';

/** `npm run replay`. */
async function main(): Promise<number> {
  const options = replayOptions(process.argv.slice(2));
  if (!options) return EXIT.done;
  const prepared = await prepare(options.file);
  const opening = openDatabase(localEnvironment());
  let stopping: Promise<void> | undefined;
  const stop = () => (stopping ??= stopped(opening));
  const forget = endIfInterrupted(stop);
  try {
    const { url, keys } = await opening;
    const report = await replay(options, prepared, url, keys);
    process.stdout.write(`${options.json ? JSON.stringify(report) : reportText(report)}\n`);
    return report.ok ? EXIT.done : EXIT.no;
  } catch (error) {
    if (isInterrupted() || isNothingFed(error)) throw error;
    const { message, stack } = error as Error;
    process.stderr.write(`\n${error instanceof Stopped ? message : stack}\n`);
    return EXIT.no;
  } finally {
    await stop();
    forget();
  }
}

async function stopped(opening: Promise<ReplayDatabase>): Promise<void> {
  const database = await opening.catch(() => undefined); // the caller gets this error
  await database?.stop();
}

const isNothingFed = (error: unknown): boolean =>
  error instanceof Problem || error instanceof CommandLineError || error instanceof ConfigError;

void runCommand(main, isNothingFed);
