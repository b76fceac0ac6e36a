import { State } from './state';
import { isInLine, Ticket } from './ticket';

type Tickets = State['tickets'];

interface Parted {
  readonly waiting: ReadonlyMap<string, readonly Ticket[]>;
  readonly others: readonly Ticket[];
  /** Sorted when first asked for. */
  inOrder?: readonly Ticket[];
}

/** A floor is asked many times, and its tickets never change: a fold makes new ones. */
const known = new WeakMap<Tickets, Parted>();

function parted(tickets: Tickets): Parted {
  const found = known.get(tickets);
  if (found) return found;
  const waiting = new Map<string, Ticket[]>();
  const others: Ticket[] = [];
  for (const ticket of Object.values(tickets)) {
    const line = waiting.get(ticket.queue);
    if (ticket.state !== 'waiting') others.push(ticket);
    else if (line) line.push(ticket);
    else waiting.set(ticket.queue, [ticket]);
  }
  const made: Parted = { waiting, others };
  known.set(tickets, made);
  return made;
}

/** Who waits in a queue, deferred or not; looked for once in a floor. */
export const waitingIn = ({ tickets }: Pick<State, 'tickets'>, queue: string): readonly Ticket[] =>
  parted(tickets).waiting.get(queue) ?? [];

/** Who waits in the branch, deferred or not, in the order they came. */
export function whoWaits({ tickets }: Pick<State, 'tickets'>): readonly Ticket[] {
  const found = parted(tickets);
  return (found.inOrder ??= [...found.waiting.values()].flat().sort((a, b) => a.seq - b.seq));
}

/** Tickets that do not wait: called, served, held or missed. */
export const notWaiting = ({ tickets }: Pick<State, 'tickets'>): readonly Ticket[] =>
  parted(tickets).others;

/** Who is in line of a queue. */
export const lineOf = (state: Pick<State, 'tickets'>, queue: string): readonly Ticket[] =>
  waitingIn(state, queue).filter(isInLine);
