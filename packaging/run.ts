import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';

/** The package's folder. */
export const root = join(__dirname, '..');

/** Where packages go. */
export const dist = join(root, 'dist');

/** What a command printed, and how it ended. */
export interface Ran {
  readonly status: number;
  readonly output: string;
}

/** A command that had to exit with 0 did not. */
export class CommandError extends Error {}

/**
 * Runs a command with this process's Node first on the path: jsii's runtimes in Python and Java
 * start `node`.
 */
export function attempt(
  command: string,
  args: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>> = {},
): Ran {
  const PATH = `${dirname(process.execPath)}${delimiter}${process.env.PATH ?? ''}`;
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, ...env, PATH },
    timeout: 900_000,
    maxBuffer: 64 * 1024 * 1024,
  });
  if (error) {
    throw new CommandError(`${command} cannot be run (${error.message}); it has to be on the PATH`);
  }
  return { status: status ?? 1, output: `${stdout}${stderr}` };
}

/**
 * Runs a command that has to exit with 0.
 * @throws CommandError with the end of its output
 */
export function run(
  command: string,
  args: readonly string[],
  cwd: string,
  env?: Readonly<Record<string, string>>,
): string {
  const { status, output } = attempt(command, args, cwd, env);
  if (status !== 0) {
    throw new CommandError(
      `${command} ${args.join(' ')} ended with ` +
        `${status}:\n${output.split('\n').slice(-30).join('\n')}`,
    );
  }
  return output;
}

/** An empty folder, which is removed at the end: some hold half a gigabyte of packages. */
export function freshFolder(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `ticketero-${name}-`));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** The only file in a folder with this ending. */
export function onlyFile(folder: string, ending: string): string {
  const all = existsSync(folder) ? readdirSync(folder) : [];
  const found = all.filter((name) => name.endsWith(ending));
  if (found.length !== 1) {
    throw new CommandError(
      `${folder} has ${found.length} files that end in ${ending}, not one; run npm run ` +
        'package:all first',
    );
  }
  return join(folder, found[0]);
}

/** The version being packed. */
export const version = (
  JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
).version;

/** Reports a step and how long it took. */
export async function step<T>(title: string, work: () => T | Promise<T>): Promise<T> {
  const start = Date.now();
  const result = await work();
  console.log(`${title} (${((Date.now() - start) / 1000).toFixed(0)} s)`);
  return result;
}

/**
 * Exits with 1 and one sentence when a command failed; other errors are bugs and keep their stack.
 */
export async function main(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
