import { isEligible, passedOver, whoIsNext } from '../line/line';
import { Advisor } from '../model/advisor';
import { Command, Hand } from '../model/commands';
import { Refused } from '../model/errors';
import { Instant } from '../model/instant';
import { Ticket, waitFrom } from '../model/ticket';
import { Why } from '../model/why';
import { takeCounter } from './counters';
import { Draft } from './draft';
import { mustBe, mustBeTheirs, numberOf, ticketOf } from './refusals';

/** Calls the next ticket for an advisor; decides nothing when nobody waits. */
export function callNext(draft: Draft, advisorId: string, counter: string): void {
  readyAt(draft, advisorId, counter);
  callNextOf(draft, advisorId, 'on-demand');
}

/** The next ticket of an advisor who is known to be free. Returns whether there was one. */
export function callNextOf(
  draft: Draft,
  advisorId: string,
  assignment: Why['assignment'],
): boolean {
  endDeferrals(draft);
  const turn = whoIsNext(
    draft.slice,
    draft.slice.advisors[advisorId],
    draft.slice.config,
    draft.now,
    assignment,
  );
  if (turn) call(draft, advisorId, turn.ticket, turn.why);
  return turn !== undefined;
}

/**
 * Calls a chosen ticket out of turn: where the branch allows it, with a reason, and it is reported.
 */
export function callTicket(draft: Draft, command: Extract<Command, { type: 'CallTicket' }>): void {
  if (!draft.slice.config.settings.outOfTurnAllowed) {
    throw new Refused(
      'forbidden',
      'out_of_turn_not_allowed',
      'This branch calls in turn only; press next, or ask an admin to allow calls out of turn.',
    );
  }
  const reason = command.reason.trim();
  if (!reason) {
    throw new Refused(
      'invalid',
      'reason_required',
      'A call out of turn needs a reason; say in a few words why this customer goes first.',
      [{ field: 'reason', got: command.reason, wants: 'a few words' }],
    );
  }
  const chosen = ticketOf(draft, command.ticket);
  mustBe(chosen, ['waiting'], 'be called');
  const advisor = readyAt(draft, command.advisor, command.counter);
  if (!advisor.queues.includes(chosen.queue)) {
    throw new Refused(
      'conflict',
      'queue_not_served',
      `Ticket ${chosen.number} is in queue ${chosen.queue}, which this advisor does not ` +
        'serve; a supervisor can open it to them.',
      [{ field: 'ticket', got: chosen.number, wants: `a ticket of ${advisor.queues.join(', ')}` }],
    );
  }
  if (chosen.deferredUntil !== undefined) {
    draft.emit({
      type: 'DeferralEnded',
      ticket: chosen.id,
      queue: chosen.queue,
      lane: chosen.lane,
    });
  }
  const ticket = ticketOf(draft, chosen.id);
  call(draft, advisor.id, ticket, {
    rule: 'out-of-turn',
    ...passedOver(draft.slice, advisor, ticket, draft.now),
    reason,
    assignment: 'on-demand',
  });
}

function call(draft: Draft, advisorId: string, ticket: Ticket, why: Why): void {
  const advisor = draft.slice.advisors[advisorId];
  draft.emit({
    type: 'TicketCalled',
    ticket: ticket.id,
    queue: ticket.queue,
    lane: ticket.lane,
    number: ticket.number,
    advisor: advisor.id,
    counter: advisor.counter!, // nobody is available without one: SetAdvisor sees to it
    serves: advisor.queues,
    waitMs: draft.now - waitFrom(ticket),
    inTarget: draft.now <= ticket.due,
    ...(ticket.calledAt === undefined ? {} : { again: true }),
    why,
  });
}

/** The advisor, free and at that counter; or the refusal that says what to do first. */
function readyAt(draft: Draft, id: string, counter: string): Advisor {
  const advisor = draft.slice.advisors[id];
  if (advisor?.state === 'busy') {
    const number = numberOf(draft.slice, advisor.ticket);
    throw new Refused(
      'conflict',
      'advisor_busy',
      `You are with ${number}; finish it, or return it, before you call another.`,
      [{ field: 'advisor', got: 'busy', wants: 'available' }],
      { ticket: advisor.ticket ?? null, number },
    );
  }
  if (advisor?.state !== 'available') {
    const state = advisor?.state ?? 'offline';
    throw new Refused(
      'conflict',
      'advisor_not_available',
      `You are ${state}; set yourself available at a counter first.`,
      [{ field: 'advisor', got: state, wants: 'available' }],
      { state },
    );
  }
  takeCounter(draft, advisor, counter);
  return draft.slice.advisors[id];
}

/** Deferrals whose time has come, among the tickets at hand. */
export function endDeferrals(draft: Draft, batch = Infinity): void {
  const over = Object.values(draft.slice.tickets).filter(
    (each) => each.deferredUntil !== undefined && isEligible(each, draft.now),
  );
  for (const { id, queue, lane } of over.sort(byDeferral).slice(0, batch)) {
    draft.emit({ type: 'DeferralEnded', ticket: id, queue, lane });
  }
}

const byDeferral = (a: Ticket, b: Ticket) =>
  (a.deferredUntil as Instant) - (b.deferredUntil as Instant) || a.seq - b.seq;

export function recall(draft: Draft, id: string, by: Hand): void {
  const ticket = inHand(draft, id, by, ['called'], 'be called again');
  draft.emit({
    type: 'TicketRecalled',
    ticket: id,
    queue: ticket.queue,
    number: ticket.number,
    advisor: ticket.advisor,
    counter: ticket.counter,
    times: ticket.recalls + 1,
    automatic: false,
  });
}

export function start(draft: Draft, id: string, by: Hand): void {
  const { queue, advisor, counter } = inHand(draft, id, by, ['called'], 'start');
  draft.emit({ type: 'ServiceStarted', ticket: id, queue, advisor, counter });
}

/** Finishes a service and, with `next`, calls the next ticket in the same decision. */
export function finish(draft: Draft, id: string, by: Hand, next: boolean): void {
  const { queue, advisor, counter, startedAt } = inHand(draft, id, by, ['serving'], 'finish');
  draft.emit({
    type: 'ServiceFinished',
    ticket: id,
    queue,
    advisor,
    counter,
    serviceMs: draft.now - (startedAt ?? draft.now),
  });
  if (next) callNextOf(draft, advisor, 'on-demand');
}

export function miss(draft: Draft, id: string, by: Hand): void {
  const { queue, advisor, counter } = inHand(draft, id, by, ['called'], 'be a no-show');
  draft.emit({ type: 'TicketMissed', ticket: id, queue, advisor, counter, automatic: false });
}

type InHand = Ticket & { readonly advisor: string; readonly counter: string };

/** A ticket in one of these states, with its advisor and counter, on which this hand may act. */
export function inHand(
  draft: Draft,
  id: string,
  by: Hand,
  states: readonly ('called' | 'serving')[],
  doing: string,
): InHand {
  const ticket = ticketOf(draft, id);
  mustBe(ticket, states, doing);
  mustBeTheirs(ticket, by);
  return ticket as InHand;
}
