import { comesBackUntil } from '../model/comes-back';
import { Refused } from '../model/errors';
import { Ticket } from '../model/ticket';
import { Decision } from './decision';
import { mayBeReopened, reopen } from './moves';
import { mustBe, ticketOf } from './refusals';

/**
 * "I am here": a deferral ends early, and a no-show is in line again, each with the due they have.
 * A ticket that is already in line or called stays so: a repeated or late press changes nothing.
 * Customers revive their own ticket as the branch's `reopens` allows, the desk in any case.
 */
export function arrive(decision: Decision, id: string, by: 'customer' | 'staff'): void {
  const ticket = ticketOf(decision, id);
  mustBe(ticket, ['waiting', 'called', 'no-show'], 'come back');
  const { queue, lane, reopens = 0 } = ticket;
  if (ticket.state === 'no-show') {
    if (by === 'staff') return reopen(decision, id);
    mayComeBack(decision, ticket);
    return reopen(decision, id, reopens + 1);
  }
  if (ticket.deferredUntil === undefined) return;
  decision.emit({ type: 'DeferralEnded', ticket: id, queue, lane });
}

function mayComeBack(decision: Decision, ticket: Ticket): void {
  const { slice, now } = decision;
  const { settings } = slice.config;
  const until = comesBackUntil(ticket, settings);
  if (until !== undefined && now <= until) return;
  const { max, minutes } = settings.reopens;
  // only sends them to the desk if it can still reopen the ticket
  mayBeReopened(decision, ticket);
  const late = until !== undefined;
  throw new Refused(
    'conflict',
    late ? 'reopen_too_late' : 'reopens_used_up',
    late
      ? `Ticket ${ticket.number} was missed more than ${minutes} minutes ago. The desk can still ` +
          'reopen it today.'
      : `Ticket ${ticket.number} has come back ${ticket.reopens ?? 0} times, which is all this ` +
          'branch allows. The desk can still reopen it today.',
    [
      {
        field: 'ticket',
        got: ticket.number,
        wants: late ? `at most ${minutes} minutes after the call` : `at most ${max} times`,
      },
    ],
    { number: ticket.number, max, minutes },
  );
}
