import { ActingStaff } from '../model/commands';
import { Refused } from '../model/errors';
import { Ticket } from '../model/ticket';
import { Decision } from './decision';

/**
 * Refuses a code that the ticket's queue does not have, and a finish without one where its queue
 * requires it. A supervisor may do without: what they end is often somebody else's, and how that
 * came out they do not know.
 */
export function mayEndAs(
  { slice }: Decision,
  { number, queue }: Ticket,
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
  if (outcome === undefined && required && ids.length && !by.supervises) {
    throw new Refused(
      'invalid',
      'outcome_required',
      `A service of queue ${queue} is finished with its outcome: say which of ${ids.join(', ')}.`,
      [{ field: 'outcome', got: null, wants }],
      { number, queue },
    );
  }
}
