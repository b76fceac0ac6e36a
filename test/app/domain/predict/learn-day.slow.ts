import { Learned } from '../../../../src/app/domain/model/learned';
import { Visit } from '../../../../src/app/domain/predict/closed-day';
import { learnDay, ratesAt } from '../../../../src/app/domain/predict/learn-day';
import { cold } from '../../../../src/app/domain/predict/learned';
import { lengthOf, prepare, takes } from '../../../../src/app/domain/predict/prepare';

const start = cold({ caja: 300, empresas: 300 });

/** Customers one after another, each waiting a minute and served for `seconds`. */
const served = (at: number, seconds: number, over: Partial<Visit> = {}): Visit => ({
  queue: 'caja',
  lane: 'general',
  from: 3600 + at * 200 - 60,
  until: 3600 + at * 200,
  call: { advisor: 'ana', ended: 3600 + at * 200 + seconds },
  ...over,
});
const day = (visits: readonly Visit[], learned: Learned = start) =>
  learnDay(learned, { kind: 'weekday', visits });
const many = (count: number, seconds: number) =>
  Array.from({ length: count }, (_, at) => served(at, seconds));
const median = (learned: Learned) => learned.pool[200];

test('a day teaches how long services take', () => {
  expect(median(day(many(100, 120)))).toBe(120);
});

test('a forgotten service, or one ended by closing time, teaches nothing', () => {
  const usual = day(many(100, 120));
  const forgotten = served(100, 10_800);
  const closed = served(100, 9_000);
  expect(day([...many(100, 120), forgotten]).pool).toEqual(usual.pool);
  expect(
    day([...many(100, 120), { ...closed, call: { ...closed.call!, closedByDay: true } }]).pool,
  ).toEqual(usual.pool);
});

test('a transferred ticket teaches both its queues, each its own service', () => {
  const visits = Array.from({ length: 60 }, (_, at) => [
    served(2 * at, 60),
    served(2 * at + 1, 600, {
      queue: 'empresas',
      call: { advisor: 'eva', ended: 4200 + at * 400 + 200 },
    }),
  ]).flat();
  const prepared = prepare(day(visits));
  expect(lengthOf(prepared, 'caja')).toBeLessThan(lengthOf(prepared, 'empresas'));
  expect(takes(prepared, 'ana', 'empresas')).toBe(false);
  expect(takes(prepared, 'ana', 'caja')).toBe(true);
  expect(takes(prepared, 'a stranger', 'empresas')).toBe(true);
});

test("a slow advisor's pace is learned", () => {
  const visits = Array.from({ length: 200 }, (_, at) =>
    served(at, at % 2 ? 300 : 100, {
      call: { advisor: at % 2 ? 'slow' : 'quick', ended: 3600 + at * 200 + (at % 2 ? 300 : 100) },
    }),
  );
  const { advisors } = prepare(day(visits));
  expect(advisors.get('slow')!.pace).toBeGreaterThan(1.2);
  expect(advisors.get('quick')!.pace).toBeLessThan(0.9);
});

test('the time to the next call is counted only while someone waits', () => {
  const idle = day([served(0, 100), served(10, 100)]);
  const waitedFor = day([served(0, 100), served(10, 100, { from: 3600 })]);
  const seconds = (learned: Learned) =>
    learned.advisors.ana.gaps.seconds.reduce((sum, each) => sum + each, 0);
  expect(seconds(idle)).toBe(60);
  expect(seconds(waitedFor)).toBe(1900);
});

test('customers who leave teach patience, and arrivals count by quarter hour', () => {
  const gone: Visit = { queue: 'caja', lane: 'general', from: 3600, until: 3700 };
  const learned = day([gone, gone]);
  expect(learned.patience.events[3]).toBeCloseTo(start.patience.events[3] * 0.93 + 2, 2);
  expect(ratesAt(learned, 'weekday', 3700)).toEqual({ 'caja general': 2 / 900 });
  expect(ratesAt(learned, 'saturday', 3700)).toEqual({});
});

test('a lane called ahead of its turn gets a head start', () => {
  const visits = Array.from({ length: 80 }, (_, at): Visit[] => {
    const from = at * 200;
    const later = {
      queue: 'caja',
      lane: 'preferential',
      from: from + 30,
      until: from + 60,
    } as const;
    return [
      { ...later, call: { advisor: 'ana', ended: from + 100 } },
      served(0, 0, { from, until: from + 100, call: { advisor: 'ana', ended: from + 190 } }),
    ];
  }).flat();
  const { headStart } = day(visits);
  expect(headStart['caja preferential'] - headStart['caja general']).toBeGreaterThan(30);
});

test('days add up and fade, and the stored size stays small', () => {
  let learned = start;
  for (let count = 0; count < 40; count += 1) learned = day(many(300, 120), learned);
  expect(learned.days).toBe(40);
  expect(learned.poolWeight).toBeLessThan(300 / 0.03 + 400);
  expect(JSON.stringify(learned).length).toBeLessThan(20_000);
});

test('a day on which nobody came teaches nothing, and nothing fades', () => {
  const learned = day(many(30, 120));
  expect(learnDay(learned, { kind: 'weekday', visits: [] })).toEqual(learned);
});
