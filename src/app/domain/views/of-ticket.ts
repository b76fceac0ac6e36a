import { Instant } from '../model/instant';
import { optional } from '../model/records';
import { Floor } from '../model/state';
import { Ticket, waitingSince } from '../model/ticket';
import { lineOf } from '../model/waiting';
import { StaffTicketView } from './views';

/** What several views show about a ticket or a line. */

export function common({ id, number, queue, lane, state, issuedAt, due }: Ticket) {
  return { id, number, queue, lane, state, issuedAt, due };
}

/** @param wished it waits for one advisor, by its wish */
export function staffView(ticket: Ticket, place?: number, wished = false): StaffTicketView {
  return {
    ...common(ticket),
    waitingSince: waitingSince(ticket),
    ...optional('position', place),
    ...optional('deferredUntil', ticket.deferredUntil),
    ...optional('counter', ticket.counter),
    ...optional('advisor', ticket.advisor),
    ...(ticket.state === 'waiting' ? {} : optional('calledAt', ticket.calledAt)),
    ...optional('startedAt', ticket.startedAt),
    ...optional('heldAt', ticket.heldAt),
    ...optional('hold', ticket.hold),
    ...optional('matters', ticket.matters),
    ...(wished && ticket.wish
      ? { wish: { advisor: ticket.wish.advisor, until: ticket.wish.until } }
      : {}),
    ...optional('endedAt', ticket.endedAt),
  };
}

export function longestWaitSince(floor: Floor, queue: string): Instant | undefined {
  const since = lineOf(floor, queue).reduce(
    (least, each) => Math.min(least, waitingSince(each)),
    Infinity,
  );
  return since === Infinity ? undefined : since;
}
