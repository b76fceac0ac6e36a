import { isContext } from 'node:vm';

test('the globals of a test file are plain, not looked up through a proxy', () => {
  expect(isContext(globalThis)).toBe(true);
});
