import { Floor } from '../model/state';
import { Ticket } from '../model/ticket';
import { Written, written } from './rfc3339';

/** Tickets never change: folding an event makes new ones for those that it touches. */
const kept = new WeakMap<Ticket, Written<Ticket>>();

function writtenOnce(ticket: Ticket): Written<Ticket> {
  const known = kept.get(ticket);
  if (known) return known;
  const made = written(ticket);
  kept.set(ticket, made);
  return made;
}

/** A floor with its instants as text. A line of thousands is written once, not at every look. */
export const writtenFloor = ({ tickets, ...rest }: Floor): Written<Floor> => ({
  ...written(rest),
  tickets: Object.fromEntries(
    Object.values(tickets).map((ticket) => [ticket.id, writtenOnce(ticket)]),
  ),
});
