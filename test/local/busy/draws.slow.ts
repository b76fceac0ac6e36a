import { parseRut } from '../../../src/app/domain/model/rut';
import { Chance } from '../../../src/local/busy/chance';
import { drawPlan, Plan, QUEUE_SHARES } from '../../../src/local/busy/plan';
import { wishOf } from '../../../src/local/busy/wish';

const chance = new Chance(21);
const plans = Array.from({ length: 3000 }, (_, n) => drawPlan(chance, n + 1));
const fates = plans.map((plan) => plan.fate);

it('draws customers for every state of the screens, with valid RUTs', () => {
  expect(new Set(plans.map((plan) => plan.queue))).toEqual(new Set(Object.keys(QUEUE_SHARES)));
  for (const kind of [
    (plan: Plan) => plan.lane === 'preferential',
    (plan: Plan) => plan.language === 'en',
    (plan: Plan) => plan.nationalId === undefined,
    (plan: Plan) => !plan.paperComesOut,
    (plan: Plan) => plan.phone,
    (plan: Plan) => plan.leavesAfterMs !== undefined,
    (plan: Plan) => plan.moreTimeAfterMs !== undefined,
    (plan: Plan) => plan.score !== undefined,
  ]) {
    const share = plans.filter(kind).length / plans.length;
    expect(share).toBeGreaterThan(0.02);
    expect(share).toBeLessThan(0.4);
  }
  for (const { nationalId } of plans) {
    if (nationalId) expect(parseRut(nationalId).state).toBe('good');
  }
});

it('most called customers come, some never do; services are short enough to watch', () => {
  const coming = fates.filter((fate) => fate.comesAfterMs !== undefined).length / fates.length;
  expect(coming).toBeGreaterThan(0.88);
  expect(coming).toBeLessThan(0.96);
  for (const { serviceMs } of fates) {
    expect(serviceMs).toBeGreaterThan(5000);
    expect(serviceMs).toBeLessThan(180_000);
  }
});

it('the first at a branch show in minutes what otherwise takes an hour', () => {
  const first = plans.slice(0, 6);
  const kinds: readonly ((plan: Plan) => unknown)[] = [
    (plan) => plan.phone,
    (plan) => plan.lane === 'preferential',
    (plan) => plan.fate.comesAfterMs === undefined,
    (plan) => plan.leavesAfterMs !== undefined,
    (plan) => plan.fate.transferred,
    (plan) => plan.moreTimeAfterMs !== undefined,
    (plan) => plan.score !== undefined,
  ];
  for (const kind of kinds) expect(first.filter(kind)).not.toEqual([]);
});

describe('what a customer wants', () => {
  const waiting = { state: 'waiting', issuedAt: 0, deferred: false, defersLeft: 2 };
  const plan = {
    queue: 'caja',
    lane: 'general',
    language: 'es',
    paperComesOut: true,
    phone: false,
    fate: { serviceMs: 1, transferred: false },
  } as const;
  const fresh = { moreTime: false };

  it.each([
    [
      'leaves when it takes too long',
      { ...plan, leavesAfterMs: 100 },
      waiting,
      fresh,
      100,
      'cancel',
    ],
    ['not before', { ...plan, leavesAfterMs: 100 }, waiting, fresh, 99, 'nothing'],
    [
      'nor once called',
      { ...plan, leavesAfterMs: 100 },
      { ...waiting, state: 'called' },
      fresh,
      200,
      'nothing',
    ],
    ['asks for more time', { ...plan, moreTimeAfterMs: 100 }, waiting, fresh, 100, 'more-time'],
    [
      'at once when called earlier',
      { ...plan, moreTimeAfterMs: 100 },
      { ...waiting, state: 'called' },
      fresh,
      1,
      'more-time',
    ],
    ['once only', { ...plan, moreTimeAfterMs: 100 }, waiting, { moreTime: true }, 200, 'nothing'],
    [
      'never where the branch grants none',
      { ...plan, moreTimeAfterMs: 100 },
      { ...waiting, defersLeft: 0 },
      fresh,
      200,
      'nothing',
    ],
    [
      'nothing while away',
      { ...plan, leavesAfterMs: 1 },
      { ...waiting, deferred: true },
      fresh,
      200,
      'nothing',
    ],
    [
      'nothing while served',
      { ...plan, leavesAfterMs: 1 },
      { ...waiting, state: 'serving' },
      fresh,
      200,
      'nothing',
    ],
    [
      'says how it was',
      { ...plan, score: 5 },
      { ...waiting, state: 'served' },
      fresh,
      200,
      'score',
    ],
    ['or does not', plan, { ...waiting, state: 'served' }, fresh, 200, 'over'],
    [
      'has nothing more to say after a missed call',
      { ...plan, score: 5 },
      { ...waiting, state: 'no-show' },
      fresh,
      200,
      'over',
    ],
  ] as const)('%s', (_, of, ticket, asked, now, wish) => {
    expect(wishOf(of, ticket, asked, now)).toBe(wish);
  });
});

test('a customer meant for a transfer stays, whatever else is drawn', () => {
  for (let seed = 0; seed < 200; seed += 1) {
    const fifth = drawPlan(new Chance(seed), 5);
    expect(fifth.fate.transferred).toBe(true);
    expect([fifth.leavesAfterMs, fifth.moreTimeAfterMs]).toEqual([undefined, undefined]);
  }
});
