import { spansOn } from '../model/day';
import { LearnedPlan, PastDay } from '../model/learned-plan';
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

/** What is left of a day's weight in a factor when the next of its name comes. */
const KEPT = 0.97;
/** Days for which "as always" counts in a weekday's and in a special day's factor. */
const OWN_WEEKDAY = 2;
const OWN_SPECIAL = 1;
/**
 * Of what a day differs, so much moves the level. Of the bank's January the error is flat from .5
 * to .8, and 1.3 times as large at .2; the slowest of these follows chance least.
 */
const MOVES = 0.5;
/**
 * A day is at most this many times as busy as usual, or as quiet. The first day after months in
 * which only staff tried the kiosk is not a busy Thursday: it is a new level, which others follow.
 */
const MOST_TIMES = 5;
/** The spread assumed before there are errors to see, and how many days it counts for. */
const FIRST_SPREAD = 0.15;
const FIRST_WEIGHT = 4;
/** Eight of ten lie within this many deviations of a normal distribution. */
const EIGHT_OF_TEN = 1.2816;
/** Working days at either end of a month: pensions and salaries are paid and spent then. */
const AT_THE_END = 3;

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

/** The day before would have been open by the week's hours, but was not. */
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
  // Of versions that remembered days on which nobody came too: those were closed.
  const known = history.filter((each) => each.kind === kind && each.day < day && each.came > 0);
  if (known.length === 0) return undefined;
  const days = known.map((each) => ({
    came: each.came,
    weekday: String(isoWeekday(each.day)),
    special: specialOf(calendar, each.day),
  }));
  const { level, weekday, special } = follow(days);
  const expected =
    level * weekday.of(String(isoWeekday(day))) * special.of(specialOf(calendar, day));
  const spread = Math.max(spreadOf(known), 1 / Math.sqrt(Math.max(1, expected)));
  return {
    expected: Math.round(expected),
    low: Math.max(0, Math.round(expected * (1 - EIGHT_OF_TEN * spread))),
    high: Math.round(expected * (1 + EIGHT_OF_TEN * spread)),
  };
}

/** What is expected over what such a day has brought on average. */
export function levelOf(
  { comers }: Pick<LearnedPlan, 'comers'>,
  kind: string,
  expected: Pick<Expected, 'expected'> | undefined,
): number {
  const known = comers[kind] as LearnedPlan['comers'][string] | undefined;
  if (!known || !expected) return 1;
  const all = Object.values(known.quarters).flat();
  const usual = all.reduce((sum, each) => sum + each, 0) / known.days;
  return usual > 0 ? expected.expected / usual : 1;
}

interface Followed {
  readonly came: number;
  readonly weekday: string;
  readonly special: string;
}

/** Goes through the days in their order; each moves the level, and the factors by what it had. */
function follow(days: readonly Followed[]) {
  let level = days[0].came;
  const weekday = new Factors(OWN_WEEKDAY);
  const special = new Factors(OWN_SPECIAL);
  days.forEach((each, at) => {
    const [week, month] = [weekday.of(each.weekday), special.of(each.special)];
    if (at > 0 && level > 0) {
      weekday.learn(each.weekday, each.came / (level * month));
      if (each.special !== 'usual') special.learn(each.special, each.came / (level * week));
    }
    level += Math.max(1 / (at + 1), MOVES) * (each.came / (week * month) - level);
  });
  return { level, weekday, special };
}

/** What days of a name are beside others, held to "as always" until they speak. */
class Factors {
  private readonly sums = new Map<string, { ratio: number; weight: number }>();

  constructor(private readonly own: number) {}

  of(name: string): number {
    const known = this.sums.get(name);
    return known ? known.ratio / known.weight : 1;
  }

  learn(name: string, ratio: number): void {
    const { ratio: sum, weight } = this.sums.get(name) ?? { ratio: this.own, weight: this.own };
    const held = Math.min(Math.max(ratio, 1 / MOST_TIMES), MOST_TIMES);
    this.sums.set(name, { ratio: sum * KEPT + held, weight: weight * KEPT + 1 });
  }
}

/** How far forecasts were from the actual numbers, as a share. */
function spreadOf(known: readonly PastDay[]): number {
  let [sum, weight] = [FIRST_WEIGHT * FIRST_SPREAD ** 2, FIRST_WEIGHT];
  for (const { came, expected } of known) {
    if (expected === undefined || expected <= 0) continue;
    sum += Math.min(1, (came / expected - 1) ** 2);
    weight += 1;
  }
  return Math.sqrt(sum / weight);
}
