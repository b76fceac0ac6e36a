import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');
const textOf = (file: string) => readFileSync(join(ROOT, file), 'utf8');
const wanted = textOf('.node-version').trim();

test('the same Node version is named everywhere', () => {
  const { devDependencies } = JSON.parse(textOf('package.json')) as {
    devDependencies: Record<string, string>;
  };
  expect(devDependencies.node).toMatch(new RegExp(`^\\^${wanted}\\.`));
  expect(devDependencies['@types/node']).toBe(`^${wanted}`);
  expect(textOf('src/local/machine/node-version.ts')).toContain(`const MAJOR = ${wanted};`);
});

test('a test runner started with an older Node says so in one sentence', () => {
  const older = 'Object.defineProperty(process.versions, "node", { value: "20.20.2" })';
  const preload = `--import=data:text/javascript,${encodeURIComponent(older)}`;
  const jest = join(ROOT, 'node_modules/jest/bin/jest.js');
  const run = spawnSync(process.execPath, [preload, jest, '--listTests'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  expect(run.stderr).toMatch(/^Node 20\.20\.2 found, but this needs Node \d+ from .*\n$/);
  expect(run.status).toBe(1);
});
