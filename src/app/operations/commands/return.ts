import { onTicket } from './on-ticket';
import { Parts } from '../write-path/parts';

/** Back to its place in line, due kept: an advisor's slip, or an advisor who must leave. */
export const returnTicket = (parts: Parts) =>
  onTicket(parts, ({ ticket }, by) => ({ type: 'Return', ticket, by }));
