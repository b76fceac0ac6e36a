import { Lane } from './ticket';

/**
 * Several matters in one visit: the service of one ended, and the same advisor goes on with another
 * queue's matter at the same counter. Nobody waited for it, and nobody was called.
 */
export interface MatterBegun {
  readonly type: 'MatterBegun';
  readonly ticket: string;
  /** The queue of the matter that ended, and of the one that began. */
  readonly from: string;
  readonly to: string;
  readonly lane: Lane;
  readonly advisor: string;
  readonly counter: string;
  /** Of the service that ended. */
  readonly serviceMs: number;
  /** As for `ServiceFinished`: of the queue of the matter that ended. */
  readonly outcome?: string;
  /** As for `ServiceFinished`. */
  readonly left?: true;
}
