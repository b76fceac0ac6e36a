import { Event } from './events';
import { evolve } from './evolve';
import { without } from './records';
import { Floor } from './state';
import { isActive, Ticket } from './ticket';

/** A floor with nobody on it: where folding a branch's events begins. */
export const emptyFloor = (branch: string, day: string): Floor => ({ branch, day, tickets: {}, advisors: {}, queues: {}, alerts: {} });

/** What a floor keeps of tickets: the open ones, and today's no-shows, which may be reopened. */
export const staysOnFloor = (ticket: Ticket, day: string) => isActive(ticket.state) || (ticket.state === 'no-show' && ticket.day === day);

/** Drops every ticket that a floor does not keep. */
export function tidyFloor(floor: Floor): Floor {
  return { ...floor, tickets: Object.fromEntries(Object.entries(floor.tickets).filter(([, ticket]) => staysOnFloor(ticket, floor.day))) };
}

/** A floor after one event, tidy: what screens fold. Looks at the event's ticket only, but for a new day. */
export function evolveFloor(floor: Floor, event: Event): Floor {
  const next = evolve(floor, event);
  if (event.fact.type === 'DayOpened') return tidyFloor(next);
  const id = 'ticket' in event.fact ? event.fact.ticket : undefined;
  const ticket = id === undefined ? undefined : next.tickets[id];
  return ticket && !staysOnFloor(ticket, next.day) ? { ...next, tickets: without(next.tickets, ticket.id) } : next;
}
