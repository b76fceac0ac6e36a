import {
  chosenOf,
  conflictOf,
  KEY,
  keyedActions,
  keysOf,
  usualKeys,
} from '../../../../src/app/domain/model/console-keys';

test('every action has a default key, and no two share one', () => {
  expect(conflictOf({})).toBeUndefined();
  expect(new Set(Object.values(usualKeys)).size).toBe(keyedActions.length);
  for (const key of Object.values(usualKeys)) expect(key).toMatch(KEY);
});

test('two actions on one key are named, the chosen one first', () => {
  expect(conflictOf({ finish: 'n' })).toEqual(['finish', 'next', 'n']);
  expect(conflictOf({ finish: 'x', hold: 'x' })).toEqual(['hold', 'finish', 'x']);
  expect(conflictOf({ finish: 'n', next: 'f' })).toBeUndefined();
  expect(conflictOf({ finish: '', hold: '' })).toBeUndefined();
});

test("a chosen key stays with its action when a release makes it another action's default", () => {
  const chosen = { finish: 'k' } as const;
  expect(keysOf(chosen)).toMatchObject({ finish: 'k', keys: '', next: 'n' });
  expect(chosenOf(chosen)).toEqual({ finish: 'k', keys: '' });
  expect(conflictOf(chosenOf(chosen))).toBeUndefined();
  expect(chosenOf({ finish: 'f' })).toEqual({});
});

test('what can be a key', () => {
  for (const key of ['', 'a', 'ñ', 'ç', '+', '@', '¿', 'º', 'f2', 'f9']) expect(key).toMatch(KEY);
  for (const key of ['1', ' ', 'ab', 'f1', 'f5', 'enter', '\u0000', '\u00ad', '漢']) {
    expect(key).not.toMatch(KEY);
  }
});
