import { percent } from '../../../src/app/texts/format';
import { wholeShares } from '../../../src/app/texts/shares';
import fc from '../../support/draws';

/** Shares of a whole: the written figures add up to 100. */

const written = (parts: readonly number[]) =>
  wholeShares(parts).map((share) => percent('en', share));

test('shares that would add up to 101 or 99 add up to 100', () => {
  // 8.33, 8.33, 16.67 and 66.67: rounded one by one, 8 + 8 + 17 + 67.
  expect(written([1, 1, 1])).toEqual(['34%', '33%', '33%']);
  expect(written([0.5, 0.5, 1, 2])).toEqual(['13%', '12%', '25%', '50%']);
  expect(written([1, 1, 2, 8])).toEqual(['8%', '8%', '17%', '67%']);
  expect(written([0, 7, 0])).toEqual(['0%', '100%', '0%']);
  expect(written([0, 0])).toEqual(['0%', '0%']);
  expect(written([])).toEqual([]);
});

test('any parts add up to 100, each within one percent of its value', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 0, max: 600, noNaN: true }), { minLength: 1, maxLength: 9 }),
      (parts) => {
        const all = parts.reduce((sum, part) => sum + part, 0);
        fc.pre(all > 0.01);
        const shares = wholeShares(parts);
        expect(Math.round(shares.reduce((sum, share) => sum + share * 100, 0))).toBe(100);
        shares.forEach((share, at) => {
          expect(Math.abs(share - parts[at] / all)).toBeLessThan(0.01 + 1e-9);
          if (parts[at] === 0) expect(share).toBe(0);
        });
      },
    ),
  );
});
