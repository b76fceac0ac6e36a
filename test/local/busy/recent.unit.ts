import { Recent } from '../../../src/local/busy/recent';

it('forgets the oldest first', () => {
  const recent = new Recent<number>(2);
  ['a', 'b', 'c'].forEach((key, n) => recent.put(key, n));
  expect(['a', 'b', 'c'].map((key) => recent.get(key))).toEqual([undefined, 1, 2]);
  recent.put('b', 9);
  expect([recent.get('b'), recent.get('c')]).toEqual([9, 2]);
});
