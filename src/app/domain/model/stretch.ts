import { Instant } from './instant';
import { Lane } from './ticket';

/** What a ticket or an advisor was doing from one event to another (`docs/figures.md`). */
export type StretchKind =
  | 'waiting'
  | 'deferred'
  | 'called'
  | 'serving'
  /** Being served, but away: with documents to fetch, a form to fill in. */
  | 'held'
  /** An advisor who is available and has no ticket. */
  | 'idle'
  | 'paused';

/**
 * One stretch of a visit, or of an advisor's day between tickets. Every figure of a report is a sum
 * of these. It is open while it has no end.
 */
export interface Stretch {
  /** The ticket's id, or the advisor's. */
  readonly subject: string;
  readonly kind: StretchKind;
  /** The branch's business day when it began. */
  readonly day: string;
  readonly ticket?: string;
  readonly queue?: string;
  readonly lane?: Lane;
  readonly advisor?: string;
  readonly counter?: string;
  /** Why an advisor paused, or held the customer. */
  readonly reason?: string;
  /** What began it, such as `issued`, `transferred`, `returned`, `called` or `undone`. */
  readonly began: string;
  readonly beganAt: Instant;
  /** Sequence number of the event that began it. */
  readonly beganSeq: number;
  readonly endedAt?: Instant;
  /**
   * How it ended. `left-open` and `closing` are not the serving advisor's doing: such a service
   * does not count for means.
   */
  readonly how?: string;
  /** For the waiting stretch that ended with the first call in its queue: the whole wait there. */
  readonly waitMs?: number;
  readonly inTarget?: boolean;
  /** Time that the customer asked for within that wait; no part of it. */
  readonly courtesyMs?: number;
  /** For the serving stretch that ended a service: the whole service, across interruptions. */
  readonly serviceMs?: number;
  /** The code that was chosen as it ended; it counts only where the finish was not undone. */
  readonly outcome?: string;
}

/** What one commit does to stretches. */
export interface Stretches {
  readonly begun: readonly Stretch[];
  /** Ends of stretches that were open before. */
  readonly ended: readonly StretchEnd[];
  /** Serving stretches that seemed to end a service but did not, by their end. */
  readonly undone: readonly { readonly subject: string; readonly endedAt: Instant }[];
  /** A day opened: stretches that go on are cut there, those of tickets where these stay. */
  readonly turned: Turn | undefined;
}

interface Turn {
  readonly day: string;
  readonly seq: number;
  /** Those in line or at a counter stay in the new day; otherwise they belong to the day before. */
  readonly kept: boolean;
}

/** How a stretch ended. */
export type StretchEnd = Pick<
  Stretch,
  'endedAt' | 'how' | 'waitMs' | 'inTarget' | 'courtesyMs' | 'serviceMs' | 'outcome'
> & {
  readonly subject: string;
  /**
   * The sequence number of the event that ended it, which shows whether it came before or after a
   * day that the same commit opened.
   */
  readonly endedSeq: number;
};
