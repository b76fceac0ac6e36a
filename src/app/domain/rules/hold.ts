import { Refused } from '../model/errors';
import { HoldReason } from '../model/ticket';
import { ActingStaff } from '../model/ticket-commands';
import { inHand } from './call';
import { Decision } from './decision';
import { activeTicket } from './issue';
import { freeAt } from './undo';

/** Customers who have something to do first: parked, and taken back. */

/** The advisor is free for the next one; the branch limits how many one may hold. */
export function hold(decision: Decision, id: string, by: ActingStaff, reason: HoldReason): void {
  const { queue, lane, advisor, counter, number } = inHand(
    decision,
    id,
    by,
    ['serving'],
    'be put on hold',
  );
  const { tickets, config } = decision.slice;
  const { max } = config.settings.holds;
  const held = Object.values(tickets).filter(
    (each) => each.state === 'held' && each.advisor === advisor,
  );
  if (held.length >= max) {
    const numbers = held.map((each) => each.number).join(', ');
    throw new Refused(
      'conflict',
      'too_many_held',
      max === 0
        ? 'This branch holds no customers: finish, transfer or return the ticket.'
        : `An advisor holds at most ${max} customers here: take back, finish or return one of ` +
            `${numbers} first.`,
      [{ field: 'ticket', got: number, wants: `at most ${max} held` }],
      { max, held: held.length },
    );
  }
  decision.emit({ type: 'TicketHeld', ticket: id, queue, lane, advisor, counter, reason });
}

/**
 * Serves a held customer again: by the advisor who held them, a supervisor in their place or, once
 * the advisor has left, anybody who serves the queue. A customer whom that advisor has only called
 * goes back to the line.
 */
export function resume(decision: Decision, id: string, by: ActingStaff): void {
  const ticket = inHand(decision, id, by, ['held'], 'be taken back');
  const advisor = by.supervises && !decision.slice.advisors[by.staff] ? ticket.advisor : by.staff;
  const { activeOfCustomer } = decision.slice;
  if (activeOfCustomer && activeOfCustomer.id !== id) throw activeTicket(decision);
  const counter = freeAt(decision, advisor);
  decision.emit({
    type: 'TicketResumed',
    ticket: id,
    queue: ticket.queue,
    lane: ticket.lane,
    advisor,
    counter,
    heldMs: decision.now - (ticket.heldAt ?? decision.now),
  });
}
