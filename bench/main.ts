import '../src/local/machine/node-version';
import { readdirSync } from 'node:fs';
import { runProgram } from '../test/support/child';
import { endStages } from './stage';
import { rows, tableOf, Told } from './table';

/**
 * `npm run bench -- NAME [FILE] [--json] [--short]`: one file per benchmark. Each prints ratios
 * measured side by side in one run. Without a name, all that the table of aims asks about, each in
 * a process of its own, and then the table: within an hour on two cores.
 */
export interface Bench {
  readonly about: string;
  /** Prints lines with `say`; returns what `--json` prints. */
  run(
    say: (line: string) => void,
    files: readonly string[],
    /** Whether to do a tenth of it, to see that it runs. */
    short: boolean,
  ): Promise<object>;
}

const names = readdirSync(__dirname)
  .flatMap((file) => /^bench-(.+)\.ts$/.exec(file)?.[1] ?? [])
  .sort();

async function main(args: readonly string[]) {
  const json = args.includes('--json');
  const [name, ...files] = args.filter((arg) => !arg.startsWith('--'));
  if (!name) return all(args.filter((arg) => arg === '--short'));
  if (!names.includes(name)) {
    process.stderr.write(
      'npm run bench -- NAME [FILE] [--json] [--short], where NAME is one of ' +
        `${names.join(', ')}; there is no ${name}\n`,
    );
    process.exitCode = 2;
    return;
  }
  const within = args.find((arg) => arg.startsWith('--within='));
  if (within) endLater(name, Number(within.split('=')[1]));
  const { bench } = (await import(`./bench-${name}`)) as { bench: Bench };
  process.stdout.write(`${bench.about}\n\n`);
  const say = (line: string) => process.stdout.write(`${line}\n`);
  const result = await bench.run(say, files, args.includes('--short'));
  if (json) process.stdout.write(`${JSON.stringify(result)}\n`);
}

/** The whole table within an hour, and no benchmark longer than this; ms. */
const WITHIN_MS = 58 * 60_000;
const ONE_MS = 15 * 60_000;
/** What ends the servers that a benchmark has started may take; ms. */
const ENDING_MS = 60_000;

/**
 * Runs what the table asks about, and prints it. One that fails, or that waits for something that
 * never comes, is said to have failed, and the others go on.
 */
async function all(flags: readonly string[]) {
  const told: Record<string, Told[string]> = {};
  const began = performance.now();
  for (const name of new Set(rows.map(({ bench }) => bench))) {
    const within = Math.max(1, Math.min(ONE_MS, WITHIN_MS - (performance.now() - began)));
    const limit = `--within=${within.toFixed(0)}`;
    const child = runProgram('bench/main.ts', [name, '--json', limit, ...flags]);
    const stuck = setTimeout(() => child.process.kill('SIGKILL'), within + ENDING_MS);
    const { code } = await child.ended;
    clearTimeout(stuck);
    const [lines, result] = resultOf(child.output());
    if (code === 0) told[name] = result;
    if (!told[name]) process.exitCode = 1;
    const minutes = ((performance.now() - began) / 60_000).toFixed(1);
    process.stdout.write(`${lines}\n(${minutes} minutes so far)\n\n`);
  }
  process.stdout.write(`${tableOf(told).join('\n')}\n`);
}

/** A benchmark that has not ended by then has lost something it waits for. */
function endLater(name: string, withinMs: number): void {
  setTimeout(() => {
    process.stderr.write(`${name} had not ended after ${(withinMs / 60_000).toFixed(1)} minutes\n`);
    void endStages().finally(() => process.exit(1));
  }, withinMs).unref();
}

/** What a benchmark printed, and what it returned; a warning of Node's may stand behind that. */
function resultOf(output: string): readonly [string, Told[string]] {
  const lines = output.trimEnd().split('\n');
  const at = lines.findLastIndex((line) => line.startsWith('{"bench":'));
  if (at < 0) return [lines.join('\n'), undefined];
  const [line] = lines.splice(at, 1);
  try {
    return [lines.join('\n'), JSON.parse(line) as Told[string]];
  } catch {
    return [output, undefined];
  }
}

void main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${(error as Error).stack}\n`);
  process.exitCode = 1;
});
