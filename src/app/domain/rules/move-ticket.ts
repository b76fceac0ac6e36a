import { Refused } from '../model/errors';
import { isQueueOpen } from '../model/sign';
import { waitFrom } from '../model/ticket';
import { MoveTicket } from '../model/ticket-commands';
import { Decision } from './decision';
import { mustBe, queueClosed, ticketOf, unknownQueue } from './refusals';

/**
 * The desk moves a waiting ticket to another queue, another lane, or both: the wrong service was
 * chosen, or a credential was shown. The number stays, and the wait counts on.
 */
export function moveTicket(decision: Decision, command: MoveTicket): void {
  const { config } = decision.slice;
  const ticket = ticketOf(decision, command.ticket);
  mustBe(ticket, ['waiting'], 'be moved');
  const lane = command.lane ?? ticket.lane;
  const to = config.queues[command.queue ?? ticket.queue];
  if (!to) throw unknownQueue(config, command.queue ?? ticket.queue);
  if (to.id === ticket.queue && lane === ticket.lane) {
    throw new Refused(
      'invalid',
      'same_place',
      `Ticket ${ticket.number} is already in the ${lane} lane of queue ${to.id}. ` +
        'Choose another queue or lane.',
      [{ field: 'queue', got: command.queue ?? null, wants: 'another queue, or another lane' }],
      { number: ticket.number },
    );
  }
  if (to.id !== ticket.queue && !isQueueOpen(to, decision.now)) throw queueClosed(to.id);
  decision.emit({
    type: 'TicketMoved',
    ticket: ticket.id,
    from: ticket.queue,
    to: to.id,
    fromLane: ticket.lane,
    lane,
    due: to.id === ticket.queue ? ticket.due : waitFrom(ticket) + to.targetMinutes * 60_000,
    ...(ticket.deferredUntil === undefined ? {} : { deferred: true }),
    reason: command.reason,
  });
}
