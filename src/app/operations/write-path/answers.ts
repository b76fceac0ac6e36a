import { Advisor } from '../../domain/model/advisor';
import { Event, FactOf, FactType } from '../../domain/model/events';
import { Lane } from '../../domain/model/ticket';
import { Answer, MakeAnswer } from '../../ports';
import { iso, presentTicket, presentWhy } from './present';

/**
 * Answers of commands. Each is a pure function of the events and of the branch after them, because
 * it runs before the commit: the answer is stored with the command's key.
 */

/** `POST …/tickets`, without the customer's key: http adds it and the links, from the id. */
export type IssuedAnswer = {
  readonly id: string;
  readonly number: string;
  readonly queue: string;
  readonly lane: Lane;
  readonly state: string;
  readonly position: number;
  readonly estimate: {
    readonly minutes: number;
    readonly low: number;
    readonly high: number;
  } | null;
  readonly issuedAt: string;
  readonly due: string;
  readonly counter: string | null;
  readonly warning: string | null;
};

const factOf = <T extends FactType>(
  events: readonly Event[],
  type: T,
  fits: (fact: FactOf<T>) => boolean = () => true,
): FactOf<T> | undefined =>
  events
    .map(({ fact }) => fact)
    .findLast((fact): fact is FactOf<T> => fact.type === type && fits(fact as FactOf<T>));

export const issuedAnswer =
  (id: string): MakeAnswer =>
  (events, after): IssuedAnswer => {
    const { number, queue, lane, position, estimate, unattended } = factOf(events, 'TicketIssued')!;
    const ticket = after.tickets[id];
    return {
      id,
      number,
      queue,
      lane,
      state: ticket.state,
      position,
      estimate: estimate
        ? { minutes: estimate.minutes, low: estimate.low, high: estimate.high }
        : null,
      issuedAt: iso(ticket.issuedAt)!,
      due: iso(ticket.due)!,
      counter: ticket.counter ?? null,
      warning: unattended ? 'queue_unattended' : null,
    };
  };

export const ticketAnswer =
  (id: string): MakeAnswer =>
  (_, after) => ({ ticket: presentTicket(after.tickets[id]) });

/** The call that was made for this advisor; `called` is null when nobody waits. */
export const callAnswer =
  (advisor: string): MakeAnswer =>
  (events, after) => {
    const call = factOf(events, 'TicketCalled', (fact) => fact.advisor === advisor);
    return call
      ? { called: presentTicket(after.tickets[call.ticket]), why: presentWhy(call.why) }
      : { called: null, why: null };
  };

export const finishAnswer =
  (id: string, staff: string): MakeAnswer =>
  (events, after) => {
    const finished = after.tickets[id];
    const { called, why } = callAnswer(finished.advisor ?? staff)(events, after);
    return { finished: presentTicket(finished), next: called, why };
  };

export const advisorAnswer =
  (id: string): MakeAnswer =>
  (_, after) => ({ advisor: presentAdvisor(after.advisors[id]) });

/** On coming on duty in a branch with automatic assignment a ticket may come at once. */
export const dutyAnswer =
  (id: string): MakeAnswer =>
  (events, after) => ({ ...advisorAnswer(id)(events, after), ...callAnswer(id)(events, after) });

/** `erased: false` when nothing was kept about the person. */
export const erasedAnswer: MakeAnswer = (events) => {
  const erased = factOf(events, 'BankFact');
  return { erased: erased !== undefined, tickets: Number(erased?.details?.tickets ?? 0) };
};

const presentAdvisor = (advisor: Advisor): Answer => ({
  id: advisor.id,
  state: advisor.state,
  counter: advisor.counter ?? null,
  queues: advisor.queues,
  ticket: advisor.ticket ?? null,
  since: iso(advisor.since),
  reason: advisor.reason ?? null,
  served: advisor.served,
});
