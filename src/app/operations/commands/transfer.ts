import { onTicket } from './on-ticket';
import { OnTicket } from '../operations';
import { Parts } from '../write-path/parts';

/**
 * To another queue of the branch, with the same number. Before start its due counts from the issue,
 * after it from now.
 */
export const transfer = (parts: Parts) =>
  onTicket(
    parts,
    (
      { ticket, queue, reason }: OnTicket & { readonly queue: string; readonly reason?: string },
      by,
    ) => ({ type: 'Transfer', ticket, by, queue, reason }),
  );
