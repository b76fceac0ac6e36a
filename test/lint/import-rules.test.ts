import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, posix } from 'node:path';
import { promisify } from 'node:util';
import type { Room } from '../../lint/rooms/room.mts';
import { rooms } from '../../lint/rooms/rooms.mts';
import { innocent, violations } from './violations';

/**
 * One violation of each kind, which lint refuses with the table's own words. The text is linted
 * under the file's path without being saved there: other running programs would see a real file
 * among the sources.
 */
const ROOT = join(__dirname, '../..');

type Text = readonly [file: string, code: string];

/** What lint says about each text, in one process for all, since it takes a second to start. */
async function lint(texts: readonly Text[]): Promise<string[]> {
  const run = promisify(execFile)(process.execPath, ['test/lint/lint-texts.mjs'], {
    cwd: ROOT,
    maxBuffer: 64 * 1024 * 1024,
  });
  run.child.stdin!.end(JSON.stringify(texts.map(([file, code]) => [`src/${file}`, code])));
  const answers = JSON.parse((await run).stdout) as string[][];
  return answers.map((complaints) => complaints.join('\n'));
}

/** What lint says about each violation, and about each innocent text. */
let refused: string[];
let passed: string[];

beforeAll(async () => {
  const texts = [...violations, ...innocent].map(([, file, code]): Text => [file, code]);
  const answers = await lint(texts);
  refused = answers.slice(0, violations.length);
  passed = answers.slice(violations.length);
});

test.each(violations.map(([what, , , refusal], at) => ({ what, refusal, at })))(
  '$what is refused',
  ({ refusal, at }) => {
    expect(refused[at]).toMatch(refusal);
  },
);

test.each(innocent.map(([what], at) => ({ what, at })))('$what passes', ({ at }) => {
  expect(passed[at]).toBe('');
});

/** A missing file is named as the import names it. */
const planted = /(?<=violation)\.ts$/;

/** A room inside a room is separate: the row must name it. */
const typesOnly = (room: Room, target: string) =>
  (room.seesTypesOf ?? []).some((seen) => target === seen || posix.dirname(target) === seen);

/** A file in the room that imports everything its row does not list. */
function trespass(room: Room): { file: string; code: string; refusals: string[] } {
  const inside = (path: string) => (path.endsWith('.ts') ? path : `${path}/violation.ts`);
  const file = inside(room.path);
  const forbidden = rooms
    .filter((other) => other !== room && !room.sees.includes(other.path))
    .map((other) => inside(other.path));
  const imports = forbidden.map((target) => {
    const path = posix.relative(posix.dirname(file), target.slice(0, -'.ts'.length));
    return `import '${path.startsWith('.') ? path : `./${path}`}';\n`;
  });
  const packages = room.packages.includes('node:') ? ['left-pad'] : ['left-pad', 'node:fs'];
  return {
    file,
    code: [...packages.map((name) => `import '${name}';\n`), ...imports].join(''),
    refusals: [
      ...packages.map((name) => `(not ${name.replace(/:.*/, ':')})`),
      ...forbidden.map((target) => {
        const what = typesOnly(room, target) ? 'may import types only from' : 'may not import';
        return `(${room.path} ${what} ${target.replace(planted, '')})`;
      }),
    ],
  };
}

test('each row refuses every room and package it does not list', async () => {
  const cases = rooms.map(trespass);
  const complaints = await lint(cases.map(({ file, code }): Text => [file, code]));
  const missed = cases.flatMap(({ refusals }, at) =>
    refusals.filter((refusal) => !complaints[at].includes(refusal)),
  );
  expect(missed).toEqual([]);
  expect(cases.flatMap(({ refusals }) => refusals).length).toBeGreaterThan(rooms.length);
});

test('circles of files, of types and of folders are refused', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'ticketero-circles-'));
  try {
    for (const [file, code] of [
      ['src/a/one.ts', "import { two } from '../b/two';\nexport const one = () => two;\n"],
      ['src/b/two.ts', "import { three } from '../a/three';\nexport const two = three;\n"],
      ['src/a/three.ts', 'export const three = 3;\n'],
      ['src/c/x.ts', "import { y } from './y';\nexport const x = () => y;\n"],
      ['src/c/y.ts', "import { x } from './x';\nexport const y = () => x;\n"],
      ['src/d/x.ts', "import type { Y } from './y';\nexport type X = Y;\n"],
      ['src/d/y.ts', "import type { X } from './x';\nexport type Y = { x: X };\n"],
    ]) {
      await mkdir(join(folder, file, '..'), { recursive: true });
      await writeFile(join(folder, file), code);
    }
    const run = promisify(execFile)(
      process.execPath,
      [
        join(ROOT, 'node_modules/.bin/depcruise'),
        '--config',
        join(ROOT, '.dependency-cruiser.cjs'),
        'src',
      ],
      { cwd: folder },
    );
    const { stdout } = await run.then(
      () => ({ stdout: 'nothing refused' }),
      (error: { stdout: string }) => error,
    );
    expect(stdout).toContain('no-circle-of-files: src/c/x.ts');
    expect(stdout).toContain('no-circle-of-files: src/d/x.ts'); // types only
    expect(stdout).toContain('no-circle-of-folders');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
