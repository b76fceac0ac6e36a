import { dirname, join } from 'node:path';

/**
 * For a room below src/, the real tests most likely to show that it broke, besides those in
 * the same folder below test/. `npm test` runs all of them.
 */
const TELLING: Readonly<Record<string, readonly string[]>> = {
  app: ['app/create-app', 'app/http/journey'],
  'app/assemble': ['app/create-app', 'app/http/journey'],
  'app/db': ['app/db/plans', 'app/operations/one-active'],
  'app/domain': ['app/http/journey'],
  'app/http': ['app/http/bad-input', 'app/http/journey', 'app/http/roles'],
  'app/identity': ['app/http/roles', 'app/http/routes/sessions'],
  'app/live': ['app/live/socket'],
  'app/operations': ['app/http/journey', 'app/operations/one-active'],
  'app/page-assets': ['app/objects/objects'],
  'app/pages': ['app/pages/journey'],
  'app/pages/advisor': ['app/pages/staff-states'],
  'app/pages/kiosk': ['app/pages/public-states'],
  'app/paper': ['app/pages/paper'],
  'app/plugins/telegram': ['app/plugins/telegram/story'],
  'app/plugins/webhooks': ['app/plugins/webhooks/endpoint'],
  'app/ports': ['app/create-app', 'app/http/journey'],
  'app/relay': ['app/relay/deliveries'],
  'app/texts': ['app/pages/public-states'],
  'app/vault': ['app/http/journey', 'app/http/routes/sessions'],
  'app/wire': ['app/http/bad-input', 'app/http/journey'],
  constructs: ['constructs/ticketero'],
  contract: ['app/create-app', 'constructs/ticketero'],
  'contract.ts': ['app/create-app', 'constructs/ticketero'],
  'index.ts': ['constructs/ticketero'],
  local: ['local/dev'],
  'local/build': ['local/build'],
  'local/demo': ['local/dev'],
  'local/machine': ['local/dev'],
  stacks: ['stacks/snapshot'],
};

const isTest = (path: string) => /\.(test|slow)\.ts$/.test(path);

/**
 * The tests worth waiting for after a change, besides the unit tests: changed tests, those beside a
 * changed helper, and for a changed source its own slow test and the real tests in the same folder,
 * or else the quickest for its room.
 * @param changed paths in the repository
 * @param tests every `*.test.ts` and `*.slow.ts` file
 */
export function testsWorthRunning(
  changed: readonly string[],
  tests: readonly string[],
): readonly string[] {
  const found = new Set<string>();
  for (const path of changed) {
    const [top] = path.split('/');
    if (path.endsWith('.unit.ts')) continue; // all unit tests run anyway
    if (isTest(path)) found.add(path);
    else if (top === 'test') for (const test of testsIn(dirname(path), tests)) found.add(test);
    else if (top === 'src') for (const test of testsOfSource(path, tests)) found.add(test);
  }
  return [...found].filter((test) => tests.includes(test)).sort();
}

const testsIn = (folder: string, tests: readonly string[]) =>
  tests.filter((test) => dirname(test) === folder);

function testsOfSource(path: string, tests: readonly string[]): readonly string[] {
  const below = path.replace(/^src\//, '');
  const own = `test/${below.replace(/\.tsx?$/, '')}`;
  const real = tests.filter((test) => test.endsWith('.test.ts'));
  return [`${own}.slow.ts`, ...realTestsOf(below, `${own}.test.ts`, real)];
}

/** Searches upwards from its own folder for a folder with real tests or a row of the table. */
function realTestsOf(below: string, namesake: string, tests: readonly string[]) {
  if (tests.includes(namesake)) return [namesake];
  for (let room = below; room !== '.'; room = dirname(room)) {
    const telling = TELLING[room];
    if (telling) return telling.map((test) => `test/${test}.test.ts`);
    const there = testsIn(join('test', room), tests);
    if (there.length > 0) return there;
  }
  return [];
}

/** Every test the table names. */
export const tellingTests = Object.values(TELLING)
  .flat()
  .map((test) => `test/${test}.test.ts`);

export const isLinted = (path: string) => /\.(ts|tsx|mts|mjs)$/.test(path);
