import { Operations } from '../operations';
import { Parts } from '../write-path/parts';
import { presentTicket } from '../write-path/present';

/**
 * "I need more time": not eligible for so many minutes, due unchanged. While called it also gives
 * the call back.
 */
export const defer =
  (parts: Parts): Operations['defer'] =>
  async (asked, { ticket, minutes }) =>
    parts.run({
      ...asked,
      load: { tickets: [ticket] },
      command: { type: 'Defer', ticket, minutes },
      answer: (_, after) => ({ ticket: presentTicket(after.tickets[ticket]) }),
    });
