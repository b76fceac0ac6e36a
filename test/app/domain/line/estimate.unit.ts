import fc from 'fast-check';
import { estimate, meanService } from '../../../../src/app/domain/line/estimate';
import { emptyCounts } from '../../../../src/app/domain/model/queue';
import { Branch, configWith, MINUTE, queues } from '../support/branch';

const of = (branch: Branch, queue: string, position: number) =>
  estimate(branch.whole, queue, position, branch.config);

test('with nobody on duty it is RN-010, with a range', () => {
  expect(of(new Branch(), 'caja', 4)).toEqual({ minutes: 20, low: 8, high: 34 });
  expect(of(new Branch(), 'empresas', 3)).toMatchObject({ minutes: 60 });
});

test('with advisors on duty each departure takes mean service over their number', () => {
  const branch = new Branch().signOn('ana', '1').signOn('eva', '2');
  branch.issue();
  branch.issue();
  branch.next('ana');
  branch.next('eva');
  expect(of(branch, 'caja', 4)).toMatchObject({ minutes: 10 });
  expect(of(branch, 'gerencia', 1)).toMatchObject({ minutes: 15 });
});

test('free advisors take the first ones at once; paused ones do not count', () => {
  const branch = new Branch().signOn('ana', '1').signOn('eva', '2');
  expect(of(branch, 'caja', 2)).toEqual({ minutes: 0, low: 0, high: 1 });
  expect(of(branch, 'caja', 4)).toMatchObject({ minutes: 5 });
  branch.do({ type: 'SetAdvisor', advisor: 'eva', state: 'paused' });
  expect(of(branch, 'caja', 2)).toMatchObject({ minutes: 5 });
});

test("today's services weigh more the more of them there are", () => {
  const counts = { ...emptyCounts('caja'), served: 5, serviceMs: 5 * 15 * MINUTE };
  expect(meanService(queues.caja, emptyCounts('caja'))).toBe(5);
  expect(meanService(queues.caja, counts)).toBe(10);
  expect(
    meanService(queues.caja, { ...counts, served: 500, serviceMs: 500 * 15 * MINUTE }),
  ).toBeCloseTo(14.9, 1);
});

test('a queue the branch does not have', () => {
  expect(of(new Branch(), 'vip', 1)).toBeUndefined();
});

test('low ≤ expected ≤ high: whole minutes, never negative, never earlier further back', () => {
  const branch = new Branch(configWith()).signOn('ana', '1');
  fc.assert(
    fc.property(
      fc.constantFrom(...Object.keys(queues)),
      fc.integer({ min: 1, max: 500 }),
      fc.boolean(),
      (queue, position, staffed) => {
        const world = staffed ? branch : new Branch();
        const made = of(world, queue, position)!;
        expect(made.low).toBeGreaterThanOrEqual(0);
        expect(made.low).toBeLessThanOrEqual(made.minutes);
        expect(made.minutes).toBeLessThanOrEqual(made.high);
        expect([made.low, made.minutes, made.high].every(Number.isInteger)).toBe(true);
        expect(of(world, queue, position + 1)!.minutes).toBeGreaterThanOrEqual(made.minutes);
      },
    ),
  );
});

test('the range covers eight in ten sums of exponential services', () => {
  // a seeded linear congruential generator: the test must not depend on luck
  let seed = 42;
  const random = () => (seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31) / 2 ** 31;
  const { low, high } = of(new Branch(), 'personal-banker', 6)!;
  const inside = Array.from({ length: 5000 }, () =>
    Array.from({ length: 6 }, () => -Math.log(1 - random()) * 15).reduce((a, b) => a + b),
  ).filter((wait) => wait >= low && wait <= high).length;
  expect(inside / 5000).toBeGreaterThan(0.77);
  expect(inside / 5000).toBeLessThan(0.83);
});
