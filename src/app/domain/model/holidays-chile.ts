import { addDays, isoWeekday } from './local-time';

/**
 * Chile's nationwide legal holidays, computed from the laws that make them, and the day on which
 * bank branches are closed. Elections, censuses and holidays of one region are not among them: a
 * bank adds those itself.
 */

export interface Holiday {
  /** `YYYY-MM-DD`. */
  readonly date: string;
  readonly es: string;
  readonly en: string;
  /** The law that makes it, or moves it to this date. */
  readonly law: string;
}

export const HOLIDAYS_SOURCE =
  'Leyes 2.977, 18.018, 18.432, 19.668, 20.148, 20.215, 20.299, 20.983, 21.357 y DFL 3 de 1997, ' +
  'artículo 38 (Ley 21.791)';
/** The same in English. */
export const HOLIDAYS_SOURCE_EN =
  'Leyes 2.977, 18.018, 18.432, 19.668, 20.148, 20.215, 20.299, 20.983 and 21.357, and DFL 3 of ' +
  '1997, article 38 (Ley 21.791)';

/**
 * The day of the winter solstice in Chile's time, which Ley 21.357 makes a holiday. Years are
 * offered as far as this list goes.
 */
const SOLSTICE: Readonly<Record<number, string>> = {
  2025: '06-20',
  2026: '06-21',
  2027: '06-21',
  2028: '06-20',
  2029: '06-20',
  2030: '06-21',
};

/** The years for which holidays are offered. */
export const HOLIDAY_YEARS: readonly number[] = Object.keys(SOLSTICE).map(Number);

/** Easter Sunday of the Gregorian calendar (Gauss, as corrected by Lichtenberg). */
function easter(year: number): string {
  const [century, golden] = [Math.floor(year / 100), year % 19];
  const moon = 15 + Math.floor((3 * century + 3) / 4) - Math.floor((8 * century + 13) / 25);
  const sun = 2 - Math.floor((3 * century + 3) / 4);
  const age = (19 * golden + moon) % 30;
  const corrected = Math.floor((age + Math.floor(golden / 11)) / 29);
  const full = 21 + age - corrected;
  const sunday = 7 - ((year + Math.floor(year / 4) + sun) % 7);
  const days = full + 7 - ((full - sunday) % 7);
  return addDays(`${year}-03-01`, days - 1);
}

/** Ley 19.668: from Tuesday to Thursday to the Monday before, from Friday to the Monday after. */
function toMonday(date: string): string {
  const weekday = isoWeekday(date);
  if (weekday >= 2 && weekday <= 4) return addDays(date, 1 - weekday);
  return weekday === 5 ? addDays(date, 3) : date;
}

/** Ley 20.299: from Tuesday to the Friday before, from Wednesday to the Friday after. */
function toFriday(date: string): string {
  const weekday = isoWeekday(date);
  if (weekday === 2) return addDays(date, -4);
  return weekday === 3 ? addDays(date, 2) : date;
}

/** Days beside Fiestas Patrias and New Year that are holidays in some years. */
function bridges(year: number): readonly Holiday[] {
  const found: Holiday[] = [];
  const add = (day: string, es: string, en: string, law: string) =>
    found.push({ date: `${year}-${day}`, es, en, law });
  if (isoWeekday(`${year}-01-01`) === 7) {
    add('01-02', 'Feriado de Año Nuevo', 'New Year holiday', 'Ley 20.983');
  }
  const patrias = isoWeekday(`${year}-09-18`);
  const name = ['Feriado de Fiestas Patrias', 'Independence holiday'] as const;
  if (patrias === 6) add('09-17', ...name, 'Ley 20.983');
  if (patrias === 2) add('09-17', ...name, 'Ley 20.215');
  if (patrias === 3) add('09-20', ...name, 'Ley 20.215');
  return found;
}

/** The holidays of a year in order; none for a year that is not offered. */
export function holidaysOfChile(year: number): readonly Holiday[] {
  const solstice = SOLSTICE[year];
  if (solstice === undefined) return [];
  const on = (day: string) => `${year}-${day}`;
  const sunday = easter(year);
  const all: readonly (readonly [string, string, string, string])[] = [
    [on('01-01'), 'Año Nuevo', "New Year's Day", 'Ley 2.977'],
    [addDays(sunday, -2), 'Viernes Santo', 'Good Friday', 'Ley 2.977'],
    [addDays(sunday, -1), 'Sábado Santo', 'Holy Saturday', 'Ley 2.977'],
    [on('05-01'), 'Día Nacional del Trabajo', 'Labour Day', 'Ley 18.018'],
    [on('05-21'), 'Día de las Glorias Navales', 'Navy Day', 'Ley 2.977'],
    [on(solstice), 'Día Nacional de los Pueblos Indígenas', 'Indigenous Peoples Day', 'Ley 21.357'],
    [toMonday(on('06-29')), 'San Pedro y San Pablo', 'Saints Peter and Paul', 'Ley 18.432'],
    [on('07-16'), 'Día de la Virgen del Carmen', 'Our Lady of Mount Carmel', 'Ley 20.148'],
    [on('08-15'), 'Asunción de la Virgen', 'Assumption of Mary', 'Ley 2.977'],
    [on('09-18'), 'Independencia Nacional', 'Independence Day', 'Ley 2.977'],
    [on('09-19'), 'Día de las Glorias del Ejército', 'Army Day', 'Ley 2.977'],
    [toMonday(on('10-12')), 'Encuentro de Dos Mundos', 'Meeting of Two Worlds', 'Ley 19.668'],
    [
      toFriday(on('10-31')),
      'Día de las Iglesias Evangélicas y Protestantes',
      'Evangelical and Protestant Churches Day',
      'Ley 20.299',
    ],
    [on('11-01'), 'Día de Todos los Santos', "All Saints' Day", 'Ley 2.977'],
    [on('12-08'), 'Inmaculada Concepción', 'Immaculate Conception', 'Ley 2.977'],
    [on('12-25'), 'Navidad', 'Christmas Day', 'Ley 2.977'],
    [on('12-31'), 'Cierre bancario de fin de año', 'Banks close for the year', 'DFL 3, art. 38'],
  ];
  return [...all.map(([date, es, en, law]) => ({ date, es, en, law })), ...bridges(year)].sort(
    (a, b) => (a.date < b.date ? -1 : 1),
  );
}
