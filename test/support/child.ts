import { ChildProcess, spawn, SpawnOptions } from 'node:child_process';
import { resolve } from 'node:path';
import { flagsFor } from './compiled';

const ROOT = resolve(__dirname, '../..');

/** How long a program may take to print something on a busy machine, ms. */
const PATIENCE_MS = 150_000;

export interface Child {
  readonly process: ChildProcess;
  readonly pid: number;
  /** Its output so far, standard output and error together. */
  output(): string;
  /**
   * The first line (or part of one) that matches; rejects with the output when the process ends or
   * time runs out first.
   */
  line(pattern: RegExp, withinMs?: number): Promise<RegExpExecArray>;
  /** Exit code and signal. */
  readonly ended: Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>;
}

/** Runs a TypeScript program of this repository in a separate process, as `npm start` does. */
export const runProgram = (
  file: string,
  args: readonly string[] = [],
  options: SpawnOptions = {},
): Child => runCommand(process.execPath, ['--import', 'tsx', file, ...args], options);

/** The same from this run's bundles: for tests that are not about the program's start. */
export const runCompiled = (
  file: string,
  args: readonly string[] = [],
  options: SpawnOptions = {},
): Child => runCommand(process.execPath, [...flagsFor(file), file, ...args], options);

export function runCommand(
  command: string,
  args: readonly string[],
  options: SpawnOptions = {},
): Child {
  const child = spawn(command, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'], ...options });
  let output = '';
  const listeners = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (part: string) => {
      output += part;
      for (const listener of [...listeners]) listener();
    });
  }
  const ended = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>(
    (done, failed) => {
      child.once('error', failed);
      child.once('close', (code, signal) => done({ code, signal }));
    },
  );
  const line = (pattern: RegExp, withinMs = PATIENCE_MS) =>
    new Promise<RegExpExecArray>((found, failed) => {
      const finish = (act: () => void) => {
        clearTimeout(timer);
        listeners.delete(look);
        act();
      };
      const look = () => {
        const match = pattern.exec(output);
        if (match) finish(() => found(match));
      };
      const timer = setTimeout(
        () => finish(() => failed(new Error(`no ${pattern} within ${withinMs} ms in:\n${output}`))),
        withinMs,
      );
      listeners.add(look);
      look();
      void ended.then(
        (end) =>
          finish(() =>
            failed(new Error(`ended (${end.code ?? end.signal}) without ${pattern}:\n${output}`)),
          ),
        failed,
      );
    });
  return { process: child, pid: child.pid!, output: () => output, line, ended };
}
