import { dayOf } from './day';
import { Refused } from './errors';
import { Instant } from './instant';
import { addDays, instantOf, localDate, minutesOf } from './local-time';
import { BranchSettings } from './settings';

/** Times of the branch's clock (`HH:MM`), as a supervisor gives them. */
export interface ClockTimes {
  readonly from?: string;
  readonly until?: string;
}

/** Their instants; without `until` the sign comes down with the business day. */
export function timesOfSign(
  settings: BranchSettings,
  now: Instant,
  { from, until }: ClockTimes,
): { readonly from?: Instant; readonly until: Instant } {
  const begins =
    from === undefined ? undefined : later(settings, now, { field: 'from', time: from });
  const after = { field: 'until', time: until ?? '' };
  const ends =
    until === undefined ? dayOf(now, settings).next : later(settings, begins ?? now, after);
  return { ...(begins === undefined ? {} : { from: begins }), until: ends };
}

/** The next time the branch's clock shows this, if that is still in the business day. */
function later(
  settings: BranchSettings,
  after: Instant,
  { field, time }: { readonly field: string; readonly time: string },
): Instant {
  const { timeZone } = settings;
  const { start, next } = dayOf(after, settings);
  const date = localDate(timeZone, start);
  const found = [date, addDays(date, 1)]
    .map((each) => instantOf(timeZone, each, minutesOf(time)))
    .find((at) => at > after && at <= next);
  if (found !== undefined) return found;
  throw new Refused(
    'invalid',
    'time_passed',
    `${time} has passed, or comes only after the business day ends: a sign hangs for today. For ` +
      "another day, use the branch's calendar.",
    [{ field, got: time, wants: 'a time of today that is still to come, as HH:MM' }],
  );
}
