import { Instant } from './instant';
import { addDays, instantOf, isoWeekday, localDate, minutesOf } from './local-time';
import { BranchSettings, DateHours, OpenSpan, Reason } from './settings';
import { Sign } from './sign';

/** The business day and the opening hours of a branch, in its own time zone. */

type Clock = Pick<BranchSettings, 'timeZone' | 'dayStartsAt'>;
type Hours = Pick<BranchSettings, 'timeZone' | 'hours' | 'dates' | 'closures' | 'sign'>;

type Ending = Pick<BranchSettings, 'closing'>;

/** When a branch is open without a break. Endless if it does not close within three days. */
interface Stretch {
  readonly from: Instant;
  readonly to: Instant;
}

/** How far ahead to look for an opening. A branch closed for longer says only that it is closed. */
const LOOK_AHEAD_DAYS = 92;
/** How many days around a moment are looked at: what is open for longer counts as endless. */
const AROUND_DAYS = 3;
/** For how long after closing people inside are still served, though the date may change. */
const INSIDE_STILL_MS = 3 * 3_600_000;
const WHOLE_DAY = [{ from: '00:00', to: '24:00' }] as const;

/** A date's own rule: why the branch is closed on it, or its hours. */
const exceptionOn = (date: string, { dates, closures }: Hours): DateHours | undefined => {
  const closure = closures.find(
    ({ from, until }) => from <= date && (until === undefined || date <= until),
  );
  return closure ? { ...closure, spans: [] } : dates[date];
};

/** Opening hours that begin on a date. */
export function spansOn(date: string, settings: Hours): readonly OpenSpan[] {
  const { hours } = settings;
  return (
    exceptionOn(date, settings)?.spans ??
    (hours === 'always' ? WHOLE_DAY : (hours[String(isoWeekday(date))] ?? []))
  );
}

/**
 * Why the branch has other hours, or none, on the local date of this moment: null where nothing is
 * said of that.
 */
export function shownReason(at: Instant, settings: Hours): Reason | null {
  const reason = exceptionOn(localDate(settings.timeZone, at), settings)?.reason;
  return reason && (reason.es || reason.en) ? reason : null;
}

/** Opening hours that begin on a date. Hours that end before they begin end on the next date. */
function openings(date: string, settings: Hours): readonly Stretch[] {
  const { timeZone } = settings;
  return spansOn(date, settings).map(({ from, to }) => {
    const [start, end] = [minutesOf(from), minutesOf(to)];
    return {
      from: instantOf(timeZone, date, start),
      to: end > start ? instantOf(timeZone, date, end) : instantOf(timeZone, addDays(date, 1), end),
    };
  });
}

/** Hours that touch or overlap are one opening: Monday until 24:00 and Tuesday from 00:00. */
function joined(spans: readonly Stretch[]): readonly Stretch[] {
  const found: Stretch[] = [];
  for (const span of [...spans].sort((a, b) => a.from - b.from)) {
    const last = found[found.length - 1];
    if (last && span.from <= last.to) {
      found[found.length - 1] = { from: last.from, to: Math.max(last.to, span.to) };
    } else {
      found.push(span);
    }
  }
  return found;
}

/** Openings, changed by the supervisor's sign on the door. */
function signed(spans: readonly Stretch[], sign: Sign | undefined): readonly Stretch[] {
  if (!sign) return spans;
  if (sign.says === 'open') return joined([...spans, { from: sign.fromMs, to: sign.untilMs }]);
  return spans
    .flatMap(({ from, to }) => [
      { from, to: Math.min(to, sign.fromMs) },
      { from: Math.max(from, sign.untilMs), to },
    ])
    .filter(({ from, to }) => from < to);
}

/** Worked out once for each date and settings: commands ask many times. */
const known = new WeakMap<object, Map<string, unknown>>();
function once<T>(settings: object, key: string, work: () => T): T {
  const kept = known.get(settings) ?? new Map<string, unknown>();
  known.set(settings, kept);
  if (kept.size > 100) kept.clear();
  if (!kept.has(key)) kept.set(key, work());
  return kept.get(key) as T;
}

/** The openings around a date, joined, by the calendar alone, without signs. */
const stretches = (date: string, settings: Hours): readonly Stretch[] =>
  once(settings, `stretches ${date}`, () => {
    const days = Array.from({ length: 2 * AROUND_DAYS + 1 }, (_, day) => day - AROUND_DAYS);
    const found = joined(days.flatMap((day) => openings(addDays(date, day), settings)));
    const first = instantOf(settings.timeZone, addDays(date, 1 - AROUND_DAYS), 0);
    const last = instantOf(settings.timeZone, addDays(date, AROUND_DAYS), 0);
    return found.map(({ from, to }) => ({
      from: from < first ? -Infinity : from,
      to: to > last ? Infinity : to,
    }));
  });

/** The opening that holds this moment. */
const holding = (at: Instant, spans: readonly Stretch[]): Stretch | undefined =>
  spans.find(({ from, to }) => from <= at && at < to);

/** The opening that holds this moment; undefined while the branch is closed. */
const stretchAt = (at: Instant, settings: Hours): Stretch | undefined =>
  holding(at, signed(stretches(localDate(settings.timeZone, at), settings), settings.sign));

/**
 * Since when it has been open without a break by its calendar, `-Infinity` for days; undefined
 * while closed. A sign on the door does not count: it divides no line when a date changes.
 */
export const openWithoutBreakSince = (at: Instant, settings: Hours): Instant | undefined =>
  holding(at, stretches(localDate(settings.timeZone, at), settings))?.from;

/** `24:00` was once accepted: it is the midnight with which the date begins. */
const setStart = (day: string, { timeZone, dayStartsAt }: Clock): Instant =>
  instantOf(timeZone, day, minutesOf(dayStartsAt) % 1440);

/**
 * When a business day begins. Never while the branch is open, since that would divide the line: an
 * opening belongs to the day on whose date it begins, so the day waits for the end of one that
 * began the evening before, and begins with one that began on its own date. Only where the branch
 * is open for longer than a day does the date change in the middle, and then the line is kept.
 */
export const dayStart = (day: string, settings: Hours & Clock): Instant =>
  once(settings, `start ${day}`, () => {
    const set = setStart(day, settings);
    const during = stretches(day, settings).find(({ from, to }) => from < set && set < to);
    if (!during) return set;
    const reaches = (at: Instant) => during.from <= at && at <= during.to;
    const longer = [-1, 1].some((other) => reaches(setStart(addDays(day, other), settings)));
    if (longer) return set;
    return localDate(settings.timeZone, during.from) >= day ? during.from : during.to;
  });

/**
 * The business day of an instant, `YYYY-MM-DD`: the last one that has begun. A clock set back at
 * night does not bring the old day back.
 */
export const businessDay = (at: Instant, settings: Hours & Clock): string =>
  dayOf(at, settings).day;

/** The business days around an instant with their beginnings, for SQL statements. */
export const daysAround = (
  at: Instant,
  settings: Hours & Clock,
): readonly { readonly day: string; readonly start: Instant }[] => {
  const date = localDate(settings.timeZone, at);
  return once(settings, `around ${date}`, () =>
    [-3, -2, -1, 0, 1, 2].map((days) => {
      const day = addDays(date, days);
      return { day, start: dayStart(day, settings) };
    }),
  );
};

/**
 * Whether people of an earlier business day may be in line now, because the day began while the
 * branch was open.
 */
export function keepsLine(at: Instant, settings: Hours & Clock): boolean {
  const since = openWithoutBreakSince(at, settings);
  return since !== undefined && since < dayStart(businessDay(at, settings), settings);
}

/**
 * Whether a business day closed so recently that somebody may still be inside. False if it opens
 * again that soon: anybody left then has missed the day.
 */
export function closedLately(day: string, at: Instant, settings: Hours & Clock): boolean {
  const closed = closesOn(day, settings);
  if (closed === undefined || at < closed || at >= closed + INSIDE_STILL_MS) return false;
  return (nextOpening(at, settings) ?? Infinity) >= closed + INSIDE_STILL_MS;
}

/**
 * Since when the branch has been open; undefined while it is closed. One that was open already when
 * its business day began counts from there.
 */
export function openSince(at: Instant, settings: Hours & Clock): Instant | undefined {
  const since = stretchAt(at, settings)?.from;
  return since && Math.max(since, dayStart(businessDay(at, settings), settings));
}

/** Whether the kiosk gives tickets: it is open, and the last ticket is still to come. */
export function givesTickets(at: Instant, settings: Hours & Clock & Ending): boolean {
  if (!isOpen(at, settings)) return false;
  const { lastTicketMinutes } = settings.closing;
  if (lastTicketMinutes === 0) return true;
  const closes = closesForTheDay(at, settings);
  return closes === undefined || at < closes - lastTicketMinutes * 60_000;
}

export const isOpen = (at: Instant, settings: Hours): boolean =>
  stretchAt(at, settings) !== undefined;

/** The openings of the next months, joined. */
const comingOpenings = (date: string, settings: Hours): readonly Stretch[] =>
  once(settings, `coming ${date}`, () => {
    const days = Array.from({ length: LOOK_AHEAD_DAYS + 2 }, (_, day) => day - 1);
    return joined(days.flatMap((day) => openings(addDays(date, day), settings)));
  });

/** The same, with signs on the door. */
const comingDoors = (date: string, settings: Hours): readonly Stretch[] =>
  once(settings, `doors ${date}`, () => signed(comingOpenings(date, settings), settings.sign));

/** Whether it has already been open on this moment's date, for people who find it closed. */
export function openedEarlier(at: Instant, settings: Hours): boolean {
  const date = localDate(settings.timeZone, at);
  const midnight = instantOf(settings.timeZone, date, 0);
  return signed(stretches(date, settings), settings.sign).some(
    ({ from, to }) => from < at && to > midnight && to <= at,
  );
}

/** When it opens next; undefined when that is more than three months away, or it never closes. */
export const nextOpening = (at: Instant, settings: Hours): Instant | undefined =>
  comingDoors(localDate(settings.timeZone, at), settings).find(({ from }) => from > at)?.from;

/** When people who are not served today may come: the next opening after the day has closed. */
export const opensAgain = (at: Instant, settings: Hours & Clock): Instant | undefined =>
  nextOpening(Math.max(at, closesForTheDay(at, settings) ?? at), settings);

/**
 * When it closes for the day, or did: the end of the last opening that begins in the business day.
 * A break at noon is not one. Undefined for a branch that does not open in it, or does not close.
 */
export const closesForTheDay = (at: Instant, settings: Hours & Clock): Instant | undefined =>
  closesOn(businessDay(at, settings), settings);

/** The same for a given business day. */
const closesOn = (day: string, settings: Hours & Clock): Instant | undefined =>
  once(settings, `closes ${day}`, () => lastEnd(day, settings, comingDoors));

/**
 * Up to when those who wait since a business day are called: a supervisor who closes the branch and
 * keeps its line does not end the day of those in it.
 */
export const lineEndsOn = (day: string, settings: Hours & Clock): Instant | undefined =>
  keepsItsLine(settings)
    ? once(settings, `line ends ${day}`, () => lastEnd(day, settings, comingOpenings))
    : closesOn(day, settings);

/** The same for the business day of an instant. */
export const lineEnds = (at: Instant, settings: Hours & Clock): Instant | undefined =>
  lineEndsOn(businessDay(at, settings), settings);

/** Whether those in line may be called: the branch is open, or only its door was closed. */
export const callsItsLine = (at: Instant, settings: Hours): boolean =>
  keepsItsLine(settings) ? openWithoutBreakSince(at, settings) !== undefined : isOpen(at, settings);

const keepsItsLine = ({ sign }: Hours) => sign?.says === 'closed' && sign.line === 'serve';

function lastEnd(
  day: string,
  settings: Hours & Clock,
  openingsOf: (date: string, settings: Hours) => readonly Stretch[],
): Instant | undefined {
  const [start, next] = [dayStart(day, settings), dayStart(addDays(day, 1), settings)];
  const last = openingsOf(localDate(settings.timeZone, start), settings)
    .filter(({ from, to }) => from < next && to > start)
    .pop();
  return last && last.to <= next ? last.to : undefined;
}

interface BusinessDay {
  readonly day: string;
  readonly start: Instant;
  readonly next: Instant;
}

/** The day last asked for, by settings: a line of thousands asks for the same one. */
const lastAsked = new WeakMap<object, BusinessDay>();

/** The business day of an instant: when it began, and when the next one does. */
export function dayOf(at: Instant, settings: Hours & Clock): BusinessDay {
  const last = lastAsked.get(settings);
  if (last && last.start <= at && at < last.next) return last;
  const date = localDate(settings.timeZone, at);
  const begun = [1, 0, -1].find((days) => dayStart(addDays(date, days), settings) <= at);
  const day = addDays(date, begun ?? -2);
  const found = { day, start: dayStart(day, settings), next: dayStart(addDays(day, 1), settings) };
  lastAsked.set(settings, found);
  return found;
}
