import { isOnDuty } from '../model/advisor';
import { Instant } from '../model/instant';
import { State } from '../model/state';
import { Ticket } from '../model/ticket';

/**
 * The one advisor who calls this ticket now, at the wish with which it was transferred or returned;
 * undefined = anybody who serves its queue.
 *
 * The wish is over with its time, and with the wait that it began: whatever happened to the ticket
 * since then shows in the row by itself, also where a release wrote that does not know of wishes.
 * It binds nobody while the advisor is away, about to leave, or off the queue: so nobody is
 * stranded by somebody who goes, and no event has to find the ticket then.
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
