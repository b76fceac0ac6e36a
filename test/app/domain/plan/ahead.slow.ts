import { LearnedPlan } from '../../../../src/app/domain/model/learned-plan';
import { AheadJob, aheadOf, Hand, levelSoFar } from '../../../../src/app/domain/plan/ahead';
import { noPlan } from '../../../../src/app/domain/plan/learn-plan';
import { exponential, prompt } from '../predict/lines';

const HOUR = 3600;
const second = 11 * HOUR;

const hand = (id: string, queues: readonly string[], over: Partial<Hand> = {}): Hand => ({
  id,
  queues,
  onDuty: true,
  ...over,
});

/** Twelve customers an hour in each of two queues, services of five minutes, a target of ten. */
function job(over: Partial<AheadJob> = {}): AheadJob {
  const pool = exponential(300);
  const learned = prompt(pool);
  const quarters = Array.from({ length: 100 }, (_, at) => (at >= 36 && at < 56 ? 3 : 0));
  const known = { pool, weight: 500 };
  const plan: LearnedPlan = {
    ...noPlan(),
    days: 5,
    gaps: [learned.gaps, learned.gaps],
    services: { caja: known, empresas: known },
    comers: {
      week: { days: 1, quarters: { 'caja general': quarters, 'empresas general': quarters } },
    },
  };
  return {
    what: 'ahead',
    learned,
    plan,
    rule: { order: 'lanes', preferentialRun: 2, target: {} },
    queues: ['caja', 'empresas'],
    kind: 'week',
    scale: 1,
    second,
    until: second + 1200,
    targets: [600, 600],
    closed: [],
    advisors: [hand('ana', ['caja']), hand('eva', ['empresas'])],
    waiting: [],
    share: 0.8,
    seed: 7,
    offered: {},
    ...over,
  };
}

/** This many customers who have just come to `caja`. */
const crowd = (count: number, queue = 0) =>
  Array.from({ length: count }, (_, at) => ({ at: second - at, queue, lane: 0 }));

const crowded = (over: Partial<AheadJob> = {}) => job({ waiting: crowd(8), ...over });

test('a quiet floor meets the target, a crowd does not, and a repeat gives the same', () => {
  const { caja, empresas } = aheadOf(job());
  expect(caja.within).toBeGreaterThan(0.7);
  expect(empresas.within).toBeGreaterThan(0.7);
  const full = aheadOf(crowded());
  expect(full.caja.within).toBeLessThan(0.4);
  expect(full.caja.short).toBeGreaterThan(0.9);
  expect(full.caja.came).toBeGreaterThan(10);
  expect(full.empresas.within).toBeCloseTo(empresas.within, 1);
  expect(aheadOf(crowded())).toEqual(full);
});

test('comes with a remedy: opening a queue to an advisor present, and what that achieves', () => {
  const spare = hand('ivo', ['gerencia']);
  const { caja } = aheadOf(crowded({ advisors: [...job().advisors, spare] }));
  expect(caja.mend).toMatchObject({ do: 'open-queue', queue: 'caja', advisor: 'ivo' });
  expect(caja.mend!.within).toBeGreaterThan(caja.mend!.instead + 0.1);
  expect(caja.mend!.instead).toBe(caja.within);
});

test('or an absent advisor is asked back; one who is leaving is not asked to do more', () => {
  const { caja } = aheadOf(
    crowded({
      advisors: [
        ...job().advisors,
        hand('ivo', ['gerencia'], { leaves: true }),
        hand('leo', ['caja'], { onDuty: false }),
      ],
    }),
  );
  expect(caja.mend).toMatchObject({ do: 'call-back', advisor: 'leo' });
});

test('never offers a change that only moves the delay elsewhere', () => {
  const both = [...crowd(8), ...crowd(12, 1)];
  expect(aheadOf(job({ waiting: both })).caja.mend).toBeUndefined();
});

test('keeps its offer when another is equally good', () => {
  const spares = [hand('ivo', ['gerencia']), hand('leo', ['gerencia'])];
  const advisors = [...job().advisors, ...spares];
  const first = aheadOf(crowded({ advisors })).caja.mend!;
  const other = first.advisor === 'ivo' ? 'leo' : 'ivo';
  const offered = { caja: { ...first, advisor: other } };
  expect(aheadOf(crowded({ advisors, offered })).caja.mend!.advisor).toBe(other);
});

test('a leaving advisor serves the customer in hand and nobody else', () => {
  const advisors = (leaves: boolean) => [
    hand('ana', ['caja'], { leaves, serving: { queue: 0, since: 30 } }),
    hand('eva', ['caja']),
  ];
  const within = (leaves: boolean) =>
    aheadOf(job({ waiting: crowd(3), advisors: advisors(leaves) })).caja.within;
  expect(within(true)).toBeLessThan(within(false) - 0.1);
});

test('silent about a queue hardly known or unserved; late customers are not counted', () => {
  const few = { caja: { pool: [300], weight: 19 }, empresas: job().plan.services.empresas };
  expect(Object.keys(aheadOf(job({ plan: { ...job().plan, services: few } })))).toEqual([
    'empresas',
  ]);
  expect(Object.keys(aheadOf(job({ advisors: [hand('eva', ['empresas'])] })))).toEqual([
    'empresas',
  ]);
  const late = crowd(8).map((each) => ({ ...each, at: second - 900 }));
  expect(aheadOf(job({ waiting: late })).caja.came).toBeCloseTo(aheadOf(job()).caja.came, 5);
});

test('nobody comes to a queue that is closed', () => {
  const { caja, empresas } = aheadOf(job({ closed: ['caja'] }));
  expect(caja).toMatchObject({ came: 0, within: 1, short: 0 });
  expect(empresas.came).toBeGreaterThan(2);
});

test("a day's level follows the arrivals so far, but not at once", () => {
  const expected = [Float64Array.from({ length: 100 }, () => 4)];
  const level = (came: number) => levelSoFar(expected, { scale: 1, second: 2.5 * HOUR, came });
  expect(level(40)).toBeCloseTo(1);
  expect(level(100)).toBeCloseTo(2);
  expect(levelSoFar(expected, { scale: 1.5, second: 0, came: 0 })).toBeCloseTo(1.5);
});
