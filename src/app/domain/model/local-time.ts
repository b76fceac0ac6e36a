import { Instant } from './instant';

/** Wall-clock time in an IANA zone, from `Intl`; correct across daylight saving changes. */

const MINUTE = 60_000;
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(zone: string): Intl.DateTimeFormat {
  let found = formatters.get(zone);
  if (!found) {
    found = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
    formatters.set(zone, found);
  }
  return found;
}

/** `Intl` is slow, and zones change on whole minutes: one lookup serves each minute. */
const REMEMBERED = 10_000;
const offsets = new Map<string, number>();

/** How far the zone's clock is ahead of UTC at an instant, in milliseconds. */
function offset(zone: string, at: Instant): number {
  const minute = Math.floor(at / MINUTE) * MINUTE;
  const key = `${minute} ${zone}`;
  const known = offsets.get(key);
  if (known !== undefined) return known;
  const part: Partial<Record<Intl.DateTimeFormatPartTypes, number>> = {};
  for (const { type, value } of formatter(zone).formatToParts(minute)) part[type] = Number(value);
  const found =
    Date.UTC(part.year!, part.month! - 1, part.day, part.hour, part.minute, part.second) - minute;
  if (offsets.size >= REMEMBERED) offsets.clear();
  offsets.set(key, found);
  return found;
}

/** The wall clock read as if it were UTC, in whole seconds. */
const wallClock = (zone: string, at: Instant) => Math.floor(at / 1000) * 1000 + offset(zone, at);

/** The local date, `YYYY-MM-DD`. */
export const localDate = (zone: string, at: Instant) =>
  new Date(wallClock(zone, at)).toISOString().slice(0, 10);

/** The date this many days later, or earlier when negative. */
export const addDays = (date: string, days: number) =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * 1440 * MINUTE).toISOString().slice(0, 10);

/** ISO weekday of a date: 1 is Monday. */
export const isoWeekday = (date: string) =>
  ((new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7) + 1;

/** Minutes after midnight of `HH:MM`; `24:00` is the next midnight. */
export const minutesOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

/**
 * When a clock in the zone shows this date and minute of the day. In an hour that happens twice,
 * the first time. In an hour that is skipped, as much later as the clock jumps: the missing
 * midnight of Santiago is 01:00.
 */
export function instantOf(zone: string, date: string, minutes: number): Instant {
  const wall = Date.parse(`${date}T00:00:00Z`) + minutes * MINUTE;
  const before = wall - offset(zone, wall - 1440 * MINUTE);
  const after = wall - offset(zone, wall + 1440 * MINUTE);
  const exact = [before, after].filter((at) => wallClock(zone, at) === wall);
  return exact.length ? Math.min(...exact) : before;
}
