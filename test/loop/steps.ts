import { spawn } from 'node:child_process';

export interface Step {
  readonly name: string;
  readonly command: readonly string[];
}

export interface Done {
  readonly step: Step;
  readonly ok: boolean;
  readonly output: string;
  readonly ms: number;
}

/** Runs one step; shows its output only if it fails. */
export function run(step: Step, cwd: string): Promise<Done> {
  const [command, ...args] = step.command;
  const began = performance.now();
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (part: string) => {
        output += part;
      });
    }
    child.once('error', reject);
    child.once('close', (code) =>
      resolve({ step, ok: code === 0, output, ms: performance.now() - began }),
    );
  });
}

const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;

/** One line for a finished step, with all its output if it failed. */
export const lineOf = ({ step, ok, output, ms }: Done): string =>
  `${ok ? 'good  ' : 'FAILED'} ${step.name} (${seconds(ms)})${ok ? '' : `\n${output.trimEnd()}`}`;

/** The closing line: what was checked, and whether it is good. */
export function closingLine(changed: number, done: readonly Done[], ms: number): string {
  const failed = done.filter(({ ok }) => !ok).map(({ step }) => step.name);
  const tests = done
    .map(({ output }) => /^(\d+) passed, \d+ failed$/m.exec(output)?.[1])
    .reduce((sum, count) => sum + Number(count ?? 0), 0);
  const files = `${changed} ${changed === 1 ? 'file' : 'files'} changed`;
  return failed.length > 0
    ? `check: ${files}; FAILED: ${failed.join(', ')} (${seconds(ms)})`
    : `check: ${files}; all good, ${tests} tests passed (${seconds(ms)})`;
}
