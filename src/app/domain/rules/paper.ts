import { Actor } from '../model/actor';
import { Refused } from '../model/errors';
import { isActive, Ticket } from '../model/ticket';

/** Paper is only printed while the ticket is open: afterwards it would be of no use. */
export function mayPrint({ number, state }: Pick<Ticket, 'number' | 'state'>): void {
  if (isActive(state)) return;
  throw new Refused(
    'conflict',
    'wrong_state',
    `Ticket ${number} is ${state}; there is nothing left to print.`,
    [{ field: 'ticket', got: state, wants: 'a ticket that is waiting, called or being served' }],
  );
}

/**
 * Which key goes out with a new ticket: the customer's own if no member of staff is involved (a
 * kiosk, the bank's page), otherwise one that only shows the ticket. So nobody can act as somebody
 * else, whatever they may print.
 */
export const givesOwnKey = ({ kind }: Actor): boolean => kind === 'kiosk' || kind === 'customer';

/**
 * The same for paper that is asked for later: only the kiosk that took the ticket has the customer
 * before it.
 * @param taker who took the ticket, as `kind:id`; undefined if nobody knows any more
 */
export const printsOwnKey = ({ kind, id }: Actor, taker: string | undefined): boolean =>
  kind === 'kiosk' && taker === `${kind}:${id}`;
