import '../src/local/machine/node-version';
import { readdirSync } from 'node:fs';
import { runProgram } from '../test/support/child';
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
  const { bench } = (await import(`./bench-${name}`)) as { bench: Bench };
  process.stdout.write(`${bench.about}\n\n`);
  const say = (line: string) => process.stdout.write(`${line}\n`);
  const result = await bench.run(say, files, args.includes('--short'));
  if (json) process.stdout.write(`${JSON.stringify(result)}\n`);
}

/** Runs what the table asks about, and prints it. One that fails is said to have failed. */
async function all(flags: readonly string[]) {
  const told: Record<string, Told[string]> = {};
  for (const name of new Set(rows.map(({ bench }) => bench))) {
    const child = runProgram('bench/main.ts', [name, '--json', ...flags]);
    const { code } = await child.ended;
    const lines = child.output().trimEnd().split('\n');
    if (code === 0) told[name] = JSON.parse(lines.pop()!) as Told[string];
    else process.exitCode = 1;
    process.stdout.write(`${lines.join('\n')}\n\n`);
  }
  process.stdout.write(`${tableOf(told).join('\n')}\n`);
}

void main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${(error as Error).stack}\n`);
  process.exitCode = 1;
});
