import { execFileSync } from 'node:child_process';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { commandLine, CommandLineError } from '../../src/local/machine/command-line';
import { EXIT, runCommand } from '../../src/local/machine/run-command';
import { isLinted, testsWorthRunning } from './affected';
import { closingLine, Done, lineOf, run, Step } from './steps';

const ROOT = resolve(__dirname, '../..');
const BIN = join(ROOT, 'node_modules/.bin');

const command = 'npm run check';
const usage = `${command} -- [--since COMMIT]

Types, lint of what changed, all unit tests, and the real tests most likely to show what broke.
Changed means different from COMMIT, or from where this branch left main, committed or not.

Exits with 0 if all is well, 1 if something is not, 2 if it could not begin.
`;

const git = (...args: readonly string[]) =>
  execFileSync('git', [...args], { cwd: ROOT, encoding: 'utf8' })
    .split('\n')
    .filter(Boolean);

/** Files that differ from a commit, new ones included, deleted ones not. */
function changedSince(commit: string): readonly string[] {
  const tracked = git('diff', '--name-only', '--diff-filter=d', commit);
  const untracked = git('ls-files', '--others', '--exclude-standard');
  return [...new Set([...tracked, ...untracked])].sort();
}

/** Where this branch left main; without a main, the last commit. */
function base(): string {
  const branches = git('branch', '--all', '--format=%(refname:short)');
  const trunk = ['main', 'origin/main'].find((name) => branches.includes(name));
  return trunk ? git('merge-base', trunk, 'HEAD')[0] : 'HEAD';
}

/** Those of `npm run types`. The last result is kept: only what a change affects is checked. */
function types(): readonly Step[] {
  const { tasks } = JSON.parse(readFileSync(join(ROOT, '.projen/tasks.json'), 'utf8')) as {
    tasks: { types: { steps: readonly { exec: string }[] } };
  };
  return tasks.types.steps.map(({ exec }) => {
    const [, ...args] = exec.split(' ');
    return { name: `types of ${args.at(-1)}`, command: [process.execPath, ...args] };
  });
}

function lint(changed: readonly string[]): readonly Step[] {
  if (changed.length === 0) return [];
  const linted = changed.filter(isLinted);
  const files = linted.length === 1 ? linted[0] : `${linted.length} files`;
  const eslint = [join(BIN, 'eslint'), '--cache', '--cache-location', '.ticketero/eslint/'];
  const prettier = [join(BIN, 'prettier'), '--check', '--ignore-unknown', '--log-level', 'warn'];
  const circles = [join(BIN, 'depcruise'), '--config', '.dependency-cruiser.cjs', 'src'];
  return [
    ...(linted.length > 0 ? [{ name: `lint of ${files}`, command: [...eslint, ...linted] }] : []),
    { name: 'format', command: [...prettier, ...changed] },
    ...(changed.some((path) => path.startsWith('src/'))
      ? [{ name: 'circles', command: circles }]
      : []),
  ];
}

function tests(changed: readonly string[]): Step {
  const all = globSync('test/**/*.{test,slow}.ts', { cwd: ROOT });
  const worth = testsWorthRunning(changed, all);
  const names = worth.map((path) => path.replace(/^test\/|\.ts$/g, ''));
  return {
    name: names.length > 0 ? `unit tests, and ${names.join(', ')}` : 'unit tests',
    command: [
      join(BIN, 'jest'),
      ...(worth.length > 0 ? [] : ['--selectProjects', 'unit']),
      '--testPathPatterns',
      '\\.unit\\.ts$',
      ...worth.map((path) => `/${path.replaceAll('.', '\\.')}$`),
    ],
  };
}

/**
 * The given commit, or where this branch left main.
 * @throws CommandLineError
 */
function since(commit: string | undefined): string {
  if (commit === undefined) return base();
  try {
    return git('rev-parse', '--verify', '--quiet', '--end-of-options', `${commit}^{commit}`)[0];
  } catch {
    throw new CommandLineError(`--since is ${JSON.stringify(commit)}, which is not a commit here`, {
      command,
    });
  }
}

async function main(): Promise<number> {
  const options = { since: 'value' } as const;
  const asked = commandLine(process.argv.slice(2), { command, usage, options });
  if (!asked) return EXIT.done;
  const began = performance.now();
  const changed = changedSince(since(asked.values.since)).filter((path) =>
    existsSync(join(ROOT, path)),
  );
  const done: Done[] = [];
  const inOrder = async (steps: readonly Step[]) => {
    for (const step of steps) {
      const ended = await run(step, ROOT);
      done.push(ended);
      console.log(lineOf(ended));
    }
  };
  // Two sequences, for two cores: the tests take as long as all the rest.
  await Promise.all([inOrder([...types(), ...lint(changed)]), inOrder([tests(changed)])]);
  console.log(closingLine(changed.length, done, performance.now() - began));
  return done.every(({ ok }) => ok) ? EXIT.done : EXIT.no;
}

void runCommand(main);
