import { execFileSync } from 'node:child_process';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { extname, join, resolve } from 'node:path';

/**
 * Names every line of text longer than 100 columns. Formatters leave strings and comments alone;
 * this does not. Reads the folder given, the repository by default.
 */
const COLUMNS = 100;
const root = resolve(process.argv[2] ?? join(import.meta.dirname, '..'));

const texts = /\.([cm]?[jt]sx?|css|html|sql|sh|md|ya?ml|java|py)$|^\.ci\//;
/** Written by programs, and never by hand. */
const generated = new Set(['API.md']);

/** Files that git tracks or would track; all files, if the folder is not a clone. */
function files(): string[] {
  if (!existsSync(join(root, '.git'))) {
    return globSync('**/*.*', { cwd: root, exclude: (name) => name === 'node_modules' });
  }
  const list = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
  const found = execFileSync('git', list, { cwd: root, encoding: 'utf8' }).split('\0');
  return found.filter((file) => file && existsSync(join(root, file)));
}

/** A row of a table, or a line that is one address, cannot be broken. */
function mayBeLong(line: string, file: string): boolean {
  if (extname(file) === '.md' && line.trimStart().startsWith('|')) return true;
  return /^\W*\S*:\/\/\S+$/.test(line);
}

const long = files()
  .filter((file) => texts.test(file) && !generated.has(file))
  .flatMap((file) =>
    readFileSync(join(root, file), 'utf8')
      .split('\n')
      .map((line, at) => ({ line, at, width: [...line].length }))
      .filter(({ line, width }) => width > COLUMNS && !mayBeLong(line, file))
      .map(({ at, width }) => `${file}:${at + 1}: ${width} columns`),
  );

for (const line of long) console.error(line);
if (long.length > 0) console.error(`${long.length} lines are longer than ${COLUMNS} columns`);
process.exitCode = long.length > 0 ? 1 : 0;
