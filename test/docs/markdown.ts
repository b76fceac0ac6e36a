import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');

/** Every file that git knows or would take, by its path from the root. */
export const files: readonly string[] = execFileSync(
  'git',
  ['ls-files', '--cached', '--others', '--exclude-standard'],
  { cwd: ROOT, encoding: 'utf8' },
)
  .split('\n')
  .filter(Boolean);

export const textOf = (path: string) => readFileSync(join(ROOT, path), 'utf8');

/** What people wrote; API.md is generated. */
export const documents = files.filter((path) => path.endsWith('.md') && path !== 'API.md');

/** Without fenced blocks: commands and pictures name things of other machines. */
export const proseOf = (path: string) => textOf(path).replace(/^( *)```[\s\S]*?^ *```$/gm, '');

/** The link that a Markdown viewer makes of a heading. */
export const anchorOf = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .trim()
    .replace(/ /g, '-');
