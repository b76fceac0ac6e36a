import { closing, lookAgainAt, withSecond } from './second-look';

const good = (path: string, passed: number) => ({ path, passed, failed: 0, names: [] });
const bad = (path: string, ...names: string[]) => ({ path, passed: 4, failed: 1, names });

describe('which files are run again', () => {
  test('those that failed, if they are few', () => {
    expect(lookAgainAt([good('test/a.test.ts', 3), bad('test/b.test.ts', 'b')])).toEqual([
      'test/b.test.ts',
    ]);
  });

  test('none if nothing failed, or too much did', () => {
    expect(lookAgainAt([good('test/a.test.ts', 3)])).toEqual([]);
    const four = ['a', 'b', 'c', 'd'].map((name) => bad(`test/${name}.test.ts`, name));
    expect(lookAgainAt(four.slice(1))).toHaveLength(3);
    expect(lookAgainAt(four)).toEqual([]);
  });

  test.each(['test/never/calls.test.ts', 'test/app/paper/escpos.unit.ts', 'test/a.slow.ts'])(
    'none if %s failed, which must not happen even once',
    (path) => {
      expect(lookAgainAt([bad(path, 'it'), bad('test/b.test.ts', 'b')])).toEqual([]);
    },
  );
});

describe('what is printed last', () => {
  const first = [good('test/a.test.ts', 3), bad('test/b.test.ts', 'one', 'two'), bad('test/c.ts')];

  test('tests that passed alone are named, and count as passed', () => {
    const last = withSecond(first, [good('test/b.test.ts', 5), good('test/c.ts', 5)]);
    expect(closing(first, last)).toBe(
      'failed in the whole run and passed alone: test/b.test.ts: one\n' +
        'failed in the whole run and passed alone: test/b.test.ts: two\n' +
        'failed in the whole run and passed alone: test/c.ts: did not start\n' +
        '13 passed, 0 failed\n',
    );
  });

  test('a test that failed again, or did not run again, counts as failed', () => {
    const again = withSecond(first, [bad('test/b.test.ts', 'one')]);
    expect(closing(first, again)).toBe('11 passed, 2 failed\n');
  });
});
