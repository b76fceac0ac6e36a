import { HOLIDAY_YEARS, holidaysOfChile } from '../../../../src/app/domain/model/holidays-chile';

/** As the official calendars of those years list them, with the banks' 31 December. */
const listed: Readonly<Record<number, string>> = {
  2025:
    '01-01 04-18 04-19 05-01 05-21 06-20 06-29 07-16 08-15 09-18 09-19 10-12 10-31 11-01 12-08 ' +
    '12-25 12-31',
  2026:
    '01-01 04-03 04-04 05-01 05-21 06-21 06-29 07-16 08-15 09-18 09-19 10-12 10-31 11-01 12-08 ' +
    '12-25 12-31',
  2027:
    '01-01 03-26 03-27 05-01 05-21 06-21 06-28 07-16 08-15 09-17 09-18 09-19 10-11 10-31 11-01 ' +
    '12-08 12-25 12-31',
};

test.each(Object.entries(listed))('the holidays of %s', (year, days) => {
  expect(holidaysOfChile(Number(year)).map(({ date }) => date)).toEqual(
    days.split(' ').map((day) => `${year}-${day}`),
  );
});

test('holidays that move', () => {
  const named = (year: number, es: RegExp) =>
    holidaysOfChile(year).find((each) => es.test(each.es))?.date;
  expect(named(2028, /Evangélicas/)).toBe('2028-10-27'); // 31 October is a Tuesday
  expect(named(2029, /Evangélicas/)).toBe('2029-11-02'); // 31 October is a Wednesday
  expect(named(2028, /San Pedro/)).toBe('2028-06-26'); // 29 June is a Thursday
  expect(named(2029, /San Pedro/)).toBe('2029-07-02'); // 29 June is a Friday
  expect(named(2029, /Feriado de Fiestas/)).toBe('2029-09-17'); // 18 September is a Tuesday
  expect(named(2030, /Feriado de Fiestas/)).toBe('2030-09-20'); // 18 September is a Wednesday
});

test('every holiday names its law, in both languages; a year nobody looked up has none', () => {
  for (const year of HOLIDAY_YEARS) {
    for (const { date, es, en, law } of holidaysOfChile(year)) {
      expect(date.startsWith(`${year}-`)).toBe(true);
      expect([es, en, law].every((text) => text.length > 3)).toBe(true);
    }
  }
  expect(holidaysOfChile(2024)).toEqual([]);
  expect(holidaysOfChile(2031)).toEqual([]);
});
