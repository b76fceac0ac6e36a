import { DAY_MS, Instant, MINUTE_MS } from './instant';

/** Wall-clock time in an IANA zone, from `Intl`; correct across daylight saving changes. */

const formatters = new Map<string, Intl.DateTimeFormat | undefined>();

/** Undefined for a zone that this machine lacks, as an old browser does America/Coyhaique. */
function formatter(zone: string): Intl.DateTimeFormat | undefined {
  if (!formatters.has(zone)) formatters.set(zone, makeFormatter(zone));
  return formatters.get(zone);
}

function makeFormatter(zone: string): Intl.DateTimeFormat | undefined {
  try {
    return new Intl.DateTimeFormat('en-US', {
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
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** By how many minutes a zone's clock is ahead of UTC, and from when on. */
export interface OffsetChange {
  readonly from: Instant;
  readonly minutes: number;
}

const told = new Map<string, readonly OffsetChange[]>();

/** For zones that this machine lacks: offsets from a machine that knows them, oldest first. */
export function learnOffsets(zone: string, changes: readonly OffsetChange[]): void {
  if (!formatter(zone)) told.set(zone, changes);
}

/** The offset of a zone that was given from outside; for an unknown one, this machine's. */
function toldOffset(zone: string, at: Instant): number {
  const changes = told.get(zone) ?? [];
  const last = [...changes].reverse().find(({ from }) => from <= at) ?? changes[0];
  return (last ? last.minutes : -new Date(at).getTimezoneOffset()) * MINUTE_MS;
}

/** What is remembered of each zone: `Intl` is slow. */
const REMEMBERED = 10_000;
type OffsetCache = Map<string, Map<Instant, number | undefined>>;

function keptOf(all: OffsetCache, zone: string): Map<Instant, number | undefined> {
  const kept = all.get(zone);
  if (kept && kept.size < REMEMBERED) return kept;
  const made = new Map<Instant, number | undefined>();
  all.set(zone, made);
  return made;
}

const minutesKept: OffsetCache = new Map();

/** The same as `offset`, asked of `Intl`. Zones change on whole minutes. */
function offsetAtMinute(zone: string, at: Instant): number {
  const minute = Math.floor(at / MINUTE_MS) * MINUTE_MS;
  const kept = keptOf(minutesKept, zone);
  const known = kept.get(minute);
  if (known !== undefined) return known;
  const format = formatter(zone);
  if (!format) return toldOffset(zone, at);
  const part: Partial<Record<Intl.DateTimeFormatPartTypes, number>> = {};
  for (const { type, value } of format.formatToParts(minute)) part[type] = Number(value);
  const found =
    Date.UTC(part.year!, part.month! - 1, part.day, part.hour, part.minute, part.second) - minute;
  kept.set(minute, found);
  return found;
}

/** The last instant that a `Date` can hold. */
const LAST = 100_000_000 * DAY_MS;
const daysKept: OffsetCache = new Map();

/** The offset of a whole day of UTC; undefined on one in which it changes. */
function offsetOfDay(zone: string, day: Instant): number | undefined {
  const kept = keptOf(daysKept, zone);
  if (kept.has(day)) return kept.get(day);
  if (!formatter(zone)) return undefined;
  const [before, after] = [day, day + DAY_MS].map((at) => offsetAtMinute(zone, at));
  const found = before === after ? before : undefined;
  kept.set(day, found);
  return found;
}

/**
 * How far the zone's clock is ahead of UTC at an instant, in milliseconds. No zone has ever changed
 * twice within two days, so a day that begins and ends alike has one offset.
 */
function offset(zone: string, at: Instant): number {
  const day = Math.floor(at / DAY_MS) * DAY_MS;
  return (day < LAST ? offsetOfDay(zone, day) : undefined) ?? offsetAtMinute(zone, at);
}

/** The wall clock read as if it were UTC, in whole seconds. */
export const wallClock = (zone: string, at: Instant) =>
  Math.floor(at / 1000) * 1000 + offset(zone, at);

/**
 * What to hand to `Intl` to write an instant in a zone: in one that this machine lacks, the wall
 * clock as if it were UTC.
 */
export const forIntl = (
  at: Instant,
  zone: string | undefined,
): { readonly at: Instant; readonly timeZone: string | undefined } =>
  zone === undefined || formatter(zone)
    ? { at, timeZone: zone }
    : { at: at + offset(zone, at), timeZone: 'UTC' };

/** The hour on the zone's clock, 0 to 23. */
export const localHour = (zone: string, at: Instant): number =>
  new Date(wallClock(zone, at)).getUTCHours();

const SEEN_DAYS = 400;
const changesKept = new Map<string, readonly OffsetChange[]>();

/** How the zone's clock stands to UTC from 400 days before this instant's date to 400 after it. */
export function offsetsAround(zone: string, at: Instant): readonly OffsetChange[] {
  const today = Math.floor(at / DAY_MS) * DAY_MS;
  const key = `${zone} ${today}`;
  const kept = changesKept.get(key);
  if (kept) return kept;
  const minutes = (instant: Instant) => offset(zone, instant) / MINUTE_MS;
  const latest = () => found[found.length - 1].minutes;
  const start = today - SEEN_DAYS * DAY_MS;
  const found: OffsetChange[] = [{ from: start, minutes: minutes(start) }];
  for (let from = start; from < today + SEEN_DAYS * DAY_MS; from += 10 * DAY_MS) {
    if (minutes(from + 10 * DAY_MS) === latest()) continue;
    let [before, after] = [from, from + 10 * DAY_MS];
    while (after - before > MINUTE_MS) {
      const middle = Math.floor((before + after) / 2 / MINUTE_MS) * MINUTE_MS;
      if (minutes(middle) === latest()) before = middle;
      else after = middle;
    }
    found.push({ from: after, minutes: minutes(after) });
  }
  if (changesKept.size > 1000) changesKept.clear();
  changesKept.set(key, found);
  return found;
}

/** The local date, `YYYY-MM-DD`. */
export const localDate = (zone: string, at: Instant) =>
  new Date(wallClock(zone, at)).toISOString().slice(0, 10);

/** The date this many days later, or earlier when negative. */
export const addDays = (date: string, days: number) =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);

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
  const wall = Date.parse(`${date}T00:00:00Z`) + minutes * MINUTE_MS;
  const before = wall - offset(zone, wall - DAY_MS);
  const after = wall - offset(zone, wall + DAY_MS);
  const exact = [before, after].filter((at) => wallClock(zone, at) === wall);
  return exact.length ? Math.min(...exact) : before;
}
