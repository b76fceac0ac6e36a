import {
  businessDay,
  dayStart,
  isOpen,
  keepsLine,
  nextOpening,
  openSince,
} from '../../../../src/app/domain/model/day';
import {
  addDays,
  instantOf,
  isoWeekday,
  localDate,
} from '../../../../src/app/domain/model/local-time';
import { defaultSettings } from '../../../../src/app/domain/model/settings';
import fc from '../../../support/draws';

const HOUR = 3_600_000;
const at = (text: string) => Date.parse(text);
const iso = (instant: number | undefined) => instant && new Date(instant).toISOString();
const clock = (timeZone: string, dayStartsAt = '00:00') => ({
  ...defaultSettings,
  timeZone,
  dayStartsAt,
});

/**
 * America/Santiago 2026: clocks go back from 24:00 on Saturday 4 April to 23:00, forward from 24:00
 * on Saturday 5 September to 01:00 on Sunday.
 */
const SANTIAGO = 'America/Santiago';
/**
 * Europe/Madrid 2026: forward from 02:00 to 03:00 on 29 March, back from 03:00 to 02:00 on 25
 * October.
 */
const MADRID = 'Europe/Madrid';

describe('the business day', () => {
  test.each([
    [SANTIAGO, '00:00', '2026-03-11T02:59:59Z', '2026-03-10'],
    [SANTIAGO, '00:00', '2026-03-11T03:00:00Z', '2026-03-11'],
    [SANTIAGO, '06:00', '2026-03-11T08:59:59Z', '2026-03-10'],
    [SANTIAGO, '06:00', '2026-03-11T09:00:00Z', '2026-03-11'],
    [MADRID, '00:00', '2026-03-10T22:59:59Z', '2026-03-10'],
    [MADRID, '00:00', '2026-03-10T23:00:00Z', '2026-03-11'],
    // Santiago goes back: 23:00 to 24:00 happens twice, and the day changes after the second
    [SANTIAGO, '00:00', '2026-04-05T02:59:59Z', '2026-04-04'],
    [SANTIAGO, '00:00', '2026-04-05T03:30:00Z', '2026-04-04'],
    [SANTIAGO, '00:00', '2026-04-05T04:00:00Z', '2026-04-05'],
    // Santiago goes forward: there is no midnight, and the day begins at 01:00
    [SANTIAGO, '00:00', '2026-09-06T03:59:59Z', '2026-09-05'],
    [SANTIAGO, '00:00', '2026-09-06T04:00:00Z', '2026-09-06'],
    // A start within the repeated hour counts at its first occurrence; turning the clock back does
    // not undo it.
    [SANTIAGO, '23:30', '2026-04-05T02:29:59Z', '2026-04-03'],
    [SANTIAGO, '23:30', '2026-04-05T02:30:00Z', '2026-04-04'],
    [SANTIAGO, '23:30', '2026-04-05T03:10:00Z', '2026-04-04'],
    [MADRID, '02:30', '2026-10-25T00:29:59Z', '2026-10-24'],
    [MADRID, '02:30', '2026-10-25T00:30:00Z', '2026-10-25'],
    [MADRID, '02:30', '2026-10-25T01:10:00Z', '2026-10-25'],
    // a start within the skipped hour
    [MADRID, '02:30', '2026-03-29T01:29:59Z', '2026-03-28'],
    [MADRID, '02:30', '2026-03-29T01:30:00Z', '2026-03-29'],
    [MADRID, '06:00', '2026-03-29T03:59:59Z', '2026-03-28'],
    [MADRID, '06:00', '2026-03-29T04:00:00Z', '2026-03-29'],
  ])('%s from %s: %s is %s', (zone, start, instant, day) => {
    expect(businessDay(at(instant), clock(zone, start))).toBe(day);
  });

  test.each([
    [SANTIAGO, '2026-04-04', 25],
    [SANTIAGO, '2026-09-05', 24],
    [SANTIAGO, '2026-09-06', 23],
    [MADRID, '2026-03-29', 23],
    [MADRID, '2026-10-25', 25],
    [MADRID, '2026-06-01', 24],
  ])('in %s %s has %d hours', (zone, day, hours) => {
    expect(dayStart(addDays(day, 1), clock(zone)) - dayStart(day, clock(zone))).toBe(hours * HOUR);
  });

  test('every instant belongs to the day that began last; days never go backwards', () => {
    const zones = fc.constantFrom(
      SANTIAGO,
      MADRID,
      'Pacific/Auckland',
      'Asia/Kathmandu',
      'UTC',
      'America/St_Johns',
      'Australia/Lord_Howe',
      'Pacific/Apia',
    );
    const time = fc
      .tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom('00', '15', '30', '45'))
      .map(([h, m]) => `${String(h).padStart(2, '0')}:${m}`);
    const instant = fc.integer({ min: at('1999-01-01T00:00Z'), max: at('2030-12-31T00:00Z') });
    fc.assert(
      fc.property(
        zones,
        time,
        instant,
        fc.integer({ min: 0, max: 3 * HOUR }),
        (zone, start, now, later) => {
          const settings = clock(zone, start);
          const day = businessDay(now, settings);
          expect(dayStart(day, settings)).toBeLessThanOrEqual(now);
          expect(dayStart(addDays(day, 1), settings)).toBeGreaterThan(now);
          expect(businessDay(now + later, settings) >= day).toBe(true);
          expect(businessDay(dayStart(day, settings), settings)).toBe(day);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('earlier questions change no answer', () => {
    const jump = fc.integer({ min: -60 * HOUR, max: 60 * HOUR });
    const begin = fc.integer({ min: at('2011-12-20T00:00Z'), max: at('2012-01-10T00:00Z') });
    fc.assert(
      fc.property(
        fc.constantFrom('Pacific/Apia', SANTIAGO),
        begin,
        fc.array(jump, { maxLength: 12 }),
        (zone, first, jumps) => {
          const settings = clock(zone, '05:30');
          let now = first;
          for (const by of jumps) {
            now += by;
            expect(businessDay(now, settings)).toBe(businessDay(now, { ...settings }));
          }
        },
      ),
    );
  });
});

describe('opening hours', () => {
  const settings = {
    ...clock(SANTIAGO),
    hours: {
      2: [
        { from: '09:00', to: '14:00' },
        { from: '15:00', to: '18:00' },
      ],
      5: [{ from: '22:00', to: '02:00' }],
      6: [{ from: '20:00', to: '24:00' }],
    },
  };

  test.each([
    ['2026-03-10T11:59:59Z', false],
    ['2026-03-10T12:00:00Z', true],
    ['2026-03-10T16:59:59Z', true],
    ['2026-03-10T17:00:00Z', false],
    ['2026-03-10T18:00:00Z', true],
    ['2026-03-11T13:00:00Z', false],
    // across midnight
    ['2026-03-14T00:59:59Z', false],
    ['2026-03-14T01:00:00Z', true],
    ['2026-03-14T04:59:59Z', true],
    ['2026-03-14T05:00:00Z', false],
    // until midnight, on the night with an extra hour
    ['2026-04-04T23:00:00Z', true],
    ['2026-04-05T03:59:59Z', true],
    ['2026-04-05T04:00:00Z', false],
  ])('%s open: %s', (instant, open) => {
    expect(isOpen(at(instant), settings)).toBe(open);
    expect(openSince(at(instant), settings) !== undefined).toBe(open);
  });

  test('when it opens next', () => {
    expect(iso(nextOpening(at('2026-03-10T10:00:00Z'), settings))).toBe('2026-03-10T12:00:00.000Z');
    expect(iso(nextOpening(at('2026-03-10T12:00:00Z'), settings))).toBe('2026-03-10T18:00:00.000Z');
    expect(iso(nextOpening(at('2026-03-10T21:00:00Z'), settings))).toBe('2026-03-14T01:00:00.000Z');
    expect(nextOpening(at('2026-03-10T21:00:00Z'), { ...settings, hours: {} })).toBeUndefined();
  });

  test('how long it has been open; an always-open branch counts from its business day', () => {
    expect(iso(openSince(at('2026-03-10T13:00:00Z'), settings))).toBe('2026-03-10T12:00:00.000Z');
    expect(iso(openSince(at('2026-03-10T13:00:00Z'), { ...settings, hours: 'always' }))).toBe(
      '2026-03-10T03:00:00.000Z',
    );
    expect(isOpen(at('2026-03-10T13:00:00Z'), { ...settings, hours: 'always' })).toBe(true);
    expect(
      nextOpening(at('2026-03-10T13:00:00Z'), { ...settings, hours: 'always' }),
    ).toBeUndefined();
  });

  test('opens at the same wall-clock time on both sides of a clock change', () => {
    const sundays = {
      ...clock(SANTIAGO),
      hours: { 6: [{ from: '09:00', to: '14:00' }], 7: [{ from: '09:00', to: '14:00' }] },
    };
    expect(iso(nextOpening(at('2026-04-04T10:00:00Z'), sundays))).toBe('2026-04-04T12:00:00.000Z');
    expect(iso(nextOpening(at('2026-04-04T20:00:00Z'), sundays))).toBe('2026-04-05T13:00:00.000Z');
  });
});

describe('a day that would begin while the branch is open', () => {
  const night = { 1: [{ from: '22:00', to: '02:00' }] };
  const divided = { 1: [{ from: '09:00', to: '24:00' }], 2: [{ from: '00:00', to: '02:00' }] };
  const morning = { 2: [{ from: '09:00', to: '14:00' }] };
  const both = { 1: [{ from: '09:00', to: '24:00' }], 2: [{ from: '00:00', to: '09:00' }] };

  // 9 March 2026 is a Monday; Santiago is 3 hours behind UTC
  test.each([
    ['as one span', night, '00:00', '2026-03-10', '2026-03-10T05:00:00.000Z'],
    ['as two spans', divided, '00:00', '2026-03-10', '2026-03-10T05:00:00.000Z'],
    ['that began on its own date', morning, '10:00', '2026-03-10', '2026-03-10T12:00:00.000Z'],
    ['late on its own date', night, '23:00', '2026-03-09', '2026-03-10T01:00:00.000Z'],
    ['an opening that ends as it begins', both, '09:00', '2026-03-09', '2026-03-09T12:00:00.000Z'],
    ['no opening', morning, '14:00', '2026-03-10', '2026-03-10T17:00:00.000Z'],
  ])('%s', (_name, hours, dayStartsAt, day, start) => {
    expect(iso(dayStart(day, { ...clock(SANTIAGO, dayStartsAt), hours }))).toBe(start);
  });

  test('everybody in an opening belongs to one day, though its date changes', () => {
    for (const hours of [night, divided]) {
      const settings = { ...clock(SANTIAGO), hours };
      for (const instant of ['2026-03-10T01:30Z', '2026-03-10T02:59Z', '2026-03-10T04:59Z']) {
        expect(businessDay(at(instant), settings)).toBe('2026-03-09');
        expect(keepsLine(at(instant), settings)).toBe(false);
      }
      expect(businessDay(at('2026-03-10T05:00Z'), settings)).toBe('2026-03-10');
    }
  });

  test.each([
    'always',
    Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((day) => [day, [{ from: '00:00', to: '24:00' }]])),
  ] as const)(
    'in a branch open at all hours the day begins at its set time, and the line is kept',
    (hours) => {
      const settings = { ...clock(SANTIAGO, '04:00'), hours };
      expect(iso(dayStart('2026-03-10', settings))).toBe('2026-03-10T07:00:00.000Z');
      expect(keepsLine(at('2026-03-10T08:00Z'), settings)).toBe(true);
      expect(nextOpening(at('2026-03-10T08:00Z'), settings)).toBeUndefined();
    },
  );

  test('days follow one another without gaps, whatever the hours', () => {
    const time = fc.integer({ min: 0, max: 95 }).map((quarter) => {
      const hour = String(Math.floor(quarter / 4)).padStart(2, '0');
      return `${hour}:${String((quarter % 4) * 15).padStart(2, '0')}`;
    });
    const spans = fc.array(fc.record({ from: time, to: time }), { maxLength: 2 });
    const week = fc.record({
      1: spans,
      2: spans,
      3: spans,
      4: spans,
      5: spans,
      6: spans,
      7: spans,
    });
    fc.assert(
      fc.property(fc.constantFrom(SANTIAGO, MADRID), time, week, (zone, start, given) => {
        const hours = Object.fromEntries(
          Object.entries(given).map(([day, each]) => [
            day,
            each.filter(({ from, to }) => from !== to),
          ]),
        );
        const settings = { ...clock(zone, start), hours };
        for (let day = '2026-03-26'; day < '2026-04-08'; day = addDays(day, 1)) {
          const [from, to] = [dayStart(day, settings), dayStart(addDays(day, 1), settings)];
          expect(from).toBeLessThan(to);
          expect(businessDay(from, settings)).toBe(day);
          expect(businessDay(to - 1, settings)).toBe(day);
          // a day begins while people are inside only where the line is kept
          if (isOpen(from - 1, settings) && isOpen(from, settings)) {
            expect(keepsLine(from, settings)).toBe(true);
          }
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe('local time', () => {
  test('dates and weekdays', () => {
    expect(localDate(SANTIAGO, at('2026-01-01T02:00:00Z'))).toBe('2025-12-31');
    expect(addDays('2026-02-28', 1)).toBe('2026-03-01');
    expect(addDays('2024-03-01', -1)).toBe('2024-02-29');
    expect([isoWeekday('2026-03-09'), isoWeekday('2026-03-15')]).toEqual([1, 7]);
  });

  test('a repeated hour means its first occurrence; a skipped one moves later by the gap', () => {
    expect(iso(instantOf(MADRID, '2026-10-25', 150))).toBe('2026-10-25T00:30:00.000Z');
    expect(iso(instantOf(MADRID, '2026-03-29', 150))).toBe('2026-03-29T01:30:00.000Z');
    expect(iso(instantOf(SANTIAGO, '2026-09-06', 0))).toBe('2026-09-06T04:00:00.000Z');
  });
});
