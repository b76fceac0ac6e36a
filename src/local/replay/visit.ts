import type { Lane } from '../../app/wire/enums';

/** Queues of the branch: internet support has its own advisors, everybody else shares one pool. */
export type QueueId = 'in' | 'rest';

/**
 * A row as a customer of the branch. Instants are in milliseconds, with the bank's clock read as
 * UTC.
 */
export interface Visit {
  readonly line: number;
  readonly queue: QueueId;
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
