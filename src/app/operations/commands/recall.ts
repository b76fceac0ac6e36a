import { onTicket } from './on-ticket';
import { Parts } from '../write-path/parts';

/** Calls the same customer again; the sweep does it too, up to the branch's `recalls.times`. */
export const recall = (parts: Parts) =>
  onTicket(parts, ({ ticket }, by) => ({ type: 'Recall', ticket, by }));
