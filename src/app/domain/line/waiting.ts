import { State } from '../model/state';
import { isInLine, Ticket } from '../model/ticket';

type Tickets = State['tickets'];

/** A floor is asked many times, and its tickets never change: whoever folds an event makes new. */
const known = new WeakMap<Tickets, ReadonlyMap<string, readonly Ticket[]>>();

function byQueue(tickets: Tickets): ReadonlyMap<string, readonly Ticket[]> {
  const found = known.get(tickets);
  if (found) return found;
  const made = new Map<string, Ticket[]>();
  for (const ticket of Object.values(tickets)) {
    if (ticket.state !== 'waiting') continue;
    const line = made.get(ticket.queue);
    if (line) line.push(ticket);
    else made.set(ticket.queue, [ticket]);
  }
  known.set(tickets, made);
  return made;
}

/** Who waits in a queue, deferred or not; looked for once in a floor. */
export const waitingIn = ({ tickets }: Pick<State, 'tickets'>, queue: string): readonly Ticket[] =>
  byQueue(tickets).get(queue) ?? [];

/** Who is in line of a queue. */
export const lineOf = (state: Pick<State, 'tickets'>, queue: string): readonly Ticket[] =>
  waitingIn(state, queue).filter(isInLine);
