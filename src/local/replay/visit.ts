import type { Lane } from '../../app/wire/enums';

/** Queues of the branch: internet support has agents of its own, everybody else shares one pool. */
export type QueueId = 'in' | 'rest';

/** One row as a customer of the branch. Instants are milliseconds, the bank's clock read as UTC. */
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
