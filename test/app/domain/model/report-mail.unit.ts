import { daysAfter, daysDue, daysOf } from '../../../../src/app/domain/model/report-mail';

test('a day, a week from Monday, a month of the calendar', () => {
  expect(daysOf('2026-11-25', 'day')).toEqual({ from: '2026-11-25', to: '2026-11-25' });
  expect(daysOf('2026-11-29', 'week')).toEqual({ from: '2026-11-23', to: '2026-11-29' });
  expect(daysOf('2026-11-23', 'week')).toEqual({ from: '2026-11-23', to: '2026-11-29' });
  expect(daysOf('2028-02-10', 'month')).toEqual({ from: '2028-02-01', to: '2028-02-29' });
  expect(daysOf('2026-12-31', 'month')).toEqual({ from: '2026-12-01', to: '2026-12-31' });
});

test.each(['day', 'week', 'month'] as const)(
  'each %s begins where the one before ends',
  (period) => {
    let days = daysOf('2026-01-01', period);
    for (let n = 0; n < 400; n += 1) {
      const next = daysAfter(days, period);
      expect(Date.parse(next.from) - Date.parse(days.to)).toBe(86_400_000);
      expect(daysOf(next.to, period)).toEqual(next);
      days = next;
    }
  },
);

test("nothing is due before its last day is over by the branch's clock", () => {
  expect(daysDue('2026-11-25', 'day', '2026-11-25')).toBeUndefined();
  expect(daysDue('2026-11-25', 'day', '2026-11-26')).toEqual(daysOf('2026-11-25', 'day'));
  expect(daysDue('2026-11-23', 'week', '2026-11-29')).toBeUndefined();
  expect(daysDue('2026-11-23', 'week', '2026-11-30')).toEqual(daysOf('2026-11-23', 'week'));
  expect(daysDue('2026-11-01', 'month', '2026-12-01')).toEqual(daysOf('2026-11-01', 'month'));
});

test('after an outage late reports come in order, and very late ones are left out', () => {
  expect(daysDue('2026-11-20', 'day', '2026-11-25')).toEqual(daysOf('2026-11-20', 'day'));
  expect(daysDue('2026-01-20', 'day', '2026-11-25')).toEqual(daysOf('2026-11-15', 'day'));
  // the last month is kept, however long ago it ended
  expect(daysDue('2026-08-01', 'month', '2026-11-25')).toEqual(daysOf('2026-10-01', 'month'));
});
