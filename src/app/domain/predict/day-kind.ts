import { Instant } from '../model/instant';
import { instantOf, isoWeekday } from '../model/local-time';
import { BranchSettings } from '../model/settings';

const SATURDAY = 6;
const SECOND = 1000;

/**
 * Days of one kind have like arrivals: those with the same opening hours; where a branch never
 * closes, working days, Saturdays and Sundays.
 */
export function kindOfDay({ hours }: Pick<BranchSettings, 'hours'>, day: string): string {
  const weekday = isoWeekday(day);
  if (hours !== 'always') {
    return (hours[String(weekday)] ?? []).map(({ from, to }) => `${from}-${to}`).join(' ');
  }
  if (weekday < SATURDAY) return 'weekday';
  return weekday === SATURDAY ? 'saturday' : 'sunday';
}

/** Seconds from the local midnight with which the date of a business day begins. */
export const secondOfDay = (
  { timeZone }: Pick<BranchSettings, 'timeZone'>,
  day: string,
  at: Instant,
): number => (at - instantOf(timeZone, day, 0)) / SECOND;
