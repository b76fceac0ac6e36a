import { State } from './state';
import { Ticket } from './ticket';

type Tickets = State['tickets'];
type ByNumber = Map<string, readonly Ticket[]>;

/** Looked for once; after that, it follows the fold (`followNumbers`). */
const known = new WeakMap<Tickets, ByNumber>();

function byNumber(tickets: Tickets): ByNumber {
  const found = known.get(tickets);
  if (found) return found;
  const made: ByNumber = new Map();
  for (const ticket of Object.values(tickets)) add(made, ticket);
  known.set(tickets, made);
  return made;
}

const add = (all: ByNumber, ticket: Ticket) =>
  all.set(ticket.number, [...(all.get(ticket.number) ?? []), ticket]);

function remove(all: ByNumber, { id, number }: Ticket): void {
  const left = (all.get(number) ?? []).filter((each) => each.id !== id);
  if (left.length > 0) all.set(number, left);
  else all.delete(number);
}

/** Tickets that have a number: more than one where the day changed in an open branch. */
export const ticketsOf = ({ tickets }: Pick<State, 'tickets'>, number: string): readonly Ticket[] =>
  byNumber(tickets).get(number) ?? [];

/**
 * After a fold: what is known of the tickets before it is brought up to date by those it was about.
 * A screen asks with every commit, and looking through a line of thousands for it would be in vain.
 */
export function followNumbers(before: Tickets, after: Tickets, ids: Iterable<string>): void {
  const all = known.get(before);
  if (!all || before === after) return;
  known.delete(before); // it now tells of what is after
  for (const id of new Set(ids)) {
    const [was, is] = [before[id], after[id]];
    if (was) remove(all, was);
    if (is) add(all, is);
  }
  known.set(after, all);
}
