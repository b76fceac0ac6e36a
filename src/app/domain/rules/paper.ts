import { Refused } from '../model/errors';
import { isActive, Ticket } from '../model/ticket';

/** Paper is printed while the ticket is open: afterwards it would tell the customer nothing. */
export function mayPrint({ number, state }: Pick<Ticket, 'number' | 'state'>): void {
  if (isActive(state)) return;
  throw new Refused(
    'conflict',
    'wrong_state',
    `Ticket ${number} is ${state}; there is nothing left to print.`,
    [{ field: 'ticket', got: state, wants: 'a ticket that is waiting, called or being served' }],
  );
}
