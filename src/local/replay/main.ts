import '../machine/node-version';
import { ConfigError } from '../../app/config';
import { CommandLineError } from '../machine/command-line';
import { Ending } from '../machine/ending';
import { localEnvironment } from '../machine/environment';
import { STATUS_OF_SIGNAL } from '../machine/interrupts';
import { Problem } from '../machine/problem';
import { EXIT, outliveReaders } from '../machine/run-command';
import { openDatabase } from './database';
import { Stopped } from './feed';
import { replayOptions } from './options';
import { prepare } from './prepare';
import { replay } from './replay';
import { reportText } from './report';

/** `npm run replay`. */
async function main(ending: Ending): Promise<number> {
  const options = replayOptions(process.argv.slice(2));
  if (!options) return EXIT.done;
  const prepared = await prepare(options.file);
  const database = await openDatabase(localEnvironment());
  ending.add(() => database.stop());
  const report = await replay(options, prepared, database.url, database.keys);
  process.stdout.write(`${options.json ? JSON.stringify(report) : reportText(report)}\n`);
  return report.ok ? EXIT.done : EXIT.no;
}

outliveReaders();
const ending = new Ending();
const running = main(ending).catch((error: unknown) => {
  if (ending.hasBegun) return 130; // interrupted: its database has been stopped
  const isNothingFed =
    error instanceof Problem || error instanceof CommandLineError || error instanceof ConfigError;
  const isTold = isNothingFed || error instanceof Stopped;
  process.stderr.write(`\n${isTold ? error.message : (error as Error).stack}\n`);
  return isNothingFed ? EXIT.failed : EXIT.no;
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    void ending.end(Promise.resolve(), STATUS_OF_SIGNAL[signal]);
  });
}
void running.then((code) => ending.end(running, code));
