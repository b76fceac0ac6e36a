import { PastDay } from '../../../../src/app/domain/model/learned-plan';
import { addDays, isoWeekday } from '../../../../src/app/domain/model/local-time';
import { defaultSettings } from '../../../../src/app/domain/model/settings';
import { forecast, isOpenOn, specialOf } from '../../../../src/app/domain/plan/forecast';
import { kindOfDay } from '../../../../src/app/domain/predict/day-kind';

const calendar = defaultSettings;

/** Days with the arrivals in `came`, starting on a Monday. */
function history(from: string, days: number, came: (day: string) => number): readonly PastDay[] {
  const all = Array.from({ length: days }, (_, at) => addDays(from, at));
  return all
    .filter((day) => isOpenOn(calendar, day))
    .map((day) => ({ day, kind: kindOfDay(calendar, day), came: Math.round(came(day)) }));
}

test('a weekday that is busier is expected to be', () => {
  const busyMondays = (day: string) => (isoWeekday(day) === 1 ? 150 : 100);
  const past = history('2026-06-01', 60, busyMondays);
  const monday = forecast(past, calendar, '2026-08-10')!;
  const tuesday = forecast(past, calendar, '2026-08-11')!;
  expect(monday.expected / tuesday.expected).toBeGreaterThan(1.3);
  expect(monday.low).toBeLessThan(monday.expected);
  expect(monday.high).toBeGreaterThan(monday.expected);
});

test('the last working days of a month, when pensions are paid', () => {
  expect(specialOf(calendar, '2026-07-31')).toBe('end-0');
  expect(specialOf(calendar, '2026-07-29')).toBe('end-2');
  expect(specialOf(calendar, '2026-08-03')).toBe('start-0');
  expect(specialOf(calendar, '2026-07-15')).toBe('usual');
  const paydays = (day: string) => (specialOf(calendar, day) === 'end-0' ? 240 : 120);
  const past = history('2026-01-05', 200, paydays);
  const [last, usual] = ['2026-08-31', '2026-08-24'].map((day) => forecast(past, calendar, day)!);
  expect(last.expected).toBeGreaterThan(1.4 * usual.expected);
});

test('closed days have no forecast, and the day after a holiday is one of its own', () => {
  const holiday = { ...calendar, dates: { '2026-07-16': { spans: [] } } };
  const past = history('2026-06-01', 30, () => 100);
  expect(forecast(past, holiday, '2026-07-16')).toBeUndefined();
  expect(forecast(past, calendar, '2026-07-18')).toBeUndefined();
  expect(specialOf(holiday, '2026-07-17')).toBe('after-holiday');
  expect(forecast([], calendar, '2026-07-15')).toBeUndefined();
});

test('a band is as wide as past forecast errors, and holds about 8 of 10 days', () => {
  let state = 7;
  const random = () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
  let past: PastDay[] = [];
  let [held, all] = [0, 0];
  for (const { day, kind } of history('2026-01-05', 330, () => 1)) {
    const said = forecast(past, calendar, day);
    const came = Math.round(200 * (0.8 + 0.4 * random()));
    past = [...past, { day, kind, came, ...said }];
    if (!said || past.length < 20) continue;
    all += 1;
    if (said.low <= came && came <= said.high) held += 1;
  }
  expect(held / all).toBeGreaterThan(0.7);
  expect(held / all).toBeLessThan(0.92);
});

test('when arrivals drop after months, the forecast follows within a week', () => {
  const past = history('2026-06-01', 60, (day) => (day < '2026-07-24' ? 200 : 120));
  expect(past.filter(({ came }) => came === 120)).toHaveLength(5);
  const { expected } = forecast(past, calendar, '2026-07-31')!;
  expect(expected).toBeGreaterThan(105);
  expect(expected).toBeLessThan(135);
});

test('a branch that opens after months of trials by staff gets a forecast of what comes', () => {
  const opening = '2026-10-01';
  const past = history('2026-01-05', 290, (day) => (day < opening ? 1 : 200));
  const said = past.flatMap(({ day }) =>
    day > opening
      ? [
          forecast(
            past.filter((each) => each.day < day),
            calendar,
            day,
          )!.expected,
        ]
      : [],
  );
  expect(said).toHaveLength(14);
  expect(Math.max(...said)).toBeLessThan(800);
  // From the second week on, whatever was learned from its first days.
  expect(Math.max(...said.slice(7))).toBeLessThan(400);
  expect(Math.min(...said.slice(7))).toBeGreaterThan(125);
});

test('whatever came on which day, the forecast is at most a few times the busiest day', () => {
  let state = 11;
  const random = () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
  for (let run = 0; run < 40; run += 1) {
    const empty = random();
    const past = history('2026-01-05', 300, () => (random() < empty ? 0 : 60 * random() ** 4));
    const most = Math.max(1, ...past.map(({ came }) => came));
    for (let days = 20; days <= past.length; days += 20) {
      const { expected = 0, high = 0 } =
        forecast(past.slice(0, days), calendar, '2026-12-09') ?? {};
      expect([empty, expected / most < 12, Number.isFinite(high)]).toEqual([empty, true, true]);
    }
  }
});

test('holidays and a strike do not count as days: the next one is forecast as usual', () => {
  const closed = ['2026-07-15', '2026-07-16', '2026-07-20'];
  const past = history('2026-06-01', 50, (day) => (closed.includes(day) ? 0 : 100));
  expect(past.filter(({ came }) => came === 0)).toHaveLength(3);
  expect(forecast(past, calendar, '2026-07-21')!.expected).toBe(100);
});
