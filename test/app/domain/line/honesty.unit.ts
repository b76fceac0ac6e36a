import { honestyOf } from '../../../../src/app/domain/line/honesty';
import { PromisesHeld } from '../../../../src/app/domain/model/learned';
import { ClosedDay } from '../../../../src/app/domain/predict/closed-day';
import { learnDay } from '../../../../src/app/domain/predict/learn-day';
import { cold } from '../../../../src/app/domain/predict/learned';

const between = { as: 'between', low: 4, high: 9 } as const;
const told = (held: PromisesHeld | undefined, said: Parameters<typeof honestyOf>[1] = between) =>
  honestyOf({ ...cold({}), ...(held ? { held } : {}) }, said, '2026-03-10');

const held: PromisesHeld = {
  days: 5,
  foretold: 200,
  within: 161,
  last: { day: '2026-03-09', foretold: 100, within: 79 },
};

test('eight of ten, yesterday 7.9; or on the last day that was open', () => {
  expect(told(held)).toEqual({ ofTen: 8, lastOfTen: 7.9, yesterday: true });
  const friday = { ...held, last: { ...held.last, day: '2026-03-06' } };
  expect(told(friday)).toEqual({ ofTen: 8, lastOfTen: 7.9, yesterday: false });
});

test('silent after too few days or promises, and where no range is given', () => {
  expect(told(undefined)).toBeUndefined();
  expect(told({ ...held, days: 4 })).toBeUndefined();
  expect(told({ ...held, foretold: 49, within: 40 })).toBeUndefined();
  expect(told(held, { as: 'unattended' })).toBeUndefined();
  expect(told(held, { as: 'unknown' })).toBeUndefined();
  expect(honestyOf({ ...cold({}), held }, undefined, '2026-03-10')).toBeUndefined();
  const few = { ...held, last: { day: '2026-03-09', foretold: 19, within: 19 } };
  expect(told(few)).toEqual({ ofTen: 8, yesterday: true });
});

test('each closed day adds the promises that calls have tested, and fades earlier ones', () => {
  const promised = { lowSeconds: 10, highSeconds: 60, raw: [10, 30, 60] } as never;
  const visit = (wait: number, said = true) => ({
    queue: 'caja',
    lane: 'general' as const,
    from: 36_000,
    until: 36_000 + wait,
    call: { advisor: 'ana', ended: 36_500, ...(said ? { promised } : {}) },
  });
  const day: ClosedDay = {
    day: '2026-03-09',
    kind: 'week',
    visits: [visit(30), visit(60), visit(61), visit(0), visit(30, false)],
  };
  const once = learnDay(cold({}), day);
  expect(once.held).toEqual({
    days: 1,
    foretold: 3,
    within: 2,
    last: { day: '2026-03-09', foretold: 3, within: 2 },
  });
  expect(learnDay(once, day).held).toMatchObject({ days: 2, foretold: 5.7, within: 3.8 });
});
