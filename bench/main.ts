import '../src/local/machine/node-version';
import { readdirSync } from 'node:fs';

/**
 * `npm run bench -- NAME [FILE] [--json]`: one file per benchmark. Each prints ratios measured side
 * by side in one run.
 */
export interface Bench {
  readonly about: string;
  /** Prints lines with `say`; returns what `--json` prints. */
  run(say: (line: string) => void, files: readonly string[]): Promise<object>;
}

const names = readdirSync(__dirname)
  .flatMap((file) => /^bench-(.+)\.ts$/.exec(file)?.[1] ?? [])
  .sort();

async function main(args: readonly string[]) {
  const json = args.includes('--json');
  const [name, ...files] = args.filter((arg) => !arg.startsWith('--'));
  if (!name || !names.includes(name)) {
    process.stderr.write(
      'npm run bench -- NAME [FILE] [--json], where NAME is one of ' +
        `${names.join(', ')}${name ? `; there is no ${name}` : ''}\n`,
    );
    process.exitCode = 2;
    return;
  }
  const { bench } = (await import(`./bench-${name}`)) as { bench: Bench };
  process.stdout.write(`${bench.about}\n\n`);
  const result = await bench.run((line) => process.stdout.write(`${line}\n`), files);
  if (json) process.stdout.write(`${JSON.stringify(result)}\n`);
}

void main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${(error as Error).stack}\n`);
  process.exitCode = 1;
});
