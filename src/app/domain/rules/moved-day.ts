import { businessDay } from '../model/day';
import { Refused } from '../model/errors';
import { InLine } from '../model/existing';
import { Instant } from '../model/instant';
import { sameJson } from '../model/same-json';
import { BranchSettings } from '../model/settings';

/** The settings that decide when a business day begins, beside dates of their own. */
const MOVES = ['timeZone', 'dayStartsAt', 'hours'] as const;

/**
 * Settings may not move the business day under somebody in line or at a counter: a later one begins
 * its numbers anew, so two people have C01. Nor may a zone in which it is an earlier day: what
 * people were told about today would mean tomorrow. If the day moves back to the open one, nothing
 * begins. Closing for a date is not such a change: that sends the line home, and must be possible
 * at any time.
 */
export function mayMoveDay(inLine: readonly InLine[] = [], now: Instant): void {
  for (const { branch, name, day, before, after } of inLine) {
    const [from, to] = [businessDay(now, before), businessDay(now, moved(before, after))];
    if (to === from || to === day) continue;
    if (to < day && before.timeZone === after.timeZone) continue; // the day never goes back
    const field =
      MOVES.find((each) => businessDay(now, moved(before, after, [each])) !== from) ??
      MOVES.find((each) => !sameJson(before[each], after[each]))!;
    throw new Refused(
      'conflict',
      'line_of_another_day',
      `With these settings it would be ${to} at branch ${name}, whose line is of ${day}: numbers ` +
        'would come twice. Save them when nobody is in line or at a counter there.',
      [
        {
          field,
          got: after[field],
          wants: `nobody in line or at a counter of ${name}, or the day that is open there`,
        },
      ],
      { branch, day },
    );
  }
}

const moved = (
  before: BranchSettings,
  after: BranchSettings,
  members: readonly (typeof MOVES)[number][] = MOVES,
): BranchSettings =>
  members.reduce((settings, member) => ({ ...settings, [member]: after[member] }), before);
