import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');

/** Every file that git tracks or would track, by path from the root. */
export const files: readonly string[] = execFileSync(
  'git',
  ['ls-files', '--cached', '--others', '--exclude-standard'],
  { cwd: ROOT, encoding: 'utf8' },
)
  .split('\n')
  .filter(Boolean);

export const textOf = (path: string) => readFileSync(join(ROOT, path), 'utf8');

/** Hand-written documents; API.md is generated. */
export const documents = files.filter((path) => path.endsWith('.md') && path !== 'API.md');

/** The text without fenced blocks: commands and pictures name things on other machines. */
export const proseOf = (path: string) => textOf(path).replace(/^( *)```[\s\S]*?^ *```$/gm, '');

/** The anchor that a Markdown viewer gives a heading. */
export const anchorOf = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .trim()
    .replace(/ /g, '-');
