import { judgedMinutes, judgedShare } from '../../../src/app/texts/judged';
import fc from '../../support/draws';

/**
 * Figures compared with a target: the written figure gives the same verdict as the measured one.
 */

test('a wait just over its target is not written as if it met it', () => {
  expect([10.4, 10.04, 10, 9.96, 20.3, 47.6, 4.26].map((each) => judgedMinutes(each, 10))).toEqual([
    10.4, 10.1, 10, 10, 20, 48, 4.3,
  ]);
  expect(judgedMinutes(10.4)).toBe(10);
  expect(judgedShare('en', 0.796, 0.8)).toBe('79.6%');
  expect(judgedShare('es-CL', 0.7996, 0.8)).toMatch(/^79,9\s?%$/);
  expect(judgedShare('en', 0.804, 0.8)).toBe('80%');
});

test('any wait is on the side of its target on which it is written', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0, max: 240, noNaN: true }),
      fc.integer({ min: 1, max: 120 }),
      (minutes, target) => {
        const shown = judgedMinutes(minutes, target);
        expect(shown > target).toBe(minutes > target);
        expect(Math.abs(shown - minutes)).toBeLessThanOrEqual(0.5);
      },
    ),
  );
});
