import '../../src/local/machine/node-version';
import { resolve } from 'node:path';
import { besideOlder, Length, runScenario, Scenario, scenarios } from './scenarios';

/**
 * `npm run chaos -- [NAME…] [--short]`: what must never happen, looked for while something fails.
 * `npm run chaos -- beside --older=FOLDER`: this version and the one in another checkout, with its
 * packages, serve one database.
 * Real processes and a real PostgreSQL; a verdict and seconds for each scenario.
 */
async function main(args: readonly string[]) {
  const length: Length = args.includes('--short') ? 'short' : 'long';
  const names = args.filter((arg) => !arg.startsWith('--'));
  const folder = args.find((arg) => arg.startsWith('--older='))?.slice('--older='.length);
  const known: Readonly<Record<string, Scenario>> = folder
    ? { beside: besideOlder(resolve(folder)) }
    : scenarios;
  const unknown = names.filter((name) => !(name in known));
  if (unknown.length) {
    process.stderr.write(
      `There is no ${unknown.join(', ')}. Scenarios: ${Object.keys(known).join(', ')}; ` +
        'and beside, with --older=FOLDER\n',
    );
    process.exitCode = 2;
    return;
  }
  for (const name of names.length ? names : Object.keys(known)) {
    process.stdout.write(`${name}: ${known[name].about}\n`);
    const from = performance.now();
    const { faults, issued, called, statuses, longestGapSeconds } = await runScenario(
      known[name],
      length,
    );
    const seconds = Math.round((performance.now() - from) / 1000);
    const answers = Object.entries(statuses).map(([status, times]) => `${times} × ${status}`);
    process.stdout.write(
      `  ${faults.length ? `FAILED: ${faults.join('; ')}` : 'survived'}\n` +
        `  ${issued} tickets, ${called} calls; answers ${answers.join(', ')}; ` +
        `longest time without a success ${longestGapSeconds} s; took ${seconds} s\n`,
    );
    if (faults.length) process.exitCode = 1;
  }
}

void main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${(error as Error).stack}\n`);
  process.exitCode = 1;
});
