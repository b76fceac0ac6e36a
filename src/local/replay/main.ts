import '../machine/node-version';
import { ConfigError } from '../../app/config';
import { Ending } from '../machine/ending';
import { localEnvironment } from '../machine/environment';
import { Problem } from '../machine/problem';
import { openDatabase } from './database';
import { Stopped } from './feed';
import { replayOptions, USAGE } from './options';
import { prepare } from './prepare';
import { replay } from './replay';
import { reportText } from './report';

/**
 * Exit codes: 0 if everything is as the file says, 1 for a difference or a failed check, 2 if
 * nothing was fed, 130 when interrupted.
 */
async function main(ending: Ending): Promise<number> {
  const options = replayOptions(process.argv.slice(2));
  if (!options) {
    process.stdout.write(USAGE);
    return 0;
  }
  const prepared = await prepare(options.file);
  const database = await openDatabase(localEnvironment());
  ending.add(() => database.stop());
  const report = await replay(options, prepared, database.url, database.keys);
  process.stdout.write(`${options.json ? JSON.stringify(report) : reportText(report)}\n`);
  return report.ok ? 0 : 1;
}

const ending = new Ending();
const running = main(ending).catch((error: unknown) => {
  if (ending.hasBegun) return 130; // interrupted: its database has been stopped
  const expected =
    error instanceof Problem || error instanceof ConfigError || error instanceof Stopped;
  process.stderr.write(`\n${expected ? error.message : (error as Error).stack}\n`);
  return error instanceof Problem || error instanceof ConfigError ? 2 : 1;
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    void ending.end(Promise.resolve(), 130);
  });
}
void running.then((code) => ending.end(running, code));
