import { onTicket } from './on-ticket';
import { Parts } from '../write-path/parts';

/** The customer did not come. Staff may reopen it the same day. */
export const noShow = (parts: Parts) =>
  onTicket(parts, ({ ticket }, by) => ({ type: 'Miss', ticket, by }));
