import '../../src/local/machine/node-version';
import { commandLine, CommandLineError, pathGiven } from '../../src/local/machine/command-line';
import { EXIT, runCommand } from '../../src/local/machine/run-command';
import { Length, Scenario } from './scenario';
import { besideOlder, runScenario, scenarios } from './scenarios';

const command = 'npm run chaos';
const usage = `${command} -- [NAME…] [--short]
${command} -- beside --older=FOLDER

What must never happen, looked for while something fails: real processes and a real PostgreSQL; a
verdict and seconds for each scenario, and the alarms that it rings where it lasts, by their
headings in docs/runbook.md.

  NAME            one of ${Object.keys(scenarios).join(', ')};
                  all without it
  beside          this version and the one in another checkout serve one database
  --older=FOLDER  that checkout, with its packages
  --short         minutes instead of an hour
  --help          this text

Exits with 0 if everything was survived, 1 if not, 2 if nothing was begun.
`;

/** `npm run chaos`. */
async function main(): Promise<number> {
  const options = { short: 'switch', older: 'value' } as const;
  const words = { what: 'NAME', least: 0, most: 100 };
  const asked = commandLine(process.argv.slice(2), { command, usage, options, words });
  if (!asked) return EXIT.done;
  const { older } = asked.values;
  const length: Length = asked.values.short ? 'short' : 'long';
  const names = asked.words;
  const known: Readonly<Record<string, Scenario>> = older
    ? { beside: besideOlder(pathGiven(older)) }
    : scenarios;
  const unknown = names.filter((name) => !Object.hasOwn(known, name));
  if (unknown.length) {
    throw new CommandLineError(
      `There is no scenario ${unknown.join(', ')}; there is ${Object.keys(known).join(', ')}` +
        (older ? '' : ', and beside with --older=FOLDER'),
      { command },
    );
  }
  let isBroken = false;
  for (const name of names.length ? names : Object.keys(known)) {
    process.stdout.write(`${name}: ${known[name].about}\n`);
    const from = performance.now();
    const { faults, issued, called, statuses, longestGapSeconds, rang } = await runScenario(
      known[name],
      length,
    );
    const seconds = Math.round((performance.now() - from) / 1000);
    const answers = Object.entries(statuses).map(([status, times]) => `${times} × ${status}`);
    process.stdout.write(
      `  ${faults.length ? `FAILED: ${faults.join('; ')}` : 'survived'}\n` +
        `  ${issued} tickets, ${called} calls; answers ${answers.join(', ')}; ` +
        `longest time without a success ${longestGapSeconds} s; took ${seconds} s\n` +
        `  alarms where it lasts: ${known[name].rings.join(', ') || 'none'}; ` +
        `rung by what was written here: ${rang.join(', ') || 'none'}\n`,
    );
    if (faults.length) isBroken = true;
  }
  return isBroken ? EXIT.no : EXIT.done;
}

void runCommand(main);
