import { spansOn } from '../model/day';
import { PastDay } from '../model/learned-plan';
import { addDays, isoWeekday } from '../model/local-time';
import { BranchSettings } from '../model/settings';
import { kindOfDay } from '../predict/day-kind';

/** How many are expected on a day; 8 of 10 days end between `low` and `high`. */
export interface Expected {
  readonly expected: number;
  readonly low: number;
  readonly high: number;
}

type Calendar = Pick<BranchSettings, 'timeZone' | 'hours' | 'dates' | 'closures'>;

/** What fades of a day's weight in a day. */
const KEPT = 0.97;
/** Days for which "as always" counts in a weekday's and in a special day's factor. */
const OWN_WEEKDAY = 2;
const OWN_SPECIAL = 1;
const ROUNDS = 4;
/** Before there are errors to see, as if of so many days. */
const FIRST_SPREAD = 0.15;
const FIRST_WEIGHT = 4;
/** Of the normal distribution, 8 of 10 lie within so many deviations. */
const EIGHT_OF_TEN = 1.2816;
/** Working days at either end of a month: pensions and salaries are paid and spent then. */
const AT_THE_END = 3;
const FAR = 12;

export const isOpenOn = (calendar: Calendar, day: string): boolean =>
  spansOn(day, calendar).length > 0;

/** What a day has of its own: it is near the end of a month, or follows a holiday. */
export function specialOf(calendar: Calendar, day: string): string {
  const month = day.slice(0, 7);
  const openDays = (step: 1 | -1) => {
    let count = 0;
    for (let other = addDays(day, step); other.startsWith(month); other = addDays(other, step)) {
      if (isOpenOn(calendar, other)) count += 1;
      if (count >= AT_THE_END) break;
    }
    return count;
  };
  if (openDays(1) < AT_THE_END) return `end-${openDays(1)}`;
  if (openDays(-1) < AT_THE_END) return `start-${openDays(-1)}`;
  return followsHoliday(calendar, day) ? 'after-holiday' : 'usual';
}

/** The day before it would have been open by the week's hours, and was not. */
function followsHoliday(calendar: Calendar, day: string): boolean {
  const before = addDays(day, -1);
  const weekly = { ...calendar, dates: {}, closures: [] };
  return isOpenOn(weekly, before) && !isOpenOn(calendar, before);
}

/**
 * Foretells how many come on a day, from the days before it: the level of its kind of day lately,
 * times what its weekday and its place in the month make of it, both held to "as always" until
 * days speak. Undefined: the branch is closed, or has known no such day.
 */
export function forecast(
  history: readonly PastDay[],
  calendar: Calendar,
  day: string,
): Expected | undefined {
  if (!isOpenOn(calendar, day)) return undefined;
  const kind = kindOfDay(calendar, day);
  const known = history.filter((each) => each.kind === kind && each.day < day);
  if (known.length === 0) return undefined;
  const days = known.map((each, at) => ({
    came: each.came,
    weekday: String(isoWeekday(each.day)),
    special: specialOf(calendar, each.day),
    weight: KEPT ** Math.min(known.length - 1 - at, FAR * FAR),
  }));
  const { level, weekday, special } = fit(days);
  const of = (factors: Factors, name: string) => factors.get(name) ?? 1;
  const expected =
    level * of(weekday, String(isoWeekday(day))) * of(special, specialOf(calendar, day));
  const spread = Math.max(spreadOf(known), 1 / Math.sqrt(Math.max(1, expected)));
  return {
    expected: Math.round(expected),
    low: Math.max(0, Math.round(expected * (1 - EIGHT_OF_TEN * spread))),
    high: Math.round(expected * (1 + EIGHT_OF_TEN * spread)),
  };
}

type Factors = ReadonlyMap<string, number>;
interface Weighed {
  readonly came: number;
  readonly weekday: string;
  readonly special: string;
  readonly weight: number;
}

/** Level and factors, each in turn from what the others leave. */
function fit(days: readonly Weighed[]) {
  let level = 0;
  let weekday: Factors = new Map();
  let special: Factors = new Map();
  const of = (factors: Factors, name: string) => factors.get(name) ?? 1;
  for (let round = 0; round < ROUNDS; round += 1) {
    let [sum, weight] = [0, 0];
    for (const each of days) {
      sum += (each.weight * each.came) / (of(weekday, each.weekday) * of(special, each.special));
      weight += each.weight;
    }
    level = sum / weight;
    if (level <= 0) break;
    const [now, months] = [weekday, special];
    special = factorsOf(days, 'special', OWN_SPECIAL, (each) => level * of(now, each.weekday));
    weekday = factorsOf(days, 'weekday', OWN_WEEKDAY, (each) => level * of(months, each.special));
  }
  return { level, weekday, special };
}

function factorsOf(
  days: readonly Weighed[],
  by: 'weekday' | 'special',
  own: number,
  expected: (each: Weighed) => number,
): Factors {
  const sums = new Map<string, { ratio: number; weight: number }>();
  for (const each of days) {
    const sum = sums.get(each[by]) ?? { ratio: own, weight: own };
    sums.set(each[by], {
      ratio: sum.ratio + (each.weight * each.came) / expected(each),
      weight: sum.weight + each.weight,
    });
  }
  sums.delete('usual');
  return new Map([...sums].map(([name, { ratio, weight }]) => [name, ratio / weight]));
}

/** How far forecasts were from what came, as a share. */
function spreadOf(known: readonly PastDay[]): number {
  let [sum, weight] = [FIRST_WEIGHT * FIRST_SPREAD ** 2, FIRST_WEIGHT];
  for (const { came, expected } of known) {
    if (expected === undefined || expected <= 0) continue;
    sum += Math.min(1, (came / expected - 1) ** 2);
    weight += 1;
  }
  return Math.sqrt(sum / weight);
}
