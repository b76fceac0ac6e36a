import { dutyOf } from '../../../../src/app/domain/plan/duty';
import { Visit } from '../../../../src/app/domain/predict/closed-day';

const MORNING = 36_000;

/** Somebody whom Ana calls at a minute of the morning and serves for five. */
const called = (minute: number, waited = 0): Visit => ({
  queue: 'caja',
  lane: 'general',
  from: MORNING + (minute - waited) * 60,
  until: MORNING + minute * 60,
  call: { advisor: 'ana', ended: MORNING + (minute + 5) * 60 },
});
const gaveUp = (queue: string, from: number, to: number): Visit => ({
  queue,
  lane: 'general',
  from: MORNING + from * 60,
  until: MORNING + to * 60,
});
const minutes = (visits: readonly Visit[]) =>
  dutyOf(visits, (_, queue) => queue === 'caja').map(({ from, to }) => [
    (from - MORNING) / 60,
    (to - MORNING) / 60,
  ]);

test('an advisor with nobody to call is on duty, but for two hours at most', () => {
  expect(minutes([called(0), called(124)])).toEqual([[0, 129]]);
  expect(minutes([called(0), called(125)])).toEqual([
    [0, 5],
    [125, 130],
  ]);
});

test('one who lets customers wait for five minutes of an absence of twenty was away', () => {
  const away = [
    [0, 5],
    [30, 35],
  ];
  expect(minutes([called(0), called(30, 5)])).toEqual(away);
  expect(minutes([called(0), called(30, 4)])).toEqual([[0, 35]]);
  expect(minutes([called(0), called(30), gaveUp('caja', 10, 15)])).toEqual(away);
  // twice two minutes are no five, and two who wait at once are no more than one
  const some = [gaveUp('caja', 10, 12), gaveUp('caja', 20, 22), gaveUp('caja', 20, 22)];
  expect(minutes([called(0), called(30), ...some])).toEqual([[0, 35]]);
});

test('a shorter absence is none, and a line that the advisor does not take says nothing', () => {
  expect(minutes([called(0), called(24, 19)])).toEqual([[0, 29]]);
  expect(minutes([called(0), called(30), gaveUp('empresas', 5, 30)])).toEqual([[0, 35]]);
});
