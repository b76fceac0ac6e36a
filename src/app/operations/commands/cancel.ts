import { Answered, Asked } from '../operations';
import { Parts } from '../write-path/parts';
import { presentTicket } from '../write-path/present';

/** By the customer, or by staff for them. */
export const cancel =
  (parts: Parts) =>
  async (
    asked: Asked,
    { ticket, because }: { readonly ticket: string; readonly because: 'customer' | 'staff' },
  ): Promise<Answered> =>
    parts.run({
      ...asked,
      load: { tickets: [ticket] },
      command: { type: 'Cancel', ticket, because },
      answer: (_, after) => ({ ticket: presentTicket(after.tickets[ticket]) }),
    });
