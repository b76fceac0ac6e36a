import '../src/local/machine/node-version';
import { readdirSync } from 'node:fs';
import {
  commandLine,
  CommandLineError,
  numberGiven,
  pathGiven,
} from '../src/local/machine/command-line';
import { endIfInterrupted, isInterrupted } from '../src/local/machine/interrupts';
import { Problem } from '../src/local/machine/problem';
import { EXIT, runCommand } from '../src/local/machine/run-command';
import { runProgram } from '../test/support/child';
import { endStages } from './stage';
import { BenchOutput, rows, tableOf } from './table';

/** One benchmark, in its own file. It prints ratios measured side by side in one run. */
export interface Bench {
  readonly about: string;
  /** Prints lines with `say`; returns what `--json` prints. */
  run(
    say: (line: string) => void,
    files: readonly string[],
    /** Whether to run a tenth of it, to check that it works. */
    short: boolean,
  ): Promise<object>;
}

const names = readdirSync(__dirname)
  .flatMap((file) => /^bench-(.+)\.ts$/.exec(file)?.[1] ?? [])
  .sort();

const command = 'npm run bench';
const usage = `${command} -- NAME [FILE] [--json] [--short]

  NAME     one of ${names.join(', ')};
           without it, all that the table of aims needs, each in a separate process, and then
           the table: within an hour on two cores
  FILE     what predict is judged by: a month of a bank, or snapshots of offices
  --json   one more JSON object, as the last line
  --short  a tenth of what is long, to check that it works; a line says where it is
  --help   this text

Exits with 0, 1 where something ended badly, 2 if it was not begun.
`;
/** `--within` is for the table: it ends a benchmark that takes longer; ms. */
const options = { json: 'switch', short: 'switch', within: 'value' } as const;

/** Whether `--short` leaves anything out of it. */
const isLong = ({ run }: Bench) => run.length > 2;
const TENTH = '--short: a tenth of what is said above.';
const WHOLE = '--short changes nothing here: this one has no short form.';

/** `npm run bench`. */
async function main(): Promise<number> {
  const words = { what: 'NAME and FILE', least: 0, most: 100 };
  const asked = commandLine(process.argv.slice(2), { command, usage, options, words });
  if (!asked) return EXIT.done;
  const { json, short, within } = asked.values;
  const [name, ...files] = asked.words;
  if (!name) return all(short ? ['--short'] : []);
  if (!names.includes(name)) {
    throw new CommandLineError(
      `There is no benchmark ${JSON.stringify(name)}; there is ${names.join(', ')}`,
      { command },
    );
  }
  if (within) {
    endLater(name, numberGiven('--within', within, { least: 1, most: 2 ** 31 - 1 }, { command }));
  }
  const { bench } = (await import(`./bench-${name}`)) as { bench: Bench };
  process.stdout.write(`${bench.about}\n\n`);
  if (short) process.stdout.write(`${isLong(bench) ? TENTH : WHOLE}\n\n`);
  const say = (line: string) => process.stdout.write(`${line}\n`);
  try {
    const result = await bench.run(
      say,
      files.map((file) => pathGiven(file)),
      short,
    );
    if (json) process.stdout.write(`${JSON.stringify(result)}\n`);
    return EXIT.done;
  } catch (error) {
    if (error instanceof Problem) throw error; // the caller's mistake: nothing has begun
    process.stderr.write(`${(error as Error).stack}\n`);
    return EXIT.no;
  }
}

/** The whole table within an hour, and no benchmark longer than this; ms. */
const WITHIN_MS = 58 * 60_000;
const ONE_MS = 15 * 60_000;
/** The longest that stopping a benchmark's servers may take, ms. */
const ENDING_MS = 60_000;

/**
 * Runs every benchmark in the table, and prints the table. One that fails, or waits for something
 * that never comes, is reported as failed, and the others go on.
 */
async function all(flags: readonly string[]): Promise<number> {
  let isBad = false;
  const told: Record<string, BenchOutput[string]> = {};
  const began = performance.now();
  for (const name of new Set(rows.map(({ bench }) => bench))) {
    const within = Math.max(1, Math.min(ONE_MS, WITHIN_MS - (performance.now() - began)));
    const limit = `--within=${within.toFixed(0)}`;
    const child = runProgram('bench/main.ts', [name, '--json', limit, ...flags]);
    const stuck = setTimeout(() => child.process.kill('SIGKILL'), within + ENDING_MS);
    const forget = endIfInterrupted(async () => {
      child.process.kill('SIGTERM');
      await child.ended;
    });
    const { code } = await child.ended;
    clearTimeout(stuck);
    forget();
    if (isInterrupted()) break;
    const [lines, result] = resultOf(child.output());
    if (code === 0) told[name] = result;
    if (!told[name]) isBad = true;
    const minutes = ((performance.now() - began) / 60_000).toFixed(1);
    process.stdout.write(`${lines}\n(${minutes} minutes so far)\n\n`);
  }
  process.stdout.write(`${tableOf(told).join('\n')}\n`);
  return isBad ? EXIT.no : EXIT.done;
}

/** A benchmark that is still running by then waits for something it has lost. */
function endLater(name: string, withinMs: number): void {
  setTimeout(() => {
    process.stderr.write(`${name} had not ended after ${(withinMs / 60_000).toFixed(1)} minutes\n`);
    void endStages().finally(() => process.exit(1));
  }, withinMs).unref();
}

/** What a benchmark printed, and what it returned; a Node warning may follow the result. */
function resultOf(output: string): readonly [string, BenchOutput[string]] {
  const lines = output.trimEnd().split('\n');
  const at = lines.findLastIndex((line) => line.startsWith('{"bench":'));
  if (at < 0) return [lines.join('\n'), undefined];
  const [line] = lines.splice(at, 1);
  try {
    return [lines.join('\n'), JSON.parse(line) as BenchOutput[string]];
  } catch {
    return [output, undefined];
  }
}

void runCommand(main);
