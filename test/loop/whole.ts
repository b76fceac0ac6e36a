import { spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { EXIT, runCommand } from '../../src/local/machine/run-command';
import { closing, FileCounts, lookAgainAt, withSecond } from './second-look';

const JEST = resolve(__dirname, '../../node_modules/.bin/jest');
const COUNTS = join(process.cwd(), '.ticketero', 'test-counts.json');

/** Runs jest on this terminal. @returns its exit status; 128 and more if a signal ended it */
function jest(args: readonly string[], env: NodeJS.ProcessEnv = process.env): Promise<number> {
  const child = spawn(JEST, args, { stdio: 'inherit', env });
  // jest stops its servers while this process waits for it; Ctrl-C reaches both.
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  return new Promise((done, failed) => {
    child.once('error', failed);
    child.once('close', (code, signal) => done(code ?? (signal === 'SIGINT' ? 130 : 143)));
  });
}

/** @returns what was counted; undefined if jest ended before that */
async function counted(
  args: readonly string[],
): Promise<{ status: number; files?: readonly FileCounts[] }> {
  rmSync(COUNTS, { force: true });
  const status = await jest(args, { ...process.env, TEST_COUNTS: COUNTS });
  try {
    return { status, files: JSON.parse(readFileSync(COUNTS, 'utf8')) as FileCounts[] };
  } catch {
    return { status };
  }
}

/**
 * Runs every test. With arguments this is just jest; without, a few files that failed among
 * hundreds are run once more, alone.
 */
async function main(): Promise<number> {
  const args = process.argv.slice(2);
  if (args.length > 0) return jest(args);
  await mkdir(dirname(COUNTS), { recursive: true });
  const first = await counted([]);
  if (!first.files) return first.status || EXIT.failed;
  const again = lookAgainAt(first.files);
  const second = again.length > 0 ? await counted(['--runTestsByPath', ...again]) : first;
  const last = withSecond(first.files, second.files ?? []);
  process.stdout.write(closing(first.files, last));
  return second.status;
}

void runCommand(main);
