import { chmod, mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '../../src/local/machine/processes';
import { Child, runProgram } from '../support/child';
import { until } from '../support/wait';

/** Commands that start servers while they run: a signal leaves no server and no folder behind. */

jest.setTimeout(300_000);

/** Processes with this text in their environment or command line. */
async function marked(text: string): Promise<readonly string[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const all = await Promise.all(
    pids.map(async (pid) => {
      const read = (name: string) => readFile(`/proc/${pid}/${name}`, 'utf8').catch(() => '');
      const [command, environment] = await Promise.all([read('cmdline'), read('environ')]);
      const is = command !== '' && (command + environment).includes(text);
      return is ? [`${pid} ${command.replaceAll('\0', ' ')}`] : [];
    }),
  );
  return all.flat();
}

/** The contents of this temporary folder, except a cached copy of PostgreSQL. */
const left = async (folder: string) =>
  (await readdir(folder)).filter((name) => /^ticketero-(?!postgres-)/.test(name));

/** Whether a server of the command has started. */
const isServed = async (folder: string) =>
  // the folder being searched is still changing
  (await readdir(folder, { recursive: true }).catch(() => [])).some((path) =>
    path.endsWith('postmaster.pid'),
  );

/** A bank's month. */
const MONTH = join(__dirname, '../support/replay/oddities.txt');

test.each([
  ['attack', 'test/attack/main.ts', ['--count=100000'], /attacks on http/, 'SIGTERM', 143],
  ['chaos, while it starts', 'test/chaos/main.ts', ['--short'], undefined, 'SIGHUP', 129],
  ['one benchmark', 'bench/main.ts', ['issue', '--short'], undefined, 'SIGINT', 130],
  ['one with a folder', 'bench/main.ts', ['memory', '--short'], undefined, 'SIGINT', 130],
  ['one with npm start', 'bench/main.ts', ['pages', '--short'], undefined, 'SIGTERM', 143],
  ['a replay', 'src/local/replay/main.ts', [MONTH], undefined, 'SIGTERM', 143],
  ['all benchmarks', 'bench/main.ts', ['--short'], undefined, 'SIGTERM', 143],
] as const)('%s', async (_, program, words, says, signal, code) => {
  const folder = await mkdtemp(join(tmpdir(), 'ticketero-signals-'));
  const temporary = join(folder, 'tmp');
  await mkdir(temporary);
  // if tests run as root, PostgreSQL runs as another user
  await chmod(folder, 0o755);
  // programs started from there get no other part of this environment
  const env = { ...process.env, TMPDIR: temporary, PATH: `${folder}:${process.env.PATH}` };
  const child: Child = runProgram(program, words, { env });
  try {
    if (says) await child.line(says, 120_000);
    else await until(() => isServed(temporary), 'a server has been started', 120_000, 100);
    // to it alone, like a process supervisor; npm and the terminal send two signals
    child.process.kill(signal);
    child.process.kill(signal);
    expect([(await child.ended).code, child.output()]).toEqual([code, expect.any(String)]);
    await eventually(async () => (await marked(folder)).length === 0, 5_000);
    expect(await marked(folder)).toEqual([]);
    expect(await left(temporary)).toEqual([]);
  } finally {
    child.process.kill('SIGKILL');
    await rm(folder, { recursive: true, force: true });
  }
});
