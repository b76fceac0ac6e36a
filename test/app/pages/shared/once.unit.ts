import { onceFor } from '../../../../src/app/pages/shared/devices/once';

const AGAIN_MS = 3000;
beforeEach(() => jest.useFakeTimers());
afterEach(() => {
  jest.useRealTimers();
});

test('another branch is read at once, whatever is still loading', async () => {
  const read: string[] = [];
  const once = onceFor(AGAIN_MS);
  let answer = () => undefined as void;
  const slow = once.read('1', () => new Promise((done) => (answer = done)));
  await once.read('2', async () => void read.push('2'));
  expect(read).toEqual(['2']);
  answer();
  await slow;
  // a late answer says nothing about the branch now on screen
  await jest.advanceTimersByTimeAsync(AGAIN_MS);
  expect([once.isFresh('1'), once.isFresh('2')]).toEqual([false, false]);
});

test('a branch is read once at a time, and again after a while', async () => {
  const read: string[] = [];
  const once = onceFor(AGAIN_MS);
  const work = async () => void read.push('1');
  await Promise.all([once.read('1', work), once.read('1', work)]);
  await once.read('1', work);
  expect(read).toHaveLength(1);
  await jest.advanceTimersByTimeAsync(AGAIN_MS);
  await once.read('1', work);
  expect(read).toHaveLength(2);
});
