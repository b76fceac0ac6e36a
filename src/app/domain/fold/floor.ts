import { Event } from '../model/events';
import { followNumbers } from '../model/numbers-given';
import { without } from '../model/records';
import { EndedCall, Floor } from '../model/state';
import { isActive, Ticket } from '../model/ticket';
import { evolve } from './evolve';

/** At most this many per queue: a public screen shows no more, and may show one queue only. */
export const ENDED_CALLS = 8;

/** Newest first. */
const latest = (a: Pick<EndedCall, 'at' | 'seq'>, b: Pick<EndedCall, 'at' | 'seq'>) =>
  b.at - a.at || b.seq - a.seq;

/** The last calls of each queue, newest first. */
export function lastOfEachQueue<T extends Pick<EndedCall, 'queue' | 'at' | 'seq'>>(
  calls: readonly T[],
): readonly T[] {
  const kept = new Map<string | undefined, number>();
  return [...calls].sort(latest).filter(({ queue }) => {
    const known = kept.get(queue) ?? 0;
    kept.set(queue, known + 1);
    return known < ENDED_CALLS;
  });
}

/** A floor keeps open tickets and who was missed since the day opened: they may be reopened. */
const staysOnFloor = ({ state }: Ticket) => isActive(state) || state === 'no-show';

/** A day opens without those who were missed in the one before. */
const staysOverNight = (ticket: Ticket, day: string) =>
  isActive(ticket.state) || (ticket.state === 'no-show' && ticket.day === day);

/** Drops what a day that opens does not keep, and remembers today's calls of those. */
export function tidyFloor(floor: Floor): Floor {
  const tickets = Object.values(floor.tickets);
  return {
    ...floor,
    tickets: Object.fromEntries(
      tickets
        .filter((ticket) => staysOverNight(ticket, floor.day))
        .map((ticket) => [ticket.id, ticket]),
    ),
    endedCalls: withCallsOf(
      floor,
      tickets.filter((each) => each.day === floor.day && !staysOverNight(each, floor.day)),
    ),
  };
}

/**
 * A tidy floor after one event: what screens fold. Looks at the event's ticket only, except when a
 * new day opens. What ends late was called on the day before, and so is no call of this one.
 */
export function evolveFloor(floor: Floor, event: Event): Floor {
  const next = evolve(floor, event);
  if (event.fact.type === 'DayOpened') return tidyFloor({ ...next, endedCalls: [] });
  const id = 'ticket' in event.fact ? event.fact.ticket : undefined;
  if (event.fact.type === 'TicketUndone') return withoutCallOf(next, event.fact.ticket);
  const ticket = id === undefined ? undefined : next.tickets[id];
  if (!ticket || staysOnFloor(ticket)) return next;
  const isLate = 'late' in event.fact && event.fact.late === true;
  return {
    ...next,
    tickets: without(next.tickets, ticket.id),
    endedCalls: withCallsOf(next, isLate ? [] : [ticket]),
  };
}

/**
 * The same for many events. Each is folded over its own ticket alone, and the tickets are copied
 * once: event by event, a copy of three thousand tickets costs more than everything else.
 */
export function evolveFloors(floor: Floor, events: readonly Event[]): Floor {
  let rest = floor;
  let copied: Copied | undefined;
  for (const event of events) {
    const id = 'ticket' in event.fact ? event.fact.ticket : undefined;
    if (id === undefined) {
      rest = evolveFloor(withCopied(rest, copied), event);
      copied = undefined;
      continue;
    }
    copied ??= { of: rest.tickets, tickets: { ...rest.tickets }, changed: new Set() };
    const { tickets } = copied;
    copied.changed.add(id);
    rest = evolveFloor({ ...rest, tickets: id in tickets ? { [id]: tickets[id] } : {} }, event);
    if (id in rest.tickets) tickets[id] = rest.tickets[id];
    else delete tickets[id];
  }
  return withCopied(rest, copied);
}

interface Copied {
  readonly of: Floor['tickets'];
  readonly tickets: Record<string, Ticket>;
  readonly changed: Set<string>;
}

function withCopied(floor: Floor, copied: Copied | undefined): Floor {
  if (!copied) return floor;
  followNumbers(copied.of, copied.tickets, copied.changed);
  return { ...floor, tickets: copied.tickets };
}

/** Removes an ended ticket's call again: it has not ended after all. */
const withoutCallOf = (floor: Floor, id: string): Floor => ({
  ...floor,
  endedCalls: (floor.endedCalls ?? []).filter(({ ticket }) => ticket !== id),
});

function withCallsOf({ endedCalls = [] }: Floor, ended: readonly Ticket[]): readonly EndedCall[] {
  const calls = ended.flatMap(({ id, number, queue, counter, lastCallAt, seq }) =>
    counter === undefined || lastCallAt === undefined
      ? []
      : [{ ticket: id, number, queue, counter, at: lastCallAt, seq }],
  );
  return calls.length === 0 ? endedCalls : lastOfEachQueue([...calls, ...endedCalls]);
}
