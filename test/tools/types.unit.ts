import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const ROOT = join(__dirname, '../..');

interface Config {
  readonly compilerOptions: { readonly tsBuildInfoFile?: string };
  readonly include: readonly string[];
}

const read = <T>(path: string) => JSON.parse(readFileSync(join(ROOT, path), 'utf8')) as T;
const { tasks } = read<{ tasks: { types: { steps: readonly { exec: string }[] } } }>(
  '.projen/tasks.json',
);
const checked = tasks.types.steps.map(({ exec }) => exec.split(' ').at(-1)!);
const together = read<Config>('tsconfig.node.json');

/** The options of a folder, but for where its result is kept. */
const optionsOf = (folder: string) => ({
  ...read<Config>(`${folder}/tsconfig.json`).compilerOptions,
  tsBuildInfoFile: undefined,
});

test('every folder with a tsconfig.json is checked, by itself or with others', () => {
  const folders = globSync('{*,src/**}/tsconfig.json', { cwd: ROOT, exclude: ['node_modules'] });
  expect(folders.map(dirname).sort()).toEqual(
    [...checked.filter((name) => name !== 'tsconfig.node.json'), ...together.include].sort(),
  );
  expect(checked).toContain('tsconfig.node.json');
});

test.each(together.include)('%s has the options that it is checked with', (folder) => {
  expect(optionsOf(folder)).toEqual(optionsOf('src/app'));
});
