import { isSentHome } from '../line/line-is-over';
import { businessDay } from '../model/day';
import { Refused } from '../model/errors';
import { Event, FactOf } from '../model/events';
import { Instant } from '../model/instant';
import { targetMs } from '../model/queue';
import { optional } from '../model/records';
import { isQueueOpen } from '../model/sign';
import { Ticket, waitFrom } from '../model/ticket';
import { RecordPrint, Return, Transfer } from '../model/ticket-commands';
import { WishedFor } from '../model/ticket-facts';
import { inHand, serviceOf } from './call';
import { Decision } from './decision';
import { activeTicket } from './issue';
import { mustBe, mustBeTheirs, numberInUse, queueClosed, ticketOf, unknownQueue } from './refusals';
import { wishFor } from './wish';

/** How tickets return to the line, move within it and leave it. */

/** The advisor who has it in hand, and becomes free; none for a ticket that waits or is held. */
const withAdvisor = (ticket: Ticket) =>
  ticket.state === 'waiting' || ticket.state === 'held' ? {} : optional('advisor', ticket.advisor);

/** Back to its place in line, when it was called or started by mistake, or to wait for somebody. */
export function returnTicket(decision: Decision, { ticket: id, by, advisor }: Return): void {
  const ticket = inHand(decision, id, by, ['called', 'serving', 'held'], 'be returned');
  const wish = wishFor(decision, ticket.queue, advisor);
  giveBack(decision, ticket, wish ? 'wish' : 'slip', wish);
}

/**
 * A customer served with another matter has not waited in its queue: when returned, by anybody,
 * they wait there from now, as after a transfer. Once they have been called in it, they have a
 * place there.
 */
function waitsAnew({ slice, now }: Decision, ticket: Ticket): { readonly due?: Instant } {
  const queue = slice.config.queues[ticket.queue];
  if (ticket.state === 'called' || ticket.matters === undefined || !queue) return {};
  return isUncalled(slice.past ?? [], ticket.id) ? { due: now + targetMs(queue) } : {};
}

/** Whether the present matter of this ticket began at the counter, without a call since. */
function isUncalled(past: readonly Event[], id: string): boolean {
  const begun = past.reduce((matters, { fact }) => {
    if (!('ticket' in fact) || fact.ticket !== id) return matters;
    if (fact.type === 'TicketCalled') return 0;
    if (fact.type === 'MatterBegun') return matters + 1;
    return fact.type === 'TicketUndone' && fact.what === 'matter' ? matters - 1 : matters;
  }, 0);
  return begun > 0;
}

/** The ticket's past must be loaded if it may be in service. */
export function giveBack(
  decision: Decision,
  ticket: Ticket,
  because: FactOf<'TicketReturned'>['because'],
  wish?: WishedFor,
): void {
  decision.emit({
    type: 'TicketReturned',
    ticket: ticket.id,
    queue: ticket.queue,
    lane: ticket.lane,
    was: ticket.state,
    ...withAdvisor(ticket),
    because,
    ...waitsAnew(decision, ticket),
    ...optional('wish', wish),
  });
}

/**
 * A no-show who turned up after all, on the day on which they were missed: back to the line with
 * the due they had. The ticket's past must be loaded, as it may have come the day before.
 * @param times how often the customer has now done so themselves; undefined: staff did
 */
export function reopen(decision: Decision, id: string, times?: number): void {
  const ticket = ticketOf(decision, id);
  mustBe(ticket, ['no-show'], 'be reopened');
  const { activeOfCustomer } = decision.slice;
  mayBeReopened(decision, ticket);
  const isKept = ticket.day < decision.slice.day;
  if (isKept && decision.slice.numberInUse) throw numberInUse(ticket);
  if (activeOfCustomer && activeOfCustomer.id !== id) throw activeTicket(decision);
  decision.emit({
    type: 'TicketReopened',
    ticket: id,
    queue: ticket.queue,
    lane: ticket.lane,
    ...optional('times', times),
    ...(isKept ? { again: ticket } : {}),
  });
}

/**
 * On its own day, or on the one that was open when it was missed if that had kept the line; and
 * only while its line is called. Not even the desk can do more.
 */
export function mayBeReopened(decision: Decision, ticket: Ticket): void {
  const { day, config, turned } = decision.slice;
  const today = businessDay(decision.now, config.settings);
  const isMissedToday = today <= day && ticket.day < day && turned === false;
  if (ticket.day !== (today > day ? today : day) && !isMissedToday) {
    throw new Refused(
      'conflict',
      'wrong_day',
      `Ticket ${ticket.number} is of ${ticket.day}. A no-show is reopened on the day of the ` +
        'call only: issue a new ticket.',
      [{ field: 'ticket', got: ticket.day, wants: today }],
      { number: ticket.number, day: ticket.day },
    );
  }
  // nobody may come back into a line that is being sent home
  if (isSentHome(decision.slice, config, ticket, decision.now)) {
    throw queueClosed(ticket.queue);
  }
}

/**
 * To another queue of the branch, with the same number. Before the service its due counts from the
 * issue, afterwards from now. An advisor transfers their own ticket; a supervisor transfers any,
 * even one that is waiting.
 */
export function transfer(decision: Decision, command: Transfer): void {
  const { config } = decision.slice;
  const ticket = ticketOf(decision, command.ticket);
  mustBe(
    ticket,
    command.by.supervises ? ['waiting', 'called', 'serving'] : ['called', 'serving'],
    'be transferred',
  );
  mustBeTheirs(ticket, command.by);
  const to = config.queues[command.queue];
  if (!to) throw unknownQueue(config, command.queue);
  if (to.id === ticket.queue) {
    throw new Refused(
      'invalid',
      'same_queue',
      `Ticket ${ticket.number} is already in queue ${to.id}. Choose another queue.`,
      [
        {
          field: 'queue',
          got: to.id,
          wants: `one of ${Object.keys(config.queues)
            .filter((each) => each !== to.id)
            .join(', ')}`,
        },
      ],
    );
  }
  if (!isQueueOpen(to, decision.now)) throw queueClosed(to.id);
  const wish = wishFor(decision, to.id, command.advisor);
  decision.emit({
    type: 'TicketTransferred',
    ticket: ticket.id,
    from: ticket.queue,
    to: to.id,
    lane: ticket.lane,
    was: ticket.state,
    due: (ticket.state === 'serving' ? decision.now : waitFrom(ticket)) + targetMs(to),
    ...(ticket.deferredUntil === undefined ? {} : { deferred: true }),
    ...withAdvisor(ticket),
    ...(ticket.state === 'serving' ? serviceOf(decision, ticket, command.by) : {}),
    ...optional('reason', command.reason),
    ...optional('wish', wish),
  });
}

/**
 * The customer asks for more time: out of the line for that long, with the due they have. A ticket
 * that is being called is returned first.
 */
export function defer(decision: Decision, id: string, minutes: number): void {
  const { defers } = decision.slice.config.settings;
  const ticket = ticketOf(decision, id);
  mustBe(ticket, ['waiting', 'called'], 'be put off');
  if (!defers.minutes.includes(minutes)) {
    throw new Refused(
      'invalid',
      'invalid_minutes',
      `A ticket cannot be put off by ${minutes} minutes; choose one of ` +
        `${defers.minutes.join(', ')}.`,
      [{ field: 'minutes', got: minutes, wants: `one of ${defers.minutes.join(', ')}` }],
    );
  }
  if (ticket.defers >= defers.max) {
    throw new Refused(
      'conflict',
      'defers_used_up',
      `Ticket ${ticket.number} has been put off ${ticket.defers} times, which is all this ` +
        'branch allows; come to the branch, or cancel it.',
      [{ field: 'minutes', got: minutes, wants: `at most ${defers.max} deferrals` }],
      { number: ticket.number, max: defers.max },
    );
  }
  if (ticket.state === 'called') giveBack(decision, ticket, 'more-time');
  const from = Math.max(decision.now, ticket.deferredUntil ?? 0);
  decision.emit({
    type: 'TicketDeferred',
    ticket: id,
    queue: ticket.queue,
    lane: ticket.lane,
    until: from + minutes * 60_000,
    minutes,
    times: ticket.defers + 1,
    ...(ticket.deferredUntil === undefined ? {} : { extended: true }),
  });
}

export function cancel(decision: Decision, id: string, because: 'customer' | 'staff'): void {
  const ticket = ticketOf(decision, id);
  mustBe(ticket, ['waiting', 'called', 'serving', 'held'], 'be cancelled');
  decision.emit({
    type: 'TicketCancelled',
    ticket: id,
    queue: ticket.queue,
    lane: ticket.lane,
    was: ticket.state,
    deferred: ticket.deferredUntil !== undefined,
    ...withAdvisor(ticket),
    because,
  });
}

export function recordPrint(decision: Decision, command: RecordPrint): void {
  const ticket = ticketOf(decision, command.ticket);
  decision.emit({
    type: 'TicketPrinted',
    ticket: ticket.id,
    ok: command.ok,
    reprint: command.reprint,
    ...optional('reason', command.reason),
  });
}
