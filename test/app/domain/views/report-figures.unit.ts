import {
  advisorsOf,
  answersOf,
  branchesOf,
  hoursOf,
  levelOf,
  linesBy,
  ofQueue,
  together,
} from '../../../../src/app/domain/views/report-figures';
import { inRegions, stillThere } from '../../../../src/app/pages/supervisor/region-groups';

const hour = (weekday: number, at: number, queue: string, more: object) => ({
  weekday,
  hour: at,
  queue,
  days: 2,
  issued: 0,
  called: 0,
  mean_wait_minutes: null,
  called_by_due: 0,
  abandoned: 0,
  ...more,
});

test('arrivals are by day, waits weighted by calls, hours without gaps', () => {
  const rows = [
    hour(5, 9, 'caja', { issued: 8, called: 6, mean_wait_minutes: 10, called_by_due: 3 }),
    hour(5, 9, 'empresas', { issued: 1, called: 2, mean_wait_minutes: 2, called_by_due: 2 }),
    hour(1, 12, 'caja', { abandoned: 3 }),
  ];
  const hours = hoursOf(rows);
  expect([hours.weekdays, hours.hours]).toEqual([
    [1, 5],
    [9, 10, 11, 12],
  ]);
  expect(hours.at(5, 9)).toEqual({
    arrivals: 4.5,
    wait: 8,
    inTarget: 0.625,
    abandoned: 0,
    issued: 9,
    called: 8,
    left: 0,
  });
  expect(hours.at(1, 12)).toMatchObject({ abandoned: 1.5, wait: undefined, inTarget: undefined });
  expect(hours.at(1, 9)).toBeUndefined();
  expect(hoursOf(ofQueue(rows, 'empresas')).at(5, 9)).toMatchObject({ wait: 2, arrivals: 0.5 });
  expect(hoursOf([])).toMatchObject({ hours: [], weekdays: [] });
});

test('five levels of colour; zero has none, and the smallest value has one', () => {
  expect([0, undefined, 0.01, 2, 2.1, 10].map((value) => levelOf(value, 10))).toEqual([
    0, 0, 1, 1, 2, 5,
  ]);
  expect(levelOf(0, 0)).toBe(0);
});

test('weeks and queues: shares of what there was, none where there was nothing', () => {
  const row = (week: string, queue: string, [issued, called, wait, due, gone]: number[]) => ({
    week,
    queue,
    issued,
    called,
    mean_wait_minutes: called ? wait : null,
    called_by_due: due,
    abandoned: gone,
  });
  const rows = [
    row('2026-11-23', 'caja', [0, 0, 0, 0, 0]),
    row('2026-11-16', 'caja', [10, 8, 6, 4, 2]),
    row('2026-11-16', 'empresas', [10, 2, 1, 2, 0]),
  ];
  expect(linesBy(rows, 'week')).toEqual([
    {
      key: '2026-11-16',
      issued: 20,
      called: 10,
      wait: 5,
      inTarget: 0.6,
      abandoned: 2,
      abandonedShare: 0.1,
    },
    { key: '2026-11-23', issued: 0, called: 0, abandoned: 0 },
  ]);
  expect(linesBy(rows, 'queue').map(({ abandonedShare }) => abandonedShare)).toEqual([0.2, 0]);
});

test("time on hold is shown beside an advisor's time, not in it", () => {
  const row = (kind: string, reason: string, minutes: number, served = 0) => ({
    advisor: 'ana',
    kind,
    reason,
    minutes,
    served,
  });
  expect(
    advisorsOf([
      row('serving', '-', 60, 5),
      row('held', 'documents', 30),
      row('idle', '-', 20),
      row('paused', 'break', 10),
      row('paused', 'meeting', 15),
    ]),
  ).toEqual([
    {
      advisor: 'ana',
      served: 5,
      minutes: { serving: 60, called: 0, idle: 20, paused: 25, held: 30 },
      all: 105,
      pauses: [
        { reason: 'meeting', minutes: 15 },
        { reason: 'break', minutes: 10 },
      ],
    },
  ]);
});

test('feedback is weighted by answers; a branch where nothing happened has no means', () => {
  const scores = { score_1: 0, score_2: 0, score_3: 0 };
  expect(
    answersOf([
      { ...scores, answers: 3, mean_score: 5, score_4: 0, score_5: 3 },
      { ...scores, answers: 1, mean_score: 4, score_4: 1, score_5: 0 },
    ]),
  ).toEqual({ answers: 4, mean: 4.75, scores: [0, 0, 0, 1, 3] });
  expect(answersOf([]).mean).toBeUndefined();
  const empty = { branch: '1', name: 'Centro', region: '', mean_wait_minutes: null };
  expect(branchesOf([empty])[0]).toMatchObject({
    key: '1',
    wait: undefined,
    inTarget: undefined,
    abandonedShare: undefined,
    occupancy: undefined,
  });
});

test('a region is the sum of its branches, each figure weighted by what it counts', () => {
  const row = (branch: string, [called, wait, due, taught, service]: number[]) => ({
    branch,
    name: branch,
    region: 'Norte',
    issued: called,
    called,
    mean_wait_minutes: wait,
    called_by_due: due,
    taught,
    mean_service_minutes: service,
    serving_minutes: 30,
    on_duty_minutes: 60,
  });
  const lines = branchesOf([row('a', [30, 10, 15, 1, 8]), row('b', [10, 2, 10, 3, 4])]);
  expect(together(lines)).toMatchObject({
    region: 'Norte',
    issued: 40,
    wait: 8,
    inTarget: 0.625,
    service: 5,
    occupancy: 0.5,
  });
});

test('branches by region: all together, each by itself with those without one last, or one', () => {
  const rows = ['Sur', '', 'Norte', 'Sur'].map((region, at) => ({ region, at }));
  const groups = (...[regions]: [Parameters<typeof inRegions>[1]]) =>
    inRegions(rows, regions, 'es-CL').map(({ region, rows: some }) => [
      region,
      some.map(({ at }) => at),
    ]);
  expect(groups({ as: 'all' })).toEqual([[undefined, [0, 1, 2, 3]]]);
  expect(groups({ as: 'grouped' })).toEqual([
    ['Norte', [2]],
    ['Sur', [0, 3]],
    ['', [1]],
  ]);
  expect(groups({ as: 'one', region: 'Sur' })).toEqual([['Sur', [0, 3]]]);
});

test('a chosen region that no branch has any more chooses nothing', () => {
  const one = { as: 'one', region: 'Maule' } as const;
  const [maule, none] = [{ region: 'Maule' }, { region: '' }];
  expect(stillThere(one, [maule, none])).toEqual(one);
  expect(stillThere(one, [{ region: 'Ñuble' }, none])).toEqual({ as: 'all' });
  expect(stillThere({ as: 'grouped' }, [none, none])).toEqual({ as: 'all' });
  expect(stillThere({ as: 'grouped' }, [maule, none])).toEqual({ as: 'grouped' });
  // those without a region may be chosen too, and nothing is decided before the list has come
  expect(stillThere({ as: 'one', region: '' }, [maule, none])).toEqual({ as: 'one', region: '' });
  expect(stillThere(one, [])).toEqual(one);
});
