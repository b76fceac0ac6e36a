import type { Lane } from '../../app/wire/enums';

/** Internet support has its own advisors, everybody else shares one pool. */
export type QueueId = 'in' | 'rest';

/** The branch's queues by pool, one for each of the bank's types of call. */
export const QUEUES_OF: Readonly<Record<QueueId, readonly string[]>> = {
  in: ['in'],
  rest: ['ps', 'nw', 'ne', 'tt', 'pe'],
};

/** The pool that serves a queue of the branch; undefined for a queue that it does not have. */
export const poolOf = (queue: string): QueueId | undefined =>
  queue === 'in' ? 'in' : QUEUES_OF.rest.includes(queue) ? 'rest' : undefined;

/** The queue for one of the bank's types of call; an unknown type counts as the most common one. */
export function queueOfType(type: string): string {
  const queue = type.toLowerCase();
  return poolOf(queue) ? queue : 'ps';
}

/**
 * A row as a customer of the branch. Instants are in milliseconds, with the bank's clock read as
 * UTC.
 */
export interface Visit {
  readonly line: number;
  /** The pool that serves it. */
  readonly queue: QueueId;
  /** Its queue at the branch. */
  readonly joins: string;
  readonly lane: Lane;
  readonly issuedAt: number;
  readonly end:
    | {
        readonly how: 'served';
        readonly advisor: string;
        readonly calledAt: number;
        readonly finishedAt: number;
      }
    | { readonly how: 'left'; readonly at: number };
}
