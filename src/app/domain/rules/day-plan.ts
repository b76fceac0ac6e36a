import { businessDay } from '../model/day';
import { SaveDayPlan } from '../model/day-plan';
import { Refused } from '../model/errors';
import { addDays } from '../model/local-time';
import { Decision } from './decision';
import { unknownQueue } from './refusals';

/** How many days ahead a day can be planned. */
const AHEAD = 366;

const isDay = (day: string) =>
  /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/.test(day) && addDays(day, 0) === day;

/**
 * A plan is for a day that is not over, and replaces the one that its editor saw. Its content is
 * rows, written in the same transaction.
 */
export function saveDayPlan({ slice, now }: Decision, { day, ifVersion, plan }: SaveDayPlan): void {
  const today = businessDay(now, slice.config.settings);
  const last = addDays(today, AHEAD);
  if (!isDay(day) || day < today || day > last) {
    throw new Refused(
      'invalid',
      'day_not_ahead',
      `A plan is for a day from ${today} to ${last}; ${day} is outside that.`,
      [{ field: 'day', got: day, wants: `a day from ${today} to ${last}` }],
    );
  }
  const version = slice.existing?.planVersion ?? 0;
  if (version !== ifVersion) {
    throw new Refused(
      'conflict',
      'version_mismatch',
      `The plan of ${day} is now at version ${version}. Read it again and apply your change to ` +
        'that version.',
      [{ field: 'version', got: ifVersion, wants: `the version you read last, now ${version}` }],
    );
  }
  const strange = plan?.skills.find(({ queue }) => !Object.hasOwn(slice.config.queues, queue));
  if (strange) throw unknownQueue(slice.config, strange.queue, 'skills');
}
