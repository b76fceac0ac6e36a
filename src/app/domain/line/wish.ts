import { isOnDuty } from '../model/advisor';
import { Instant } from '../model/instant';
import { State } from '../model/state';
import { Ticket } from '../model/ticket';

/**
 * The one advisor who may call this ticket now, by the wish with which it was transferred or
 * returned; undefined = anybody who serves its queue.
 *
 * The wish ends with its time and with the wait that it began: later changes of the ticket show in
 * its row, even if a release that does not know wishes wrote it. It does not bind while the advisor
 * is away, about to leave, or off the queue, so a leaving advisor strands nobody, and no event has
 * to find the ticket then.
 */
export function wishedFor(
  { state, queue, wish, calledAt = 0, dueFrom = 0 }: Ticket,
  advisors: State['advisors'],
  now: Instant,
): string | undefined {
  if (!wish || state !== 'waiting' || now >= wish.until) return undefined;
  if (queue !== wish.queue || calledAt > wish.since || dueFrom > wish.since) return undefined;
  const advisor = advisors[wish.advisor];
  const calls = advisor && isOnDuty(advisor) && !advisor.plan && advisor.queues.includes(queue);
  return calls ? advisor.id : undefined;
}
