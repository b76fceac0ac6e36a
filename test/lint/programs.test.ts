import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const ROOT = join(__dirname, '../..');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ticketero-lint-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const write = (file: string, text: string) => {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), text);
};

/** What a program in lint/ prints about the folder, and its exit code. */
function run(program: string) {
  const { stderr, status } = spawnSync(process.execPath, [join(ROOT, 'lint', program), folder], {
    encoding: 'utf8',
  });
  return { said: stderr, status };
}

test('an unused permission is named, and a used one is not', () => {
  write('app/paper/slip.ts', 'export const slip = 1;\n');
  write('app/texts/es.ts', 'export const es = 1;\n');
  const unused = 'app/paper: nothing uses app/texts (sees)';
  const before = run('permissions.mts');
  expect(before.said).toContain(unused);
  expect(before.status).toBe(1);

  write('app/paper/slip.ts', "export const slip = (es: import('../texts/es').es) => es;\n");
  expect(run('permissions.mts').said).not.toContain(unused);
});

test('an unused package is named, and a used one is not', () => {
  const unused = 'app/log.ts: nothing uses pino (packages)';
  write('app/log.ts', 'export const log = 1;\n');
  expect(run('permissions.mts').said).toContain(unused);
  write('app/log.ts', "import { pino } from 'pino';\nexport const log = pino();\n");
  expect(run('permissions.mts').said).not.toContain(unused);
});

test('a row for a room without files is named', () => {
  write('app/log.ts', 'export const log = 1;\n');
  const { said } = run('permissions.mts');
  expect(said).toContain('app/texts: no file');
  expect(said).not.toContain('app/log.ts: no file');
});

test('a line over 100 columns is named, even in a string or a comment', () => {
  const wide = 'x'.repeat(98);
  write(
    'src/wide.ts',
    `const short = 1;\nconst wide = '${wide}';\n// ${wide}\n// ñ${'ñ'.repeat(96)}\n`,
  );
  write('docs/page.md', `| ${wide} | a row cannot be broken |\n<https://example.com/${wide}>\n`);
  const { said, status } = run('width.mts');
  expect(said.trimEnd().split('\n')).toEqual([
    'src/wide.ts:2: 114 columns',
    'src/wide.ts:3: 101 columns',
    '2 lines are longer than 100 columns',
  ]);
  expect(status).toBe(1);
});

test('lines of 100 columns pass', () => {
  write('src/narrow.ts', `// ${'x'.repeat(97)}\n`);
  expect(run('width.mts')).toEqual({ said: '', status: 0 });
});
