import { calledFor } from './call-next';
import { Answered, Asked } from '../operations';
import { Parts } from '../write-path/parts';

/** Out of turn: needs the branch's switch and a reason, and is reported. */
export const callTicket =
  (parts: Parts) =>
  async (
    asked: Asked,
    {
      advisor,
      counter,
      ticket,
      reason,
    }: {
      readonly advisor: string;
      readonly counter: string;
      readonly ticket: string;
      readonly reason: string;
    },
  ): Promise<Answered> =>
    parts.run({
      ...asked,
      seen: [advisor],
      load: { advisor, tickets: [ticket], fronts: { servedBy: advisor } },
      command: { type: 'CallTicket', advisor, counter, ticket, reason },
      answer: (events, after) => calledFor(advisor, events, after),
    });
