import { dirname, join } from 'node:path';

/**
 * For a room below src/, the real tests that tell soonest whether it still works, besides those
 * that stand in the folder of the same name below test/. `npm test` runs all of them.
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

const isTest = (path: string) => path.endsWith('.test.ts');

/**
 * The real tests that a change is worth waiting for: those that changed, those beside a changed
 * helper, and for a changed source those that stand where it stands, or else what tells soonest of
 * its room.
 * @param changed paths in the repository
 * @param tests every `*.test.ts` file
 */
export function realTestsOf(
  changed: readonly string[],
  tests: readonly string[],
): readonly string[] {
  const found = new Set<string>();
  for (const path of changed) {
    const [top] = path.split('/');
    if (path.endsWith('.unit.ts')) continue; // unit tests all run
    if (isTest(path)) found.add(path);
    else if (top === 'test') for (const test of testsIn(dirname(path), tests)) found.add(test);
    else if (top === 'src') for (const test of testsOfSource(path, tests)) found.add(test);
  }
  return [...found].filter((test) => tests.includes(test)).sort();
}

const testsIn = (folder: string, tests: readonly string[]) =>
  tests.filter((test) => dirname(test) === folder);

/** From its own folder upwards, until a folder with real tests or a row of the table is found. */
function testsOfSource(path: string, tests: readonly string[]): readonly string[] {
  const below = path.replace(/^src\//, '');
  const namesake = `test/${below.replace(/\.tsx?$/, '')}.test.ts`;
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
