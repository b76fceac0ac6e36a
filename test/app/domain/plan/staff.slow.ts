import { Exposure } from '../../../../src/app/domain/model/learned';
import { LearnedPlan } from '../../../../src/app/domain/model/learned-plan';
import { modelOf } from '../../../../src/app/domain/plan/day-model';
import { Days, judge } from '../../../../src/app/domain/plan/judge';
import { learnPlan, noPlan } from '../../../../src/app/domain/plan/learn-plan';
import { byErlangA, ServiceGoal, shiftsOf, staff } from '../../../../src/app/domain/plan/staff';
import { exponential, prompt } from '../predict/lines';

const HOUR = 3600;
const RULE = { order: 'lanes' as const, preferentialRun: 2, target: {} };

/** Five hours, with the third one busy. */
function days(over: Partial<Days> = {}): Days {
  const learned = prompt(exponential(300));
  const gaps: [Exposure, Exposure] = [learned.gaps, learned.gaps];
  const model = modelOf(learned, { ...noPlan(), gaps }, RULE, ['caja']);
  const quarters = Float64Array.from({ length: 100 }, (_, quarter) => {
    const hour = Math.floor(quarter / 4);
    if (hour < 9 || hour >= 14) return 0;
    return hour === 11 ? 15 : 5;
  });
  return {
    model,
    expected: [quarters, new Float64Array(100)],
    scale: 1,
    targets: [300],
    from: 9 * HOUR,
    to: 14 * HOUR,
    step: HOUR / 2,
    trials: 100,
    seed: 5,
    ...over,
  };
}
const goal: ServiceGoal = {
  share: 0.8,
  most: 20,
  least: 1,
  roster: () => ({ queues: 1, pace: 1 }),
  stays: HOUR,
};

test('a plan that is found holds on other days, and costs no more than one by Erlang A', () => {
  const plan = staff(days(), goal);
  const judged = judge(days({ trials: 400, seed: 77 }), shiftsOf(days(), plan, goal.roster, HOUR));
  for (const { within } of judged.steps) expect(within!.mean).toBeGreaterThan(0.78);
  const sum = (steps: readonly number[]) => steps.reduce((total, each) => total + each, 0);
  expect(sum(plan)).toBeLessThanOrEqual(sum(byErlangA(days(), goal)));
  expect(Math.max(...plan)).toBe(Math.max(...plan.slice(4, 6)));
  expect(staff(days(), goal)).toEqual(plan);
});

test('a busier day needs more', () => {
  const sum = (steps: readonly number[]) => steps.reduce((total, each) => total + each, 0);
  expect(sum(staff(days({ scale: 1.4 }), goal))).toBeGreaterThan(sum(staff(days(), goal)));
});

test('steps become shifts: the first on the roster for as long as they are needed', () => {
  const roster = (place: number) => ({ queues: place + 1, pace: 1 });
  expect(shiftsOf({ from: 0, step: 100 }, [1, 2, 0, 1], roster, 50)).toEqual([
    { from: 0, to: 200, queues: 1, pace: 1 },
    { from: 300, to: 450, queues: 1, pace: 1 },
    { from: 100, to: 200, queues: 2, pace: 1 },
  ]);
});

/** Customers of Ana, one every ten minutes, each called after so many seconds. */
const calledAfter = (waits: readonly number[]) =>
  waits.map((wait, at) => ({
    queue: 'caja',
    lane: 'general' as const,
    from: 36_000 + at * 600,
    until: 36_000 + wait + at * 600,
    call: { advisor: 'ana', ended: 36_180 + wait + at * 600 },
  }));

test('a day is learned: arrivals, how soon they were called, how long services took', () => {
  const visits = calledAfter([20, 20, 20, 20]);
  const moved = { ...visits[0], until: 36_005, cut: true, call: undefined };
  const past = { day: '2026-11-25', kind: 'weekday', came: 4 };
  const closed = { kind: 'weekday', visits: [...visits, moved] };
  const plan = learnPlan(noPlan(), closed, prompt([180]), past);
  expect(plan.days).toBe(1);
  expect(plan.pickup).toBe(20);
  expect(plan.pickups).toEqual({ pool: Array(100).fill(20), weight: 3 });
  expect(plan.comers.weekday.quarters['caja general'].filter(Boolean)).toEqual([2, 1, 1]);
  expect(plan.services.caja).toEqual({ pool: Array(100).fill(180), weight: 4 });
  expect(plan.history).toEqual([past]);
  const again = learnPlan(plan, closed, prompt([180]), past);
  expect(again.comers.weekday.days).toBe(1.95);
  expect(again.pickups!.weight).toBe(5.91);
  expect(again.history).toHaveLength(2);
  const empty = { day: '2026-11-26', kind: 'weekday', came: 0 };
  expect(learnPlan(again, { ...closed, visits: [] }, prompt([180]), empty)).toEqual(again);
});

test('what an earlier release learned of being called at once is gone on with', () => {
  const { pickups, ...old } = learnPlan(
    noPlan(),
    { kind: 'weekday', visits: calledAfter([20, 20, 20]) },
    prompt([180]),
    { day: '2026-11-24', kind: 'weekday', came: 4 },
  );
  expect(pickups!.weight).toBe(2);
  const model = (plan: LearnedPlan) => modelOf(prompt([180]), plan, RULE, ['caja']);
  expect(model(old).pickups).toEqual([20]);
  const plan = learnPlan(
    old,
    { kind: 'weekday', visits: calledAfter([0, 0, 0, 60, 60]) },
    prompt([180]),
    { day: '2026-11-25', kind: 'weekday', came: 5 },
  );
  expect(plan.pickup).toBe(60);
  expect([...new Set(model(plan).pickups)]).toEqual([0, 60]);
});
