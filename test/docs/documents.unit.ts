import { basename, dirname, join, normalize } from 'node:path';
import { anchorOf, documents, files, proseOf, textOf } from './markdown';

const known = new Set(files);
const folders = new Set(
  files.flatMap((path) => {
    const parts = path.split('/').slice(0, -1);
    return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
  }),
);

/** Made by a command, so not in the repository. */
const made = /^(\.ticketero|assets|cdk\.out|dist|lib|node_modules|test-output)\//;
const extension = /\.(ts|tsx|mts|cjs|mjs|js|json|md|css|html|pem|sh|yml|yaml|xml|py|java)$/;
const topLevel = new Set(files.map((path) => path.split('/')[0]));

/** A path, if inline code is one: in a folder of ours, or with the extension of a file. */
function pathIn(code: string): string | undefined {
  if (!/^[\w.*{},<>-]+(\/[\w.*{},<>-]+)*\/?$/.test(code) || made.test(code)) return undefined;
  return extension.test(code) || (code.includes('/') && topLevel.has(code.split('/')[0]))
    ? code
    : undefined;
}

/** `{a,b}` is one of them, `*` and `<name>` any name; a path may leave out the folders above it. */
function exists(path: string): boolean {
  const pattern = path
    .replace(/\/$/, '')
    .replace(/[.]/g, '\\.')
    .replace(/\*|<[^>]+>/g, '[^/]+')
    .replace(/\{([^}]+)\}/g, (_, names: string) => `(?:${names.split(',').join('|')})`);
  const wanted = new RegExp(`(^|/)${pattern}$`);
  return [...known, ...folders].some((each) => wanted.test(each));
}

describe.each(documents)('%s', (document) => {
  test('names only paths that exist', () => {
    const codes = [...proseOf(document).matchAll(/`([^`\n]+)`/g)].map(([, code]) => code);
    expect(codes.filter((code) => pathIn(code) !== undefined && !exists(code))).toEqual([]);
  });

  test('links to files and headings that exist, and to none outside the repository', () => {
    const links = [
      ...proseOf(document).matchAll(/\]\((?!https?:|mailto:)([^)#\s]*)(?:#([^)\s]+))?\)/g),
    ];
    const broken = links.filter(([, path, heading]) => {
      const target =
        path === '' ? document : normalize(join(dirname(document), path)).replace(/\/$/, '');
      if (!known.has(target) && !folders.has(target)) return true;
      if (heading === undefined) return false;
      return ![...textOf(target).matchAll(/^#+ (.+)$/gm)].some(
        ([, each]) => anchorOf(each) === heading,
      );
    });
    expect(broken.map(([link]) => link)).toEqual([]);
  });
});

test.each([
  'src/app',
  'src/app/db',
  'src/app/domain',
  'src/app/http',
  'src/app/operations',
  'src/constructs',
  'src/local',
  'src/stacks',
])('the architecture names each folder of %s', (parent) => {
  const rooms = [...folders]
    .filter((path) => dirname(path) === parent)
    .map((path) => basename(path));
  expect(rooms.length).toBeGreaterThan(3);
  const prose = proseOf('docs/architecture.md');
  expect(rooms.filter((room) => !prose.includes(`\`${room}/\``))).toEqual([]);
});

test('comments name only files that exist', () => {
  const named = files
    .filter((path) => /^(src|lint|bench|test\/support|projenrc)\/.*\.([cm]?tsx?|css)$/.test(path))
    .flatMap((path) =>
      textOf(path)
        .split('\n')
        .filter((line) => /^\s*(\/?\*|\/\/)/.test(line))
        .flatMap((line) => [...line.matchAll(/`([\w.-]+\/[\w./-]+)`/g)])
        .map(([, code]) => ({ path, code })),
    )
    .filter(({ code }) => !made.test(code) && extension.test(code));
  expect(named.length).toBeGreaterThan(20);
  expect(named.filter(({ code }) => !exists(code.replace(/^\.\.?\//, '')))).toEqual([]);
});

test('every command that a document names is a script', () => {
  const { scripts } = JSON.parse(textOf('package.json')) as { scripts: Record<string, string> };
  const named = documents.flatMap((document) =>
    [...textOf(document).matchAll(/npm run\s+([\w:]+)/g)].map(([, name]) => name),
  );
  expect(named.length).toBeGreaterThan(20);
  expect([...new Set(named)].filter((name) => !(name in scripts))).toEqual([]);
});

test('the reading is awake: it sees paths, folders and what is missing', () => {
  expect(
    [
      'src/index.ts',
      'docs/decisions/',
      'package.json',
      'src/app/<any>',
      'src/{index,contract}.ts',
    ].map(exists),
  ).not.toContain(false);
  expect(
    ['src/nothing.ts', 'docs/nowhere/', 'src/{index,nothing-at-all.ts'].map(exists),
  ).not.toContain(true);
  expect(['/api', 'text/plain', 'npm test', 'assets/app/'].map(pathIn)).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});
