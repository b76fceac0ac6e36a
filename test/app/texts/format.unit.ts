import { en } from '../../../src/app/texts/en';
import { esCL } from '../../../src/app/texts/es-CL';
import {
  ago,
  clockTime,
  dateAndTime,
  dayAndMonth,
  duration,
  howLong,
  longDate,
  number,
  percent,
  pluralForm,
  shortDate,
  speaker,
  timeSpan,
  weekday,
} from '../../../src/app/texts/format';
import { saidTimes } from '../../../src/app/texts/range';
import { staffEn } from '../../../src/app/texts/staff-en';
import { staffEsCL } from '../../../src/app/texts/staff-es-CL';

const spanish = speaker('es-CL', esCL, 'es-CL');
const english = speaker('en', esCL, 'es-CL', en);

test('plurals follow the language, and zero has its own text', () => {
  expect(spanish.say('ticket.ahead', { n: 0 })).toBe('Usted es quien sigue.');
  expect(spanish.say('ticket.ahead', { n: 1 })).toBe('Hay 1 persona antes que usted.');
  expect(spanish.say('ticket.ahead', { n: 4 })).toBe('Hay 4 personas antes que usted.');
  expect(english.say('ticket.ahead', { n: 4 })).toBe('4 people are ahead of you.');
  expect(pluralForm({ one: 'one', few: 'few', many: 'many', other: 'other' }, 3, 'pl')).toBe('few');
});

test('a line nobody serves mentions waiting people only if there are any', () => {
  const staff = speaker('es-CL', staffEsCL, 'es-CL');
  const said = [0, 1, 4].map((n) => staff.say('alert.queue-unattended', { queue: 'Caja', n }));
  expect(said).toEqual([
    'Caja: nadie atiende.',
    'Caja: nadie atiende y espera 1 persona.',
    'Caja: nadie atiende y esperan 4 personas.',
  ]);
  expect(
    speaker('en', staffEsCL, 'es-CL', staffEn).say('alert.queue-unattended', {
      queue: 'Teller',
      n: 0,
    }),
  ).toBe('Teller: nobody is serving.');
});

test('numbers are written as the language writes them', () => {
  expect(spanish.say('kiosk.waiting', { n: 12_345 })).toBe('12.345 personas esperan');
  expect(english.say('kiosk.waiting', { n: 12_345 })).toBe('12,345 people waiting');
  expect(percent('en', 0.834)).toBe('83%');
});

test('an empty translation falls back to the first language; a missing value stays visible', () => {
  const holes = speaker('en', esCL, 'es-CL', { ...en, 'ticket.served': '' });
  expect(holes.say('ticket.served')).toBe('Gracias por su visita.');
  expect((spanish.say as (key: string) => string)('counter')).toBe('Módulo {counter}');
});

test("times are in the branch's zone, in 24 hours, across midnight and summer time", () => {
  const at = Date.parse('2026-11-24T03:04:00Z');
  expect(clockTime('es-CL', at, 'America/Santiago')).toBe('00:04');
  expect(clockTime('en', at, 'America/Santiago')).toBe('00:04');
  expect(clockTime('es-CL', Date.parse('2026-04-05T02:30:00Z'), 'America/Santiago')).toBe('23:30');
  expect(longDate('es-CL', at, 'America/Santiago')).toMatch(/martes.*24.*noviembre/);
  expect(longDate('en', at, 'America/Santiago')).toBe('Tuesday 24 November');
  expect(weekday('es-CL', 1)).toBe('lunes');
  expect(weekday('en', 7)).toBe('Sunday');
});

test("a calendar day is written like an instant's day, wherever the browser is", () => {
  const at = Date.parse('2026-11-26T15:00:00Z');
  for (const tag of ['es-CL', 'en']) {
    expect(dateAndTime(tag, at, 'America/Santiago')).toContain(shortDate(tag, '2026-11-26'));
  }
  expect(shortDate('es-CL', '2026-11-26')).toBe('26-11-2026');
  expect(dayAndMonth('es-CL', '2026-11-26')).toBe('26-11');
  // a numeric month would be misread as a day by half of the readers
  expect(shortDate('en', '2026-11-06')).toBe('6 Nov 2026');
  expect(dayAndMonth('en', '2026-11-06')).toBe('6 Nov');
});

test('a mean below a minute is shown in seconds, not as zero', () => {
  expect(timeSpan('es-CL', 0)).toMatch(/^0\u00a0s/);
  expect(timeSpan('es-CL', 28_400)).toMatch(/^28\u00a0s/);
  expect(timeSpan('es-CL', 59_499)).toMatch(/^59\u00a0s/);
  expect(timeSpan('es-CL', 59_500)).toBe('1\u00a0min');
  expect(timeSpan('en', 250_000)).toBe('4\u00a0min');
});

test('from an hour on, there are hours and minutes, each with its unit', () => {
  const said = (minutes: number, tag = 'es-CL') => howLong(tag, minutes).replace(/\u00a0/g, '_');
  expect([0, 59, 60, 61, 637].map((minutes) => said(minutes))).toEqual([
    '0_min',
    '59_min',
    '1_h',
    '1_h 1_min',
    '10_h 37_min',
  ]);
  // a limit may be set to half a minute
  expect([said(12.5), said(12.5, 'en')]).toEqual(['12,5_min', '12.5_min']);
  expect([said(59.6), said(119.7, 'en')]).toEqual(['1_h', '2_h']);
  expect(timeSpan('en', 3_905_000)).toBe('1\u00a0h 5\u00a0min');
  expect(timeSpan('en', 3_599_000)).toBe('1\u00a0h');
});

test('ages are whole units, at least a second', () => {
  expect(ago('en', -5_000)).toMatch(/^1\u00a0sec/);
  expect(ago('en', 185_000)).toMatch(/3\u00a0min/);
  expect(ago('es-CL', 185_000)).toMatch(/^hace 3\u00a0min/);
  expect(duration(245_000)).toBe('4:05');
  expect(duration(3_845_000)).toBe('1:04:05');
  expect(duration(-1)).toBe('0:00');
});

test('clock times are rounded outward to five minutes and never coincide', () => {
  const now = Date.parse('2026-11-24T12:02:00Z');
  expect(saidTimes({ low: 9, high: 17 }, now)).toEqual({
    from: Date.parse('2026-11-24T12:10:00Z'),
    to: Date.parse('2026-11-24T12:20:00Z'),
  });
  expect(saidTimes({ low: 3, high: 3 }, now)).toEqual({
    from: Date.parse('2026-11-24T12:05:00Z'),
    to: Date.parse('2026-11-24T12:10:00Z'),
  });
});

test('a language unknown to Intl is formatted like the first one', () => {
  const at = Date.UTC(2026, 10, 24, 15, 4);
  const zone = 'America/Santiago';
  expect(longDate('es-CL', at, zone)).toBe('martes 24 de noviembre');
  expect(longDate('arn', at, zone)).toBe('martes 24 de noviembre');
  expect(dateAndTime('arn', at, zone)).toBe(dateAndTime('es-CL', at, zone));
  expect(number('arn', 1234.5)).toBe(number('es-CL', 1234.5));
  expect(shortDate('es-CL', at, zone)).toBe(shortDate('es-CL', '2026-11-24'));
});
