import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Child, runCommand } from '../support/child';
import { testFolder } from '../support/test-folder';
import { until } from '../support/wait';

const ROOT = resolve(__dirname, '../..');
const transform = {
  '\\.ts$': [
    require.resolve('@swc/jest'),
    { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } },
  ],
};

/** What a worker and a library in it leave behind, and a program that nobody stops. */
const LITTERS = `
  const { spawn } = require('node:child_process');
  const { mkdtempSync } = require('node:fs');
  const { tmpdir } = require('node:os');
  test('it', async () => {
    const folder = mkdtempSync(tmpdir() + '/cdk.out');
    const child = spawn('sleep', ['600'], { cwd: folder, stdio: 'ignore', detached: true });
    child.unref();
    process.stderr.write('made ' + folder + ' ' + child.pid + '\\n');
    if (process.env.HANGS) await new Promise(() => setInterval(() => {}, 1000));
    else expect(folder).toBe('');
  });`;

/** A jest run with the unit tests' set-up, and a temporary folder to inspect. */
async function litteringRun(environment: NodeJS.ProcessEnv) {
  const folder = await testFolder('litter');
  const temporary = join(folder, 'tmp');
  await mkdir(temporary);
  await writeFile(join(folder, 'a.test.js'), LITTERS);
  const config = {
    rootDir: folder,
    cacheDirectory: join(folder, 'cache'),
    globalSetup: join(ROOT, 'test/support/global-setup-unit.ts'),
    globalTeardown: join(ROOT, 'test/support/global-teardown.ts'),
    transform,
  };
  await writeFile(join(folder, 'jest.config.json'), JSON.stringify(config));
  const child = runCommand(join(ROOT, 'node_modules/.bin/jest'), [], {
    cwd: folder,
    env: { ...process.env, ...environment, TMPDIR: temporary },
  });
  const [, made, pid] = await child.line(/^made (\S+) (\d+)$/m);
  return { child, temporary, made, pid: Number(pid) };
}

const lives = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

async function expectNothingLeft(run: { child: Child; temporary: string; pid: number }) {
  await until(() => !lives(run.pid), 'what a test started has ended');
  expect(await readdir(run.temporary)).toEqual([]);
}

test('a run that fails leaves no folder and no program', async () => {
  const run = await litteringRun({});
  expect(run.made).toMatch(/\/tmp\/ticketero-test-[^/]+\/tmp\/cdk\.out[^/]+$/);
  expect((await run.child.ended).code).toBe(1);
  await expectNothingLeft(run);
});

test.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)('nor does one that ends by %s', async (signal, code) => {
  const run = await litteringRun({ HANGS: '1' });
  run.child.process.kill(signal);
  expect((await run.child.ended).code).toBe(code);
  await expectNothingLeft(run);
});
