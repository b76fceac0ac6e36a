import { Refused } from '../model/errors';
import { ActingStaff } from '../model/ticket-commands';
import { inHand } from './call';
import { Decision } from './decision';
import { ticketOf } from './refusals';

/** How many notes one visit may have: what is handed on is a line or two, not a file. */
export const MOST_NOTES = 10;

/**
 * The advisor who has the customer in hand leaves a note for the one who serves them next (TK-72).
 */
export function writeNote(decision: Decision, id: string, by: ActingStaff, note: string): void {
  const { number } = inHand(decision, id, by, ['called', 'serving', 'held'], 'be noted about');
  const kept = notesOf(decision);
  if (kept.size >= MOST_NOTES) {
    throw new Refused(
      'conflict',
      'too_many_notes',
      `Ticket ${number} has ${MOST_NOTES} notes already, which is all a visit may have: take one ` +
        'away first.',
      [{ field: 'ticket', got: number, wants: `at most ${MOST_NOTES} notes` }],
      { number, max: MOST_NOTES },
    );
  }
  decision.emit({ type: 'NoteWritten', ticket: id, note });
}

/** A note's author may take it away as long as it exists, and so may supervisors. */
export function removeNote(decision: Decision, id: string, by: ActingStaff, note: string): void {
  const { number } = ticketOf(decision, id);
  const author = notesOf(decision).get(note);
  if (author === undefined) {
    throw new Refused(
      'missing',
      'unknown_note',
      `Ticket ${number} has no such note: it was taken away already.`,
      [{ field: 'note', got: note, wants: 'the id of a note of this ticket' }],
      { number },
    );
  }
  if (author !== by.staff && !by.supervises) {
    throw new Refused(
      'forbidden',
      'not_your_note',
      `You did not write that note of ticket ${number}, so it is not yours to take away.`,
      [{ field: 'note', got: note, wants: 'a note that you wrote' }],
      { number },
    );
  }
  decision.emit({ type: 'NoteRemoved', ticket: id, note });
}

/** The ticket's remaining notes and their authors, from its own events. */
function notesOf({ slice }: Decision): ReadonlyMap<string, string> {
  const left = new Map<string, string>();
  for (const { fact, actor } of slice.past ?? []) {
    if (fact.type === 'NoteWritten') left.set(fact.note, actor.id);
    if (fact.type === 'NoteRemoved') left.delete(fact.note);
  }
  return left;
}
