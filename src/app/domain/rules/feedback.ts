import { Refused } from '../model/errors';
import { optional } from '../model/records';
import { GiveFeedback } from '../model/ticket-commands';
import { Decision } from './decision';
import { mustBe, ticketOf } from './refusals';

/**
 * A served customer's score, 1 to 5: given once, on the page or by a messenger, whichever comes
 * first. Words may follow it once, since a messenger asks for them afterwards; those of an erased
 * person are not kept, since nobody could find them again to erase them.
 */
export function giveFeedback(decision: Decision, command: GiveFeedback): void {
  const { score } = command;
  const remark = decision.slice.existing?.writerErased ? undefined : command.remark;
  const ticket = ticketOf(decision, command.ticket);
  mustBe(ticket, ['served'], 'be rated');
  if (!Number.isInteger(score) || score < 1 || score > 5) {
    throw new Refused(
      'invalid',
      'invalid_score',
      `A score is a whole number from 1 to 5, not ${score}.`,
      [{ field: 'score', got: score, wants: '1 to 5' }],
    );
  }
  const { rated } = ticket;
  const adds = rated?.score === score && remark !== undefined && !rated.remark;
  if (rated && !adds) {
    throw new Refused(
      'conflict',
      'already_rated',
      `Ticket ${ticket.number} has its score already; the first one stays.`,
      [{ field: 'score', got: score, wants: 'one score for a ticket' }],
      { number: ticket.number },
    );
  }
  decision.emit({
    type: 'FeedbackGiven',
    ticket: ticket.id,
    score,
    ...optional('remark', remark),
  });
}
