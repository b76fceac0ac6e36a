import { globSync } from 'node:fs';
import { join } from 'node:path';
import { tellingTests, testsWorthRunning } from './affected';
import { closingLine, lineOf, run } from './steps';

const ROOT = join(__dirname, '../..');
const all = globSync('test/**/*.{test,slow}.ts', { cwd: ROOT });
const folders = globSync('src/**/*.{ts,tsx}', { cwd: ROOT });

describe('the real tests of a change', () => {
  test('every test the table names exists', () => {
    expect(tellingTests.filter((test) => !all.includes(test))).toEqual([]);
  });

  test('every source has at least one', () => {
    const without = folders.filter((path) => testsWorthRunning([path], all).length === 0);
    expect(without).toEqual([]);
  });

  test('a source has few: those beside it, or those that test its room', () => {
    expect(testsWorthRunning(['src/app/create-app.ts'], all)).toEqual([
      'test/app/create-app.test.ts',
    ]);
    expect(testsWorthRunning(['src/app/domain/line/line.ts'], all)).toEqual([
      'test/app/http/journey.test.ts',
    ]);
    expect(testsWorthRunning(['src/app/http/routes/cloudprnt.ts'], all)).toEqual([
      'test/app/http/routes/cloudprnt.test.ts',
    ]);
    const most = Math.max(...folders.map((path) => testsWorthRunning([path], all).length));
    expect(most).toBeLessThan(13);
  });

  test('a source with a slow test of its own has that too', () => {
    expect(testsWorthRunning(['src/app/domain/plan/forecast.ts'], all)).toEqual([
      'test/app/domain/plan/forecast.slow.ts',
      'test/app/http/journey.test.ts',
    ]);
  });

  test('a changed test runs itself; a helper, those beside it; a document, none', () => {
    expect(
      testsWorthRunning(['test/local/dev.test.ts', 'test/local/x.unit.ts', 'README.md'], all),
    ).toEqual(['test/local/dev.test.ts']);
    expect(testsWorthRunning(['test/app/live/feed.slow.ts'], all)).toEqual([
      'test/app/live/feed.slow.ts',
    ]);
    expect(testsWorthRunning(['test/app/relay/stage.ts'], all)).toEqual([
      'test/app/relay/deliveries.test.ts',
    ]);
  });
});

describe('what a check prints', () => {
  const node = (script: string) => ({ name: 'it', command: [process.execPath, '-e', script] });

  test('a failed step shows its output', async () => {
    const done = await run(node('console.log("why"); process.exit(1)'), ROOT);
    expect(lineOf(done)).toMatch(/^FAILED it \(\d+\.\d s\)\nwhy$/);
    expect(closingLine(1, [done], 4000)).toBe('check: 1 file changed; FAILED: it (4.0 s)');
  });

  test('a good step is one line, with the tests counted', async () => {
    const done = await run(node('console.log("31 passed, 0 failed")'), ROOT);
    expect(lineOf(done)).toMatch(/^good {3}it \(\d+\.\d s\)$/);
    expect(closingLine(2, [done], 51234)).toBe(
      'check: 2 files changed; all good, 31 tests passed (51.2 s)',
    );
  });
});
