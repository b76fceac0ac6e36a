import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/**
 * Renames a member of the contract in a copy of the sources; the compiler must name every page that
 * uses it.
 */

const ROOT = resolve(__dirname, '../../..');
const tsc = join(ROOT, 'node_modules/typescript-native/bin/tsc');

let copy: string;
beforeEach(() => {
  copy = mkdtempSync(join(tmpdir(), 'wire-'));
  for (const name of ['src', 'tsconfig.json']) {
    cpSync(join(ROOT, name), join(copy, name), { recursive: true });
  }
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
});
afterEach(() => rmSync(copy, { recursive: true }));

function rename(file: string, from: string, to: string) {
  const path = join(copy, 'src/app/wire', file);
  const text = readFileSync(path, 'utf8');
  expect(text).toContain(from);
  writeFileSync(path, text.replace(from, to));
}

/** Files below src/app/pages that do not compile. */
function broken(): readonly string[] {
  try {
    execFileSync(process.execPath, [tsc, '-p', 'src/app/pages', '--noEmit', '--pretty', 'false'], {
      cwd: copy,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    return [];
  } catch (error) {
    const { stdout } = error as { readonly stdout: string };
    const files = [...stdout.matchAll(/^src\/app\/pages\/(.+?)\(\d+,\d+\): error/gm)];
    return [...new Set(files.map(([, file]) => file))].sort();
  }
}

test.each<[what: string, file: string, from: string, to: string, pages: readonly string[]]>([
  [
    "a ticket's number",
    'tickets.ts',
    'id: uuid,\n  number: z.string(),',
    'id: uuid,\n  called: z.string(),',
    [
      'advisor/held.tsx',
      'advisor/turn-slip.tsx',
      'advisor/transfer-dialog.tsx',
      'kiosk/print/paper-state.tsx',
      'kiosk/print/print-ticket.ts',
      'kiosk/result-screen.tsx',
      'ticket/actions.tsx',
      'ticket/ended.tsx',
      'ticket/slip.tsx',
      'ticket/ticket.tsx',
      'ticket/turn.tsx',
    ],
  ],
  [
    'the reason of a call',
    'counters.ts',
    'reason: callReason }',
    'why: callReason }',
    ['advisor/console.ts'],
  ],
  [
    'a time of the floor',
    'line.ts',
    'issuedAt: at,',
    'takenAt: at,',
    ['supervisor/floor-store.ts'],
  ],
])('after renaming %s, the pages that use it do not compile', (_what, file, from, to, pages) => {
  rename(file, from, to);
  expect(broken()).toEqual(expect.arrayContaining([...pages]));
});
