import { State } from '../model/state';
import { isInLine, Lane, Ticket } from '../model/ticket';

/** Who waits for a queue: in line, by lane and in the order of their turn, or asked for time. */
type InOrder = Readonly<Record<Lane | 'deferred', readonly Ticket[]>>;

const NOBODY: InOrder = { general: [], preferential: [], deferred: [] };
const known = new WeakMap<State['tickets'], ReadonlyMap<string, InOrder>>();

/**
 * The lines of a state, put in order once: a floor is looked at by every console, display and phone
 * of the branch between two events, and sorting thousands for each would hold up all of them.
 */
export function inOrder({ tickets }: State, queue: string): InOrder {
  const lines = known.get(tickets) ?? sorted(tickets);
  known.set(tickets, lines);
  return lines.get(queue) ?? NOBODY;
}

function sorted(tickets: State['tickets']): ReadonlyMap<string, InOrder> {
  const lines = new Map<string, Record<Lane | 'deferred', Ticket[]>>();
  for (const ticket of Object.values(tickets)) {
    if (ticket.state !== 'waiting') continue;
    let line = lines.get(ticket.queue);
    if (!line) lines.set(ticket.queue, (line = { general: [], preferential: [], deferred: [] }));
    line[isInLine(ticket) ? ticket.lane : 'deferred'].push(ticket);
  }
  for (const { general, preferential } of lines.values()) {
    general.sort(byTurn);
    preferential.sort(byTurn);
  }
  return lines;
}

/** Earliest due, then sequence. */
export const byTurn = (a: Ticket, b: Ticket) => a.due - b.due || a.seq - b.seq;
