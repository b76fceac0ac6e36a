import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { runCommand } from '../support/child';
import { testFolder } from '../support/test-folder';

const ROOT = resolve(__dirname, '../..');

/** A test that counts its runs in a file, and passes from the given run on. */
const passesAtRun = (run: number) => `
  const { appendFileSync, readFileSync } = require('node:fs');
  test('sometimes', () => {
    appendFileSync(__filename + '.runs', '.');
    expect(readFileSync(__filename + '.runs', 'utf8').length).toBeGreaterThanOrEqual(${run});
  });
  test('always', () => {});`;

/** Runs every test of a project that has these files, as `npm test` does. */
async function wholeRun(files: Record<string, string>) {
  const folder = await testFolder('whole');
  for (const [path, text] of Object.entries(files)) {
    await mkdir(join(folder, path, '..'), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  const reporters = ['default', join(ROOT, 'test/support/count-reporter.cjs')];
  const config = { rootDir: folder, testMatch: ['**/test/**/*.ts'], transform: {}, reporters };
  await writeFile(join(folder, 'jest.config.json'), JSON.stringify(config));
  const tsx = join(ROOT, 'node_modules/.bin/tsx');
  const child = runCommand(tsx, [join(ROOT, 'test/loop/whole.ts')], { cwd: folder });
  const { code } = await child.ended;
  return { code, lines: child.output().trimEnd().split('\n') };
}

test('a file that failed but passes alone is named, and the run is good', async () => {
  const { code, lines } = await wholeRun({
    'test/a.test.ts': passesAtRun(1),
    'test/b.test.ts': passesAtRun(2),
  });
  expect(lines.slice(-2)).toEqual([
    'failed in the whole run and passed alone: test/b.test.ts: sometimes',
    '4 passed, 0 failed',
  ]);
  expect(code).toBe(0);
});

test('a repeated failure counts, and what must never happen is not run again', async () => {
  const again = await wholeRun({ 'test/b.test.ts': passesAtRun(3) });
  expect(again.lines.at(-1)).toBe('1 passed, 1 failed');
  expect(again.code).toBe(1);
  const never = await wholeRun({ 'test/never/b.test.ts': passesAtRun(2) });
  expect(never.lines.at(-1)).toBe('1 passed, 1 failed');
  expect(never.code).toBe(1);
});
