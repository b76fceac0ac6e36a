import { decodeHint, encodeHint, HINT_BYTES } from '../../../src/app/live/hint';
import { World } from './world';

test('another instance reads what was sent, the sender skips its own', () => {
  const commit = new World('1').step();
  expect(decodeHint('b', encodeHint('a', commit))).toEqual(commit);
  expect(decodeHint('a', encodeHint('a', commit))).toBeUndefined();
});

test('a hint that would be too large is sent without its events', () => {
  const world = new World('1');
  const commit = world.commit(Array.from({ length: 1000 }, () => world.issue()));
  const text = encodeHint('a', commit);
  expect(Buffer.byteLength(text)).toBeLessThan(HINT_BYTES);
  expect(decodeHint('b', text)).toEqual({ ...commit, events: [] });
});

test.each([
  '',
  'a',
  ' {}',
  'a {',
  'a null',
  'a 7',
  'a {"branch":"1"}',
  'a {"branch":"1","epoch":"e","at":1,"prev":1,"seq":3,"events":[{}]}',
])('%j is not a hint', (text) => {
  expect(decodeHint('b', text)).toBeUndefined();
});
