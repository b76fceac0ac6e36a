import { lineCancelledAt } from '../../domain/line/line-is-over';
import { said } from '../../domain/line/said';
import { Event, FactOf, FactType } from '../../domain/model/events';
import { Instant } from '../../domain/model/instant';
import { Slice } from '../../domain/model/state';
import { rfc3339, written } from '../../domain/views/rfc3339';
import { MakeAnswer } from '../../ports';
import type { PersonErased } from '../../wire/configuration';
import type { AdvisorSet, OnDuty } from '../../wire/counters';
import type { Finished, Handled, IssuedTicket } from '../../wire/tickets';
import { presentAdvisor, presentTicket, presentWhy } from './present';

/**
 * Answers of commands. Each is a pure function of the events and of the branch after them, because
 * it runs before the commit: the answer is stored with the command's key.
 */

const factOf = <T extends FactType>(
  events: readonly Event[],
  type: T,
  fits: (fact: FactOf<T>) => boolean = () => true,
): FactOf<T> | undefined =>
  events
    .map(({ fact }) => fact)
    .findLast((fact): fact is FactOf<T> => fact.type === type && fits(fact as FactOf<T>));

/** Without the customer's key: http adds it and the links, from the id. */
export const issuedAnswer =
  (id: string): MakeAnswer<IssuedTicket> =>
  (events, after) => {
    const { number, queue, lane, position, estimate, unattended, mayMissClosing } = factOf(
      events,
      'TicketIssued',
    )!;
    const ticket = after.tickets[id];
    return {
      id,
      number,
      queue,
      lane,
      state: ticket.state,
      position,
      estimate: estimate ?? null,
      said: written(said({ place: {} }, !unattended, estimate)),
      issuedAt: rfc3339(ticket.issuedAt),
      due: rfc3339(ticket.due),
      counter: ticket.counter ?? null,
      warning: mayMissClosing ? 'may_miss_closing' : unattended ? 'queue_unattended' : null,
      closing: mayMissClosing ? closingBefore(after, queue, ticket.issuedAt) : null,
    };
  };

/** When a queue's line is cancelled, and whether the branch or only the queue closes then. */
function closingBefore({ config }: Slice, queue: string, now: Instant): IssuedTicket['closing'] {
  const closing = lineCancelledAt(config.settings, config.queues[queue], now);
  return closing ? { at: rfc3339(closing.at), of: closing.of } : null;
}

export const ticketAnswer =
  (id: string): MakeAnswer<Handled> =>
  (_, after) => ({ ticket: presentTicket(after.tickets[id]) });

/** A call, or none. */
export type CallAnswer = Pick<OnDuty, 'called' | 'why'>;

/** The call made for this advisor; `called` is null when nobody waits. */
export const callAnswer =
  (advisor: string): MakeAnswer<CallAnswer> =>
  (events, after) => {
    const call = factOf(events, 'TicketCalled', (fact) => fact.advisor === advisor);
    return call
      ? { called: presentTicket(after.tickets[call.ticket]), why: presentWhy(call.why) }
      : { called: null, why: null };
  };

export const finishAnswer =
  (id: string, staff: string): MakeAnswer<Finished> =>
  (events, after) => {
    const finished = after.tickets[id];
    const { called, why } = callAnswer(finished.advisor ?? staff)(events, after);
    return { finished: presentTicket(finished), next: called, why };
  };

export const advisorAnswer =
  (id: string): MakeAnswer<AdvisorSet> =>
  (_, after) => ({ advisor: presentAdvisor(after.advisors[id]) });

/** On coming on duty in a branch with automatic assignment a ticket may come at once. */
export const dutyAnswer =
  (id: string): MakeAnswer<OnDuty> =>
  (events, after) => ({ ...advisorAnswer(id)(events, after), ...callAnswer(id)(events, after) });

/** `erased: false` when nothing was kept about the person. */
export const erasedAnswer: MakeAnswer<PersonErased> = (events) => {
  const erased = events.flatMap(({ fact }) =>
    fact.type === 'BankFact' && fact.what === 'customer-erased' ? [fact] : [],
  );
  const tickets = erased.reduce((sum, { details }) => sum + Number(details?.tickets ?? 0), 0);
  return { erased: erased.length > 0, tickets };
};
