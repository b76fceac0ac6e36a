import { Refused } from '../model/errors';
import { Ticket } from '../model/ticket';
import { ActingStaff } from '../model/ticket-commands';
import { inHand } from './call';
import { Decision } from './decision';

const IN_HAND = ['called', 'serving', 'held'] as const;

/**
 * A customer's identity is for the advisor who has them in hand, and for supervisors; showing it
 * whole is recorded in the audit trail.
 */
export function showPerson(decision: Decision, id: string, by: ActingStaff): void {
  const ticket = inHand(decision, id, by, IN_HAND, 'show whose it is');
  if (ticket.customer === undefined) throw anonymous(ticket);
  decision.emit({ type: 'PersonalDataShown', ticket: id, what: 'national-id' });
}

const anonymous = ({ number }: Ticket) =>
  new Refused(
    'missing',
    'anonymous_ticket',
    `Ticket ${number} was taken without a national ID: nobody knows whose it is.`,
    [],
    { number },
  );
