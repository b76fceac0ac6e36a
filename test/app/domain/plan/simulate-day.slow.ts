import { Learned } from '../../../../src/app/domain/model/learned';
import { comersOf, drawComers } from '../../../../src/app/domain/plan/comers';
import { DayModel, modelOf } from '../../../../src/app/domain/plan/day-model';
import { erlangA } from '../../../../src/app/domain/plan/erlang';
import { noPlan } from '../../../../src/app/domain/plan/learn-plan';
import { Shift, simulateDay } from '../../../../src/app/domain/plan/simulate-day';
import { PATIENCE_EDGES } from '../../../../src/app/domain/predict/hazard';
import fc from '../../../support/draws';
import { exponential, prompt } from '../predict/lines';

const RULE = { order: 'lanes' as const, preferentialRun: 2, target: {} };

/** A branch that calls the next customer at once, with these services and this patience. */
function branch(pool: readonly number[], queues = ['caja'], patience?: number): DayModel {
  const learned: Learned = {
    ...prompt(pool),
    ...(patience === undefined
      ? {}
      : {
          patience: {
            events: PATIENCE_EDGES.map(() => 1),
            seconds: PATIENCE_EDGES.map(() => patience),
          },
        }),
  };
  return modelOf(learned, { ...noPlan(), gaps: [learned.gaps, learned.gaps] }, RULE, queues);
}

const shift = (from: number, to: number, queues = 1): Shift => ({ from, to, queues, pace: 1 });
const advisors = (count: number, to = 36_000) => Array.from({ length: count }, () => shift(0, to));
const every = (seconds: number, count: number, queue = 0, lane = 0) =>
  Array.from({ length: count }, (_, at) => ({ at: at * seconds, queue, lane }));
const rounded = (waits: Float64Array) => [...waits].map(Math.round);

test('D/D/1: arrivals every 100 s, services of 150 s: each waits 50 s longer than the last', () => {
  const { wait, served } = simulateDay(branch([150]), advisors(1), comersOf(every(100, 10)), 7);
  expect(rounded(wait)).toEqual([0, 50, 100, 150, 200, 250, 300, 350, 400, 450]);
  expect([...served]).toEqual(Array(10).fill(1));
});

test.each([
  [1, 0.9, 300],
  [4, 3.8, 240],
  [9, 9.5, 150],
])('M/M/%i+M, load %f: shares in time and gone are Erlang A within .01', (...given) => {
  const [servers, load, patience] = given;
  const [service, target] = [180, 60];
  const model = branch(exponential(service), ['caja'], patience);
  const expected = [Float64Array.from({ length: 100 }, () => (900 * load) / service)];
  let [came, done, within] = [0, 0, 0];
  for (let run = 0; run < 60; run += 1) {
    const comers = drawComers(expected, 1, run + 1);
    const { wait, served } = simulateDay(model, advisors(servers, 90_000), comers, run);
    for (let at = 0; at < wait.length; at += 1) {
      // The first hour begins with nobody in line.
      if (comers.at[at] < 3600) continue;
      came += 1;
      done += served[at];
      within += served[at] && wait[at] <= target ? 1 : 0;
    }
  }
  const closed = erlangA({ rate: load / service, service, patience }, servers, target);
  expect(Math.abs(within / done - closed.within)).toBeLessThan(0.01);
  expect(Math.abs(1 - done / came - closed.gone)).toBeLessThan(0.01);
});

test('if nobody gives up, Erlang A is Erlang C', () => {
  const steady = { rate: 3 / 180, service: 180, patience: Infinity };
  const busy = (3 ** 4 / 24) * 4;
  const c = busy / (busy + 1 + 3 + 4.5 + 4.5);
  const closed = 1 - c * Math.exp(-60 / 180);
  expect(erlangA(steady, 4, 60).within).toBeCloseTo(closed, 3);
});

const days = fc.record({
  seed: fc.integer(),
  advisors: fc.integer({ min: 1, max: 5 }),
  comers: fc.array(fc.record({ at: fc.nat(7200), queue: fc.constant(0), lane: fc.constant(0) }), {
    maxLength: 60,
  }),
});

test('the same seed gives the same day', () => {
  fc.assert(
    fc.property(days, ({ seed, advisors: count, comers }) => {
      const model = branch(exponential(240), ['caja'], 600);
      const day = () => simulateDay(model, advisors(count), comersOf(comers), seed);
      expect(day()).toEqual(day());
    }),
  );
});

test('one advisor more is never worse for anybody, where nobody gives up', () => {
  fc.assert(
    fc.property(days, ({ seed, advisors: count, comers }) => {
      const model = branch(exponential(240));
      const wait = (more: number) =>
        simulateDay(model, advisors(count + more), comersOf(comers), seed).wait;
      const [fewer, more] = [wait(0), wait(1)];
      more.forEach((each, at) => expect(each).toBeLessThanOrEqual(fewer[at] + 1e-6));
    }),
  );
});

test('an advisor who is free takes as long to call as such have taken', () => {
  const model = { ...branch([100]), pickups: [0, 0, 0, 40] };
  const { wait } = simulateDay(model, advisors(1, 4_000_000), comersOf(every(1000, 4000)), 5);
  const late = wait.filter((each) => each === 40).length;
  expect(wait.filter((each) => each === 0)).toHaveLength(4000 - late);
  expect(late / 4000).toBeCloseTo(0.25, 1);
});

test('a general call follows as many preferential ones in a row as the branch allows', () => {
  const comers = comersOf([
    { at: 0, queue: 0, lane: 0 },
    ...every(1, 5, 0, 1).map((each) => ({ ...each, at: each.at + 1 })),
    ...every(1, 2, 0, 0).map((each) => ({ ...each, at: each.at + 1 })),
  ]);
  const { wait } = simulateDay(branch([100]), advisors(1), comers, 3);
  const order = [...comers.at.keys()].sort(
    (a, b) => comers.at[a] + wait[a] - comers.at[b] - wait[b],
  );
  expect(order.map((at) => (comers.lineOf[at] & 1 ? 'P' : 'G')).join('')).toBe('GPPGPPGP');
});

test('customers whom nobody on duty serves wait until an advisor for them comes on duty', () => {
  const model = branch([100], ['caja', 'empresas']);
  const comers = comersOf([
    { at: 10, queue: 1, lane: 0 },
    { at: 20, queue: 0, lane: 0 },
  ]);
  const only = simulateDay(model, [shift(0, 9000, 1)], comers, 1);
  expect([[...only.served], rounded(only.wait).at(1)]).toEqual([[0, 1], 0]);
  const later = simulateDay(model, [shift(0, 9000, 1), shift(3000, 9000, 2)], comers, 1);
  expect(rounded(later.wait)).toEqual([2990, 0]);
});

test('a day under way begins with the customers in line and in hand', () => {
  const model = branch([100]);
  const comers = comersOf(every(10, 3));
  const busy: Shift = { ...shift(0, 9000), serving: { queue: 0, since: 40 } };
  const { wait } = simulateDay(model, [busy], comers, 1, 60);
  // 60 s of the service in hand are left at second 60.
  expect(rounded(wait)).toEqual([120, 210, 300]);
});
