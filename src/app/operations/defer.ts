import { Answered, Asked } from './operations';
import { Parts } from './parts';
import { presentTicket } from './present';

/** "I need more time": not eligible for so many minutes, due unchanged. While called it also gives the call back. */
export const defer = (parts: Parts) => async (asked: Asked, { ticket, minutes }: { readonly ticket: string; readonly minutes: number }): Promise<Answered> => parts.run({
  ...asked,
  load: { tickets: [ticket] },
  command: { type: 'Defer', ticket, minutes },
  answer: (_, after) => ({ ticket: presentTicket(after.tickets[ticket]) }),
});
