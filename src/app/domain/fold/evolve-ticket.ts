import { Event, FactOf } from '../model/events';
import { Instant } from '../model/instant';
import { optional, without } from '../model/records';
import { courtesyMs, Ticket } from '../model/ticket';
import { WishedFor } from '../model/ticket-facts';

/**
 * A ticket after an event. `TicketIssued` makes one, `TicketUndone` brings one back; events about
 * other tickets change nothing.
 */
export function evolveTicket(held: Ticket | undefined, event: Event): Ticket | undefined {
  const { fact, at } = event;
  const ticket = held ?? (fact.type === 'TicketReopened' ? fact.again : undefined);
  if (fact.type === 'TicketIssued') return ticket ?? issued(fact, event.seq, at);
  if (fact.type === 'TicketUndone') {
    // a wish itself says when it is over, so it is never removed from a ticket
    return { ...fact.again, ...optional('wish', ticket?.wish ?? fact.again.wish) };
  }
  if (!ticket || !('ticket' in fact) || fact.ticket !== ticket.id) return ticket;
  switch (fact.type) {
    case 'TicketCalled':
      return called(ticket, fact, at);
    case 'TicketRecalled':
      return { ...ticket, recalls: fact.times, lastCallAt: at };
    case 'ServiceStarted':
      return { ...ticket, state: 'serving', startedAt: at };
    case 'TicketHeld':
      return { ...ticket, state: 'held', heldAt: at, hold: fact.reason };
    case 'TicketResumed':
      return resumed(ticket, fact);
    case 'ServiceFinished':
      return { ...without(ticket, 'heldAt', 'hold'), state: 'served', endedAt: at };
    case 'MatterBegun':
      return {
        ...without(ticket, 'heldMs', 'pastClosing'),
        queue: fact.to,
        startedAt: at,
        matters: (ticket.matters ?? 1) + 1,
      };
    case 'TicketMissed':
      return { ...ticket, state: 'no-show', endedAt: at };
    case 'TicketCancelled':
      return cancelled(ticket, fact, at);
    case 'TicketReturned':
      return { ...returned(ticket, fact, at), ...wishOf(fact, ticket.queue, at) };
    case 'TicketReopened':
      return { ...backInLine(ticket), ...optional('reopens', fact.times ?? ticket.reopens) };
    case 'FeedbackGiven':
      return { ...ticket, rated: ratedBy(ticket, fact) };
    case 'TicketTransferred':
      return {
        ...(fact.was === 'serving'
          ? newlyInLine(ticket, at)
          : without(backInLine(ticket), 'calledAt', 'foretold')),
        queue: fact.to,
        due: fact.due,
        ...wishOf(fact, fact.to, at),
      };
    case 'TicketMoved':
      return moved(ticket, fact);
    case 'TicketDeferred':
      return {
        ...without(ticket, 'foretold'),
        deferredUntil: fact.until,
        deferredAt: ticket.deferredAt ?? at,
        defers: fact.times,
        told: false,
      };
    case 'DeferralEnded':
      return back(ticket, at);
    case 'TicketApproaching':
      return { ...ticket, told: true };
    case 'TicketPastClosing':
      return { ...ticket, pastClosing: true };
    case 'TicketRedued':
      return { ...ticket, due: fact.due };
    default:
      return ticket;
  }
}

function called(ticket: Ticket, { advisor, counter, why }: FactOf<'TicketCalled'>, at: Instant) {
  return {
    // called at the instant of the wish: later nothing would show that it is over
    ...(ticket.wish?.since === at ? without(ticket, 'wish') : ticket),
    state: 'called' as const,
    advisor,
    counter,
    calledAt: at,
    lastCallAt: at,
    recalls: 0,
    why,
  };
}

const cancelled = (
  ticket: Ticket,
  { because, queueClosed }: FactOf<'TicketCancelled'>,
  at: Instant,
): Ticket => ({
  ...without(back(ticket, at), 'heldAt', 'hold'),
  state: 'cancelled',
  endedAt: at,
  cancelledBecause: queueClosed ? 'queue-closing' : because,
});

/** The advisor for whom this wait is, if for one. */
const wishOf = ({ wish }: { readonly wish?: WishedFor }, queue: string, at: Instant) =>
  wish ? { wish: { ...wish, queue, since: at } } : {};

/** Waits in another queue or lane. */
const moved = (ticket: Ticket, { from, to, lane, due }: FactOf<'TicketMoved'>): Ticket => ({
  ...without(from === to ? ticket : without(ticket, 'calledAt'), 'foretold', 'pastClosing'),
  queue: to,
  lane,
  due,
  told: false,
});

/** The last score; words that came with an earlier one still count. */
const ratedBy = ({ rated }: Ticket, { score, remark }: FactOf<'FeedbackGiven'>) => ({
  score,
  ...(remark === undefined && !rated?.remark ? {} : { remark: true as const }),
});

/** Served again, perhaps by somebody else. */
const resumed = (
  ticket: Ticket,
  { advisor, counter, heldMs }: FactOf<'TicketResumed'>,
): Ticket => ({
  ...without(ticket, 'heldAt', 'hold'),
  state: 'serving',
  advisor,
  counter,
  heldMs: (ticket.heldMs ?? 0) + heldMs,
});

function issued(fact: FactOf<'TicketIssued'>, seq: number, at: Instant): Ticket {
  return {
    id: fact.ticket,
    number: fact.number,
    queue: fact.queue,
    lane: fact.lane,
    state: 'waiting',
    seq,
    day: fact.day,
    issuedAt: at,
    due: fact.due,
    defers: 0,
    ...optional('customer', fact.customer),
    language: fact.language,
    recalls: 0,
    told: fact.approaching === true,
    ...optional('promised', fact.estimate),
    ...optional('foretold', fact.foretold),
  };
}

/** No longer deferred: the time asked for is counted. */
function back(ticket: Ticket, at: Instant): Ticket {
  const asked = courtesyMs(ticket, at);
  return {
    ...without(ticket, 'deferredUntil', 'deferredAt', 'deferredMs'),
    ...(asked > 0 ? { deferredMs: asked } : {}),
  };
}

/** A new stretch of waiting: of the call only `calledAt` is left. */
function backInLine(ticket: Ticket): Ticket {
  return {
    ...without(
      without(ticket, 'advisor', 'counter', 'lastCallAt', 'startedAt', 'endedAt', 'why'),
      'heldAt',
      'hold',
      'heldMs',
      'pastClosing',
    ),
    state: 'waiting',
    recalls: 0,
    told: false,
  };
}

/** The earlier wait leaves nothing behind: a new one begins, and its next call is its first. */
const newlyInLine = (ticket: Ticket, at: Instant): Ticket => ({
  ...without(backInLine(ticket), 'calledAt', 'foretold', 'deferredMs'),
  dueFrom: at,
});

const returned = (ticket: Ticket, { due }: FactOf<'TicketReturned'>, at: Instant): Ticket =>
  due === undefined ? backInLine(ticket) : { ...newlyInLine(ticket, at), due };
