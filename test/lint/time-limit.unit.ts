import { Linter } from 'eslint';
import { timeLimitRule } from '../../lint/time-limit-rule.mts';

const linter = new Linter();
const config: Linter.Config = {
  plugins: { house: { rules: { limit: timeLimitRule } } },
  rules: { 'house/limit': 'error' },
};
const mended = (code: string) => linter.verifyAndFix(code, config).output;

test.each([
  ["test('x', () => {}, 60_000);", "test('x', () => {});"],
  ["test.each([1])('x', () => {}, 180_000);", "test.each([1])('x', () => {});"],
  ['beforeAll(() => {}, 5);', 'beforeAll(() => {});'],
  ['jest.setTimeout(120_000);', ''],
])("%s is below every test's limit, and is removed", (code, left) => {
  expect(linter.verify(code, config)).toHaveLength(1);
  expect(mended(code)).toBe(left);
});

test.each(["test('x', () => {}, 240_000);", 'jest.setTimeout(300_000);', 'setTimeout(go, 5);'])(
  '%s stays',
  (code) => {
    expect(linter.verify(code, config)).toEqual([]);
  },
);
