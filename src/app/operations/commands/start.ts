import { onTicket } from './on-ticket';
import { Parts } from '../write-path/parts';

/** The customer is here: service begins. */
export const start = (parts: Parts) =>
  onTicket(parts, ({ ticket }, by) => ({ type: 'Start', ticket, by }));
