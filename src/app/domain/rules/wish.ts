import { isOnDuty } from '../model/advisor';
import { Refused } from '../model/errors';
import { MINUTE_MS } from '../model/instant';
import { WishedFor } from '../model/ticket-facts';
import { Decision } from './decision';

/**
 * The only advisor who may call a ticket of this queue for a while; undefined if nobody was named.
 * Only somebody who could call it now: otherwise the customer would wait for an empty chair.
 */
export function wishFor(
  { slice, now }: Decision,
  queue: string,
  named: string | undefined,
): WishedFor | undefined {
  if (named === undefined) return undefined;
  const { minutes } = slice.config.settings.wishes;
  if (minutes === 0) {
    throw new Refused(
      'conflict',
      'no_wishes',
      'Customers cannot wait for one advisor at this branch: transfer or return without one.',
      [{ field: 'advisor', got: named, wants: 'nobody' }],
    );
  }
  const advisor = slice.advisors[named];
  if (!advisor || !isOnDuty(advisor) || advisor.plan) {
    const state = advisor?.plan?.to ?? advisor?.state ?? 'offline';
    throw new Refused(
      'conflict',
      'advisor_not_on_duty',
      `${named} is ${state}, or will be after the ticket in hand. Name somebody who is on duty, ` +
        'or nobody.',
      [{ field: 'advisor', got: named, wants: 'an advisor on duty' }],
      { advisor: named, state },
    );
  }
  if (!advisor.queues.includes(queue)) {
    throw new Refused(
      'conflict',
      'advisor_not_of_queue',
      `${named} does not serve queue ${queue}. Name somebody who does, or a queue of theirs: ` +
        `${advisor.queues.join(', ')}.`,
      [{ field: 'advisor', got: named, wants: `an advisor who serves ${queue}` }],
      { advisor: named, queue },
    );
  }
  return { advisor: named, until: now + minutes * MINUTE_MS };
}
