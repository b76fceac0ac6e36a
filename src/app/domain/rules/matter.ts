import { Refused } from '../model/errors';
import { optional } from '../model/records';
import { BeginMatter } from '../model/ticket-commands';
import { inHand, serviceOf } from './call';
import { Decision } from './decision';
import { mayEndAs } from './outcome';
import { unknownQueue } from './refusals';

/**
 * Another matter of the same customer, without another ticket (TK-73): the service of the first
 * ends, with its outcome where its queue asks for one, and another of the named queue begins at the
 * same counter. Only by the serving advisor, even among supervisors, and only for queues that
 * advisor serves. The queue may be closed, because a customer being served joins no line.
 */
export function beginMatter(decision: Decision, command: BeginMatter): void {
  const { config, advisors } = decision.slice;
  const by = { staff: command.by.staff, supervises: false };
  const ticket = inHand(decision, command.ticket, by, ['serving'], 'go on with another matter');
  const to = config.queues[command.queue];
  if (!to) throw unknownQueue(config, command.queue);
  const serves = advisors[ticket.advisor]?.queues ?? [];
  const others = serves.filter((queue) => queue !== ticket.queue && config.queues[queue]);
  const wants = others.length ? `one of ${others.join(', ')}` : 'none: you serve no other queue';
  const refused = [{ field: 'queue', got: to.id, wants }];
  if (to.id === ticket.queue) {
    throw new Refused(
      'invalid',
      'same_queue',
      `Ticket ${ticket.number} is served in queue ${to.id} already: go on with it.`,
      refused,
    );
  }
  if (!serves.includes(to.id)) {
    throw new Refused(
      'conflict',
      'queue_not_served',
      `Queue ${to.id} is not one that you serve: transfer ticket ${ticket.number} to it, so that ` +
        'somebody who does calls it.',
      refused,
    );
  }
  mayEndAs(decision, ticket, by, command.outcome);
  decision.emit({
    type: 'MatterBegun',
    ticket: ticket.id,
    from: ticket.queue,
    to: to.id,
    lane: ticket.lane,
    advisor: ticket.advisor,
    counter: ticket.counter,
    ...serviceOf(decision, ticket, by),
    ...optional('outcome', command.outcome),
  });
}
