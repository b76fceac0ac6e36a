import { isLeftTo } from '../line/held';
import { Refused } from '../model/errors';
import { BranchConfig, Slice } from '../model/state';
import { Ticket, TicketState } from '../model/ticket';
import { ActingStaff } from '../model/ticket-commands';
import { Decision } from './decision';

/** Refusals that several commands share, each with what the caller may do instead. */

export function ticketOf(decision: Decision, id: string): Ticket {
  const ticket = decision.slice.tickets[id];
  if (!ticket) {
    throw new Refused(
      'missing',
      'unknown_ticket',
      `This branch has no ticket ${id}; take the id from the floor or from the answer that ` +
        'issued it.',
      [{ field: 'ticket', got: id, wants: 'the id of a ticket of this branch' }],
    );
  }
  return ticket;
}

/** Refuses what the state does not allow: 409 with the state it is in. */
export function mustBe(ticket: Ticket, states: readonly TicketState[], doing: string): void {
  if (states.includes(ticket.state)) return;
  const wants = states.join(' or ');
  throw new Refused(
    'conflict',
    'wrong_state',
    `Ticket ${ticket.number} is ${ticket.state}; only one that is ${wants} can ${doing}.`,
    [{ field: 'state', got: ticket.state, wants }],
    { number: ticket.number, state: ticket.state },
  );
}

/**
 * An advisor acts on their own ticket, a supervisor on anybody's. A ticket held by an advisor who
 * has left belongs to everybody who serves the queue.
 */
export function mustBeTheirs(ticket: Ticket, by: ActingStaff, slice?: Slice): void {
  if (by.supervises || ticket.advisor === by.staff) return;
  if (slice && ticket.state === 'held' && isLeftTo(ticket, slice.advisors, by.staff)) return;
  throw new Refused(
    'forbidden',
    'not_your_ticket',
    `Ticket ${ticket.number} is with another advisor. Ask them or a supervisor.`,
    [{ field: 'ticket', got: ticket.number, wants: 'a ticket that you called' }],
    { number: ticket.number },
  );
}

export function unknownQueue(config: BranchConfig, queue: string, field = 'queue'): Refused {
  const wants = `one of ${Object.keys(config.queues).join(', ')}`;
  return new Refused(
    'invalid',
    'unknown_queue',
    `This branch has no queue ${JSON.stringify(queue)}; it has ` +
      `${Object.keys(config.queues).join(', ') || 'none yet'}.`,
    [{ field, got: queue, wants }],
  );
}

export function queueClosed(queue: string): Refused {
  return new Refused(
    'conflict',
    'queue_closed',
    `Queue ${queue} is not taking tickets now. Choose another one.`,
    [{ field: 'queue', got: queue, wants: 'an open queue' }],
  );
}

/** For messages: the number of a ticket that may not be loaded. */
export const numberOf = (slice: Slice, ticket: string | undefined) =>
  (ticket && slice.tickets[ticket]?.number) ?? 'a ticket';

/**
 * A customer from before midnight comes back after it, and two people would get up for one call.
 */
export const numberInUse = ({ number, day }: Ticket) =>
  new Refused(
    'conflict',
    'number_in_use',
    `Ticket ${number} is of ${day}, and somebody who came today has its number by now. Issue a ` +
      'new ticket.',
    [{ field: 'ticket', got: number, wants: 'a number that nobody else has' }],
    { number, day },
  );
