import { execFile } from 'node:child_process';
import {
  cpSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

const ROOT = join(__dirname, '../..');

/** Only what projen reads and writes: it has nothing to do with `src/`, which grows. */
const generated = JSON.parse(readFileSync(join(ROOT, '.projen/files.json'), 'utf8')) as {
  files: string[];
};
const managed = [
  ...generated.files,
  'package.json',
  'package-lock.json',
  'README.md',
  '.projenrc.ts',
  ...globSync('projenrc/*.ts', { cwd: ROOT }),
];

const contents = (folder: string) =>
  Object.fromEntries(
    globSync('**/{*,.*}', { cwd: folder, exclude: ['node_modules'], withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((file) => [file.slice(folder.length + 1), readFileSync(file, 'utf8')]),
  );

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ticketero-projen-'));
  for (const file of managed) cpSync(join(ROOT, file), join(folder, 'clone', file));
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'clone/node_modules'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Runs `npx projen` in the clone, with an npm that installs nothing and records its calls. */
async function projen(): Promise<string> {
  const programs = join(folder, 'programs');
  mkdirSync(programs);
  writeFileSync(join(programs, 'npm'), '#!/bin/sh\necho "npm $*"\n', { mode: 0o755 });
  const PATH = [programs, join(ROOT, 'node_modules/.bin'), process.env.PATH].join(delimiter);
  const command = [join(ROOT, 'node_modules/.bin/projen')];
  const { stdout, stderr } = await promisify(execFile)(process.execPath, command, {
    cwd: join(folder, 'clone'),
    env: { ...process.env, PATH },
  });
  return stdout + stderr;
}

test('projen restores the committed files after a manual edit, and installs nothing', async () => {
  const clone = join(folder, 'clone');
  const committed = contents(clone);
  rmSync(join(clone, '.gitignore')); // generated files are read-only
  writeFileSync(join(clone, '.gitignore'), 'mine\n');
  const said = await projen();
  expect(contents(clone)).toEqual(committed);
  expect(said).not.toContain('npm install');
});
