import { Instant } from './instant';
import { addDays, instantOf, isoWeekday, localDate, minutesOf } from './local-time';
import { BranchSettings } from './settings';

/** The business day and the opening hours of a branch, in its own time zone. */

type Clock = Pick<BranchSettings, 'timeZone' | 'dayStartsAt'>;
type Hours = Pick<BranchSettings, 'timeZone' | 'hours'>;

/** When a business day begins. */
export const dayStart = (day: string, { timeZone, dayStartsAt }: Clock): Instant =>
  instantOf(timeZone, day, minutesOf(dayStartsAt));

/**
 * The business day of an instant, `YYYY-MM-DD`: the last one that has begun. A clock set back at
 * night does not bring the old day back.
 */
export function businessDay(at: Instant, settings: Clock): string {
  const date = localDate(settings.timeZone, at);
  if (dayStart(addDays(date, 1), settings) <= at) return addDays(date, 1);
  return dayStart(date, settings) <= at ? date : addDays(date, -1);
}

/** How far ahead to look for an opening. A branch closed for longer says only that it is closed. */
const LOOK_AHEAD_DAYS = 14;

/** Opening hours that begin on a date. Hours that end before they begin end on the next date. */
function openings(
  date: string,
  { timeZone, hours }: Hours,
): readonly { readonly from: Instant; readonly to: Instant }[] {
  if (hours === 'always') return [];
  return (hours[String(isoWeekday(date))] ?? []).map(({ from, to }) => {
    const [start, end] = [minutesOf(from), minutesOf(to)];
    return {
      from: instantOf(timeZone, date, start),
      to: end > start ? instantOf(timeZone, date, end) : instantOf(timeZone, addDays(date, 1), end),
    };
  });
}

/**
 * Since when the branch has been open; undefined while it is closed. One that is always open counts
 * from the start of its business day.
 */
export function openSince(at: Instant, settings: Hours & Clock): Instant | undefined {
  if (settings.hours === 'always') return dayStart(businessDay(at, settings), settings);
  const date = localDate(settings.timeZone, at);
  return [...openings(addDays(date, -1), settings), ...openings(date, settings)].find(
    ({ from, to }) => from <= at && at < to,
  )?.from;
}

export const isOpen = (at: Instant, settings: Hours & Clock) =>
  openSince(at, settings) !== undefined;

/** When it opens next; undefined when that is more than two weeks away. */
export function nextOpening(at: Instant, settings: Hours): Instant | undefined {
  const date = localDate(settings.timeZone, at);
  for (let day = -1; day <= LOOK_AHEAD_DAYS; day += 1) {
    const later = openings(addDays(date, day), settings)
      .map(({ from }) => from)
      .filter((from) => from > at);
    if (later.length) return Math.min(...later);
  }
  return undefined;
}
