import { Event } from '../model/events';
import { evolve } from './evolve';
import { without } from '../model/records';
import { EndedCall, Floor } from '../model/state';
import { isActive, Ticket } from '../model/ticket';

/** A floor with nobody on it: where folding a branch's events begins. */
export const emptyFloor = (branch: string, day: string): Floor => ({
  branch,
  day,
  tickets: {},
  advisors: {},
  queues: {},
  alerts: {},
  endedCalls: [],
});

/** As many as a public screen may show. */
export const ENDED_CALLS = 8;

/** What a floor keeps of tickets: the open ones, and today's no-shows, which may be reopened. */
export const staysOnFloor = (ticket: Ticket, day: string) =>
  isActive(ticket.state) || (ticket.state === 'no-show' && ticket.day === day);

/**
 * Drops every ticket that a floor does not keep; of today's that were called, the call is
 * remembered.
 */
export function tidyFloor(floor: Floor): Floor {
  const tickets = Object.values(floor.tickets);
  return {
    ...floor,
    tickets: Object.fromEntries(
      tickets
        .filter((ticket) => staysOnFloor(ticket, floor.day))
        .map((ticket) => [ticket.id, ticket]),
    ),
    endedCalls: withCallsOf(
      floor,
      tickets.filter((ticket) => !staysOnFloor(ticket, floor.day)),
    ),
  };
}

/**
 * A floor after one event, tidy: what screens fold. Looks at the event's ticket only, but for a new
 * day.
 */
export function evolveFloor(floor: Floor, event: Event): Floor {
  const next = evolve(floor, event);
  if (event.fact.type === 'DayOpened') return tidyFloor({ ...next, endedCalls: [] });
  const id = 'ticket' in event.fact ? event.fact.ticket : undefined;
  const ticket = id === undefined ? undefined : next.tickets[id];
  if (!ticket || staysOnFloor(ticket, next.day)) return next;
  return {
    ...next,
    tickets: without(next.tickets, ticket.id),
    endedCalls: withCallsOf(next, [ticket]),
  };
}

function withCallsOf(
  { endedCalls = [], day }: Floor,
  ended: readonly Ticket[],
): readonly EndedCall[] {
  const calls = ended.flatMap(({ id, number, counter, lastCallAt, seq, day: of }) =>
    counter === undefined || lastCallAt === undefined || of !== day
      ? []
      : [{ ticket: id, number, counter, at: lastCallAt, seq }],
  );
  return calls.length === 0
    ? endedCalls
    : [...calls, ...endedCalls].sort((a, b) => b.at - a.at || b.seq - a.seq).slice(0, ENDED_CALLS);
}
