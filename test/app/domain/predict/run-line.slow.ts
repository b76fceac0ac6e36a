import { Learned } from '../../../../src/app/domain/model/learned';
import { courseOf } from '../../../../src/app/domain/predict/course';
import { LineNow } from '../../../../src/app/domain/predict/line-now';
import { prepare } from '../../../../src/app/domain/predict/prepare';
import { runLine } from '../../../../src/app/domain/predict/run-line';
import fc from '../../../support/draws';
import { busy, exponential, line, prompt, waiting } from './lines';

/** Sorted waits of everybody in line, in the list's order. */
function waits(now: LineNow, learned: Learned, times = 200, seed = 7) {
  const course = courseOf(now, prepare(learned));
  return runLine(course, course.placeOf, times, seed);
}
const mean = (values: Float64Array) => values.reduce((sum, each) => sum + each, 0) / values.length;
const names = (count: number) => Array.from({ length: count }, (_, at) => waiting(`t${at}`));

test('D/D/1: the rest of the current service, then one service each, to the second', () => {
  const each = waits(line([busy('ana', 100)], names(4)), prompt([300]));
  expect(each.map((all) => [Math.round(all[0]), Math.round(all.at(-1)!)])).toEqual([
    [200, 200],
    [500, 500],
    [800, 800],
    [1100, 1100],
  ]);
});

test.each([1, 4])('M/M/%i: the mean wait of all arrivals is Erlang C within 3 %', (servers) => {
  const [service, load] = [180, 0.8 * servers];
  const learned = prompt(exponential(service));
  const advisors = Array.from({ length: servers }, (_, at) => busy(`advisor-${at}`, 60));
  const deep = waits(line(advisors, names(40)), learned, 600).map(mean);
  // A customer with `ahead` in line waits as one at place ahead + 1; state probabilities by
  // balance.
  let [weight, total, weighed] = [1, 1, 0];
  for (let state = 1; state < servers + 40; state += 1) {
    weight *= load / Math.min(state, servers);
    total += weight;
    if (state >= servers) weighed += weight * deep[state - servers];
  }
  const busyAll = load ** servers / factorial(servers) / (1 - load / servers);
  const sum = Array.from({ length: servers }, (_, at) => load ** at / factorial(at));
  const erlangC = busyAll / (busyAll + sum.reduce((all, each) => all + each, 0));
  const closed = (erlangC * service) / (servers - load);
  // At this load, 40 places cover nearly all of it; the rest is left out of both.
  const beyond = erlangC * (load / servers) ** 40;
  expect(beyond).toBeLessThan(0.001);
  expect(weighed / total / closed).toBeGreaterThan(0.97);
  expect(weighed / total / closed).toBeLessThan(1.03);
});
const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1));

const anybody = fc.record({
  seed: fc.integer(),
  advisors: fc.array(fc.nat(600), { minLength: 1, maxLength: 6 }),
  ahead: fc.nat(12),
});

test('one more customer ahead never means an earlier call, in any run', () => {
  fc.assert(
    fc.property(anybody, ({ seed, advisors, ahead }) => {
      const desks = advisors.map((since, at) => busy(`advisor-${at}`, since));
      const all = waits(line(desks, names(ahead + 2)), prompt(exponential(200)), 50, seed);
      all[ahead + 1].forEach((seconds, at) =>
        expect(seconds).toBeGreaterThanOrEqual(all[ahead][at]),
      );
      const fewer = waits(line(desks, names(ahead + 1)), prompt(exponential(200)), 50, seed);
      expect(fewer[ahead]).toEqual(all[ahead]);
    }),
    { numRuns: 25 },
  );
});

test('one more advisor never means a later call, in any run', () => {
  fc.assert(
    fc.property(anybody, ({ seed, advisors, ahead }) => {
      const desks = advisors.map((since, at) => busy(`advisor-${at}`, since));
      const learned = { ...prompt(exponential(200)), patience: exposed(0.001) };
      const few = waits(line(desks, names(ahead + 1)), learned, 50, seed);
      const more = waits(line([...desks, busy('one more')], names(ahead + 1)), learned, 50, seed);
      few[ahead].forEach((seconds, at) => expect(more[ahead][at]).toBeLessThanOrEqual(seconds));
    }),
    { numRuns: 25 },
  );
});
const exposed = (rate: number) => ({
  events: [rate, rate, rate, rate, rate, rate],
  seconds: [1, 1, 1, 1, 1, 1],
});

test('the preferential lane goes first, and a general ticket after its run', () => {
  const inLine = ['g', 'g', 'p', 'p', 'p'].map((lane, at) =>
    waiting(`t${at}`, { lane: lane === 'p' ? 'preferential' : 'general', age: 9 - at }),
  );
  const first = (runs: Record<string, number>) =>
    waits(line([busy('ana', 0)], inLine, { runs }), prompt([100])).map((all) =>
      Math.round(all[0] / 100),
    );
  expect(first({})).toEqual([3, 5, 1, 2, 4]);
  expect(first({ caja: 2 })).toEqual([1, 4, 2, 3, 5]);
});

test('later arrivals in the preferential lane delay the general one', () => {
  const rates = { 'caja preferential': 1 / 100 };
  const alone = waits(line([busy('ana', 0)], names(3)), prompt([100]));
  const overtaken = waits(line([busy('ana', 0)], names(3), { rates }), prompt([100]));
  expect(mean(overtaken[2])).toBeGreaterThan(mean(alone[2]) + 50);
});

test('a customer who asked for more time is skipped until then', () => {
  const inLine = [waiting('away', { age: 50, away: 250 }), waiting('here', { age: 10 })];
  const [away, here] = waits(line([busy('ana', 0)], inLine), prompt([100]));
  expect([Math.round(here[0]), Math.round(away[0])]).toEqual([100, 300]);
});

test('an advisor serves only their queues, and counts once however many they have', () => {
  const inLine = [
    waiting('c1'),
    waiting('e1', { queue: 'empresas' }),
    waiting('c2'),
    waiting('e2', { queue: 'empresas' }),
  ];
  const both = ['caja', 'empresas'];
  const alone = waits(line([busy('ana', 0, both)], inLine), prompt([100]));
  expect(alone.map((all) => Math.round(all[0]))).toEqual([100, 200, 300, 400]);
  const two = waits(line([busy('ana', 0, both), busy('eva', 50)], inLine), prompt([100]));
  expect(two.map((all) => Math.round(all[0]))).toEqual([50, 100, 150, 200]);
});

test('a service unfinished for three hours blocks only its own counter', () => {
  const desks = [busy('ana', 3 * 3600), busy('eva', 0), busy('leo', 0)];
  const all = waits(line(desks, names(4)), prompt(exponential(300)));
  expect(all[3][100]).toBeLessThan(1200);
});

test('with nobody on duty nobody is called', () => {
  expect([...waits(line([], names(1)), prompt([100]), 3)[0]]).toEqual([7200, 7200, 7200]);
});
