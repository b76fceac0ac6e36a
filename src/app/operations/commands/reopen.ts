import { onTicket } from './on-ticket';
import { Parts } from '../write-path/parts';

/** A no-show of today waits again, due kept. */
export const reopen = (parts: Parts) =>
  onTicket(
    parts,
    ({ ticket }, by) => ({ type: 'Reopen', ticket, by }),
    ({ ticket }) => ({ customerOf: ticket }),
  );
