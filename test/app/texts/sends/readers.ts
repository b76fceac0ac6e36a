import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Texts } from '../../../../src/app/texts/catalogue';

/** The readers of a text: who may open the pages whose sources name its key. */

const pages = join(__dirname, '../../../../src/app/pages');
const STAFF = ['host', 'advisor', 'supervisor', 'admin', 'auditor'] as const;
const FOLDERS = [
  ...['kiosk', 'display', 'ticket', 'sign-in'],
  ...['reception', 'advisor', 'supervisor', 'admin'],
];

const read = (file: string) => readFileSync(file, 'utf8');

/** Everybody who may have a page open. */
export function rolesOf(page: string): readonly string[] {
  if (['kiosk', 'display', 'ticket'].includes(page)) return ['customer'];
  if (page === 'sign-in') return STAFF;
  const [, roles] = /forRoles\(\[([^\]]+)\]/.exec(read(join(pages, page, 'main.tsx')))!;
  return roles.split(',').map((role) => role.trim().slice(1, -1));
}

const resolved = (from: string, name: string): string | undefined =>
  [`${name}.ts`, `${name}.tsx`, `${name}/index.ts`]
    .map((each) => join(dirname(from), each))
    .find(existsSync);

/** A page's files: what its entry imports, and what that imports. */
function filesOf(page: string): ReadonlySet<string> {
  const files = new Set<string>();
  const take = (file: string) => {
    if (files.has(file) || /src\/app\/(texts|wire|domain)\//.test(file)) return;
    files.add(file);
    for (const [, name] of read(file).matchAll(/(?:from|import\() ?'(\.[^']+)'/g)) {
      const next = resolved(file, name);
      if (next) take(next);
    }
  };
  take(join(pages, page, 'main.tsx'));
  return files;
}

let known: ReadonlyMap<string, ReadonlySet<string>> | undefined;

/** By page, the keys in its files, whole or as a prefix that a code is appended to. */
export function keysShown(texts: Texts): ReadonlyMap<string, ReadonlySet<string>> {
  known ??= new Map(
    FOLDERS.map((page) => {
      const code = [...filesOf(page)].map(read).join('\n');
      const whole = [...code.matchAll(/'([\w.-]+)'/g)].map(([, key]) => key);
      const begun = [...code.matchAll(/`([\w.-]+\.)\$\{/g)].map(([, start]) => start);
      const shown = Object.keys(texts).filter(
        (key) => whole.includes(key) || begun.some((start) => key.startsWith(start)),
      );
      return [page, new Set(shown)];
    }),
  );
  return known;
}
