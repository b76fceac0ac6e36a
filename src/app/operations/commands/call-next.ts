import { Event, FactOf } from '../../domain/model/events';
import { Slice } from '../../domain/model/state';
import { Answer } from '../../ports';
import { Operations } from '../operations';
import { Parts } from '../write-path/parts';
import { presentTicket, presentWhy } from '../write-path/present';

/** The call that a commit made for this advisor, if it made one. */
export function calledFor(advisor: string, events: readonly Event[], after: Slice): Answer {
  const call = events
    .map((event) => event.fact)
    .findLast(
      (fact): fact is FactOf<'TicketCalled'> =>
        fact.type === 'TicketCalled' && fact.advisor === advisor,
    );
  return call
    ? { called: presentTicket(after.tickets[call.ticket]), why: presentWhy(call.why) }
    : { called: null, why: null };
}

/** The advisor presses *next*. `called` is null when nobody waits in the queues they serve. */
export const callNext =
  (parts: Parts): Operations['callNext'] =>
  async (asked, { advisor, counter }) =>
    parts.run({
      ...asked,
      seen: [advisor],
      load: { advisor, fronts: { servedBy: advisor } },
      command: { type: 'CallNext', advisor, counter },
      answer: (events, after) => calledFor(advisor, events, after),
    });
