import { calledFor } from './call-next';
import { Operations } from '../operations';
import { Parts } from '../write-path/parts';
import { presentTicket } from '../write-path/present';

/**
 * Ends the service. With `next`, finishing and calling the next are one commit: events never cause
 * commands.
 */
export const finish =
  (parts: Parts): Operations['finish'] =>
  async (asked, { ticket, staff, supervises, next }) =>
    parts.run({
      ...asked,
      seen: supervises ? [] : [staff],
      load: { tickets: [ticket], advisor: staff, ...(next ? { fronts: { servedBy: staff } } : {}) },
      command: { type: 'Finish', ticket, by: { staff, supervises }, next },
      answer: (events, after) => {
        const finished = after.tickets[ticket];
        const { called, why } = calledFor(finished.advisor ?? staff, events, after);
        return { finished: presentTicket(finished), next: called, why };
      },
    });
