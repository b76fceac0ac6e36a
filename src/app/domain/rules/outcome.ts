import { Refused } from '../model/errors';
import { Ticket } from '../model/ticket';
import { ActingStaff } from '../model/ticket-commands';
import { Decision } from './decision';

/**
 * Refuses a code that the ticket's queue does not have, and a finish without one where its queue
 * requires it. A supervisor may leave it out for somebody else's service: the floor asks for it,
 * but a script or an older page that ends a service does not know the outcome.
 */
export function mayEndAs(
  { slice }: Decision,
  { number, queue, advisor }: Ticket,
  by: ActingStaff,
  outcome: string | undefined,
): void {
  const { codes = [], required = false } = slice.config.queues[queue]?.outcomes ?? {};
  const ids = codes.map(({ id }) => id);
  const wants = ids.length ? `one of ${ids.join(', ')}` : 'none: the queue has no outcome codes';
  if (outcome !== undefined && !ids.includes(outcome)) {
    throw new Refused(
      'invalid',
      'unknown_outcome',
      `Queue ${queue} of ticket ${number} has no outcome ${JSON.stringify(outcome)}; ` +
        (ids.length ? `it has ${ids.join(', ')}.` : 'it has no outcome codes: leave it out.'),
      [{ field: 'outcome', got: outcome, wants }],
      { number, queue },
    );
  }
  const own = !by.supervises || by.staff === advisor;
  if (outcome === undefined && required && ids.length && own) {
    throw new Refused(
      'invalid',
      'outcome_required',
      `To finish a service of queue ${queue}, give its outcome: one of ${ids.join(', ')}.`,
      [{ field: 'outcome', got: null, wants }],
      { number, queue },
    );
  }
}
