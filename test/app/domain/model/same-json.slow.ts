import { canonical } from '../../../../src/app/domain/model/canonical';
import { sameJson } from '../../../../src/app/domain/model/same-json';
import fc from '../../../support/draws';

/** Names that every object inherits are members like any other. */
const name = fc.constantFrom('a', 'b', 'constructor', 'toString', '__proto__');
const value = fc.letrec<{ one: unknown }>((tie) => ({
  one: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom<unknown>(null, true, 0, -0, 1, '', 'a'),
    fc.array(tie('one'), { maxLength: 2 }),
    fc.dictionary(name, fc.oneof(tie('one'), fc.constant(undefined)), { maxKeys: 3 }),
  ),
})).one;

test('agrees with comparing the texts', () => {
  fc.assert(
    fc.property(value, value, (a, b) => sameJson(a, b) === (canonical(a) === canonical(b))),
    { numRuns: 20_000 },
  );
});

test.each([
  [{ a: 1, b: undefined }, { a: 1 }, true],
  [{ a: 1 }, { a: 1, constructor: 1 }, false],
  [{ a: null }, {}, false],
  [[1], { 0: 1 }, false],
])('%j and %j', (a, b, same) => {
  expect([sameJson(a, b), sameJson(b, a)]).toEqual([same, same]);
});
