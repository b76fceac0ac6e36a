import { LearnedPlan } from '../../../src/app/domain/model/learned-plan';
import { SimulationJob } from '../../../src/app/domain/plan/answer';
import { noPlan } from '../../../src/app/domain/plan/learn-plan';
import { TooLong } from '../../../src/app/ports';
import { Simulations } from '../../../src/app/simulations/simulations';
import { exponential, prompt } from '../domain/predict/lines';

const HOUR = 3600;

/** A day from 9 to 14 on which advisors serve `caja` and only Ana serves `empresas`. */
function job(over: Partial<SimulationJob> = {}): SimulationJob {
  const learned = prompt(exponential(300));
  const quarters = (each: number) =>
    Array.from({ length: 100 }, (_, at) => (at >= 36 && at < 56 ? each : 0));
  const plan: LearnedPlan = {
    ...noPlan(),
    gaps: [learned.gaps, learned.gaps],
    comers: {
      week: {
        days: 1,
        quarters: { 'caja general': quarters(3), 'empresas general': quarters(3) },
      },
    },
  };
  return {
    learned,
    plan,
    rule: { order: 'lanes', preferentialRun: 2, target: {} },
    queues: ['caja', 'empresas'],
    kind: 'week',
    scale: 1,
    from: 9 * HOUR,
    to: 14 * HOUR,
    step: HOUR / 2,
    targets: [600, 600],
    share: 0.8,
    roster: [
      { id: 'ana', queues: ['caja', 'empresas'] },
      { id: 'luis', queues: ['caja'] },
      { id: 'rosa', queues: ['caja'] },
    ],
    stays: true,
    plans: [],
    seed: 4,
    ...over,
  };
}

let simulations: Simulations;
beforeEach(() => {
  simulations = new Simulations();
});
afterEach(() => simulations.close());

test('a plan is searched for on a thread, while the event loop goes on', async () => {
  let ticks = 0;
  const timer = setInterval(() => (ticks += 1), 5);
  const { plans, changes } = await simulations.run(job());
  clearInterval(timer);
  expect(ticks).toBeGreaterThan(5);
  expect(plans).toHaveLength(1);
  expect(plans[0].advisors).toHaveLength(10);
  for (const { within } of plans[0].steps) expect(within!.mean).toBeGreaterThan(0.75);
  expect(changes).toEqual([]);
});

test('the cheapest change is a missing skill; a repeat gives the same', async () => {
  const short = job({ plans: [Array(10).fill(3)] });
  const [first, again] = await Promise.all([simulations.run(short), simulations.run(short)]);
  expect(again).toEqual(first);
  expect(first.changes[0]).toMatchObject({ what: 'skill', queue: 'empresas' });
  expect(first.changes[0].within).toBeGreaterThan(first.changes[0].instead + 0.1);
  expect(first.changes.at(-1)).toMatchObject({ what: 'person', more: expect.any(Number) });
});

test('the rest of a day begins with the floor as it stands', async () => {
  const quiet = job({ plans: [Array(10).fill(3)], scale: 0.3 });
  const second = 11 * HOUR;
  const waiting = Array.from({ length: 30 }, (_, at) => ({
    at: second - 60 * at,
    queue: 0,
    lane: 0,
  }));
  const [calm, crowded] = await Promise.all([
    simulations.run({ ...quiet, now: { second, waiting: [], serving: {} } }),
    simulations.run({
      ...quiet,
      now: { second, waiting, serving: { luis: { queue: 0, since: 100 } } },
    }),
  ]);
  expect(calm.plans[0].within.mean).toBeGreaterThan(crowded.plans[0].within.mean + 0.1);
  expect(crowded.plans[0].came.mean).toBeGreaterThan(calm.plans[0].came.mean + 25);
});

test('nobody on duty, before opening and after: nobody is served in time', async () => {
  for (const second of [7 * HOUR, 11 * HOUR, 13.9 * HOUR, 15 * HOUR]) {
    const now = { second, waiting: [{ at: second - 60, queue: 0, lane: 0 }], serving: {} };
    const { plans, changes } = await simulations.run(job({ plans: [Array(10).fill(0)], now }));
    expect(plans[0].within.mean).toBe(0);
    expect(changes[0]).toMatchObject({ what: 'person', instead: 0 });
  }
});

test('the same question is computed once, and a failure is forgotten', async () => {
  const asked = Array.from({ length: 8 }, () => simulations.run(job({ plans: [[2]] })));
  const answers = await Promise.all(asked);
  expect(new Set(answers).size).toBe(1);
  expect(await simulations.run(job({ plans: [[2]] }))).toBe(answers[0]);
  expect(await simulations.run(job({ plans: [[3]] }))).not.toEqual(answers[0]);
  const broken = () => simulations.run(job({ learned: undefined as never }));
  const [first, again] = await Promise.allSettled([broken()]).then(async ([one]) => [
    one,
    (await Promise.allSettled([broken()]))[0],
  ]);
  expect([first.status, again.status]).toEqual(['rejected', 'rejected']);
  expect((first as PromiseRejectedResult).reason).not.toBe((again as PromiseRejectedResult).reason);
});

test('a caller in a crowd is asked to come back, and a failure says why', async () => {
  const all = Array.from({ length: 8 }, (_, seed) => simulations.run(job({ plans: [[1]], seed })));
  const settled = await Promise.allSettled(all);
  const refused = settled.filter(({ status }) => status === 'rejected');
  expect(refused.length).toBeGreaterThanOrEqual(3);
  expect(refused[0]).toMatchObject({ reason: { name: 'Crowded', retryAfterSeconds: 5 } });
  const broken = job({ learned: undefined as never });
  await expect(simulations.run(broken)).rejects.toThrow(/undefined/);
  expect((await simulations.run(job({ plans: [[2]] }))).plans).toHaveLength(1);
});

test('a job that takes too long is ended and says so, each time', async () => {
  const slow = new Simulations(1);
  try {
    await expect(slow.run(job())).rejects.toThrow('a simulation had run for 0.001 s and was ended');
    await expect(slow.run(job())).rejects.toBeInstanceOf(TooLong);
  } finally {
    await slow.close();
  }
});
