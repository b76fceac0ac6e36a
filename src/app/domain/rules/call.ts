import { isEligible, passedOver, whoIsNext } from '../line/line';
import { Advisor } from '../model/advisor';
import { Refused } from '../model/errors';
import { Instant, MINUTE_MS } from '../model/instant';
import { optional } from '../model/records';
import { courtesyMs, serviceMsOf, Ticket, waitedMs } from '../model/ticket';
import { ActingStaff, CallTicket, Finish } from '../model/ticket-commands';
import { Why } from '../model/why';
import { takeCounter } from './counters';
import { Decision } from './decision';
import { mayEndAs } from './outcome';
import { mustBe, mustBeTheirs, numberOf, ticketOf } from './refusals';

/** Calls the next ticket for an advisor. Decides nothing when nobody waits. */
export function callNext(decision: Decision, advisorId: string, counter: string): void {
  readyAt(decision, advisorId, counter);
  callNextOf(decision, advisorId, 'on-demand');
}

/** Calls the next ticket for an advisor who is free. Returns whether there was one. */
export function callNextOf(
  decision: Decision,
  advisorId: string,
  assignment: Why['assignment'],
): boolean {
  if (decision.slice.advisors[advisorId].plan) return false; // a planned pause or leave begins
  endDeferrals(decision);
  const turn = whoIsNext(
    decision.slice,
    decision.slice.advisors[advisorId],
    decision.slice.config,
    decision.now,
    assignment,
  );
  if (turn) call(decision, advisorId, turn.ticket, turn.why);
  return turn !== undefined;
}

/** Calls a chosen ticket out of turn, where the branch allows it and with a reason. */
export function callTicket(decision: Decision, command: CallTicket): void {
  if (!decision.slice.config.settings.outOfTurnAllowed) {
    throw new Refused(
      'forbidden',
      'out_of_turn_not_allowed',
      'This branch calls in turn only. Press next, or ask an administrator to allow calls ' +
        'out of turn.',
    );
  }
  const reason = command.reason.trim();
  if (!reason) {
    throw new Refused(
      'invalid',
      'reason_required',
      'A call out of turn needs a reason: say in a few words why this customer goes first.',
      [{ field: 'reason', got: command.reason, wants: 'a few words' }],
    );
  }
  const chosen = ticketOf(decision, command.ticket);
  mustBe(chosen, ['waiting'], 'be called');
  const advisor = readyAt(decision, command.advisor, command.counter);
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
    decision.emit({
      type: 'DeferralEnded',
      ticket: chosen.id,
      queue: chosen.queue,
      lane: chosen.lane,
    });
  }
  const ticket = ticketOf(decision, chosen.id);
  call(decision, advisor.id, ticket, {
    rule: 'out-of-turn',
    ...passedOver(decision.slice, advisor, ticket, decision.now),
    reason,
    assignment: 'on-demand',
  });
}

function call(decision: Decision, advisorId: string, ticket: Ticket, why: Why): void {
  const advisor = decision.slice.advisors[advisorId];
  const courtesy = courtesyMs(ticket, decision.now);
  decision.emit({
    type: 'TicketCalled',
    ticket: ticket.id,
    queue: ticket.queue,
    lane: ticket.lane,
    number: ticket.number,
    advisor: advisor.id,
    counter: advisor.counter!, // nobody is available without one: see `comeOnDuty`
    serves: advisor.queues,
    waitMs: waitedMs(ticket, decision.now),
    inTarget: decision.now - courtesy <= ticket.due,
    ...optional('courtesyMs', courtesy || undefined),
    ...(ticket.calledAt === undefined ? optional('foretold', ticket.foretold) : { again: true }),
    why,
  });
}

/** The advisor, free and at that counter; otherwise a refusal that says what to do first. */
function readyAt(decision: Decision, id: string, counter: string): Advisor {
  const advisor = decision.slice.advisors[id];
  if (advisor?.state === 'busy') {
    const number = numberOf(decision.slice, advisor.ticket);
    throw new Refused(
      'conflict',
      'advisor_busy',
      `You are with ${number}. Finish or return it before you call another.`,
      [{ field: 'advisor', got: 'busy', wants: 'available' }],
      { ticket: advisor.ticket ?? null, number },
    );
  }
  if (advisor?.state !== 'available') {
    const state = advisor?.state ?? 'offline';
    throw new Refused(
      'conflict',
      'advisor_not_available',
      `You are ${state}. Set yourself available at a counter first.`,
      [{ field: 'advisor', got: state, wants: 'available' }],
      { state },
    );
  }
  takeCounter(decision, advisor, counter);
  return decision.slice.advisors[id];
}

/** Ends the deferrals that are over, among the loaded tickets. */
export function endDeferrals(decision: Decision, batch = Infinity): void {
  const over = Object.values(decision.slice.tickets).filter(
    (each) => each.deferredUntil !== undefined && isEligible(each, decision.now),
  );
  for (const { id, queue, lane } of over.sort(byDeferral).slice(0, batch)) {
    decision.emit({ type: 'DeferralEnded', ticket: id, queue, lane });
  }
}

const byDeferral = (a: Ticket, b: Ticket) =>
  (a.deferredUntil as Instant) - (b.deferredUntil as Instant) || a.seq - b.seq;

export function recall(decision: Decision, id: string, by: ActingStaff): void {
  const ticket = inHand(decision, id, by, ['called'], 'be called again');
  decision.emit({
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

export function start(decision: Decision, id: string, by: ActingStaff): void {
  const { queue, advisor, counter } = inHand(decision, id, by, ['called'], 'be started');
  decision.emit({ type: 'ServiceStarted', ticket: id, queue, advisor, counter });
}

/** Finishes a service and, with `next`, calls the next ticket in the same decision. */
export function finish(
  decision: Decision,
  { ticket: id, by, next, outcome }: Pick<Finish, 'ticket' | 'by' | 'next' | 'outcome'>,
): void {
  const ticket = inHand(decision, id, by, ['serving', 'held'], 'be finished');
  const { queue, advisor, counter } = ticket;
  mayEndAs(decision, ticket, by, outcome);
  decision.emit({
    type: 'ServiceFinished',
    ticket: id,
    queue,
    advisor,
    counter,
    ...serviceOf(decision, ticket, by),
    ...optional('outcome', outcome),
    ...(ticket.state === 'held' ? { held: true } : {}),
  });
  if (next && decision.slice.advisors[advisor]?.state === 'available') {
    callNextOf(decision, advisor, 'on-demand');
  }
}

/**
 * A service longer than this was left open: in minutes, and as a multiple of its queue's average,
 * whichever is more. Somebody who ends it in another's place cannot know when the customer left.
 */
const LEFT_OPEN = { own: { minutes: 60, averages: 6 }, others: { minutes: 10, averages: 2 } };

/**
 * How long a service took that ends now. One that lasted unreasonably long was left open: the
 * customer was gone, and it does not count for means.
 */
export function serviceOf(
  { slice, now }: Decision,
  ticket: Ticket,
  by: ActingStaff,
): { readonly serviceMs: number; readonly left?: true } {
  const { queue, advisor } = ticket;
  const serviceMs = serviceMsOf(ticket, now);
  const average = slice.config.queues[queue]?.averageMinutes ?? 0;
  const { minutes, averages } = LEFT_OPEN[by.staff === advisor ? 'own' : 'others'];
  const most = Math.max(minutes, averages * average) * MINUTE_MS;
  return { serviceMs, ...(serviceMs > most ? { left: true } : {}) };
}

export function noShow(decision: Decision, id: string, by: ActingStaff): void {
  const { queue, advisor, counter } = inHand(
    decision,
    id,
    by,
    ['called'],
    'be marked as a no-show',
  );
  decision.emit({ type: 'TicketMissed', ticket: id, queue, advisor, counter, automatic: false });
}

type InHand = Ticket & { readonly advisor: string; readonly counter: string };

/** A ticket in one of these states on which this member of staff may act. */
export function inHand(
  decision: Decision,
  id: string,
  by: ActingStaff,
  states: readonly ('called' | 'serving' | 'held')[],
  doing: string,
): InHand {
  const ticket = ticketOf(decision, id);
  mustBe(ticket, states, doing);
  mustBeTheirs(ticket, by, decision.slice);
  return ticket as InHand;
}
