import { Actor } from '../domain/model/actor';
import { Event, Fact, FactType } from '../domain/model/events';
import { Instant } from '../domain/model/instant';

export interface Delivery {
  readonly id: string;
  readonly consumer: string;
  /** Chat or endpoint. Order is kept within a thread, and only its oldest open row is tried. */
  readonly thread: string;
  readonly subscription: string;
  /**
   * What the row is about: its event's type, or `position` for an edit that no event asks for and
   * that is not retried.
   */
  readonly about: FactType | 'position';
  readonly event: Event;
  readonly attempts: number;
  /** Proves the claim; recording the outcome checks it. */
  readonly lease: string;
}

export type DeliveryOutcome =
  | { readonly delivery: string; readonly lease: string; readonly outcome: 'sent' }
  | {
      readonly delivery: string;
      readonly lease: string;
      readonly outcome: 'failed';
      readonly reason: string;
    }
  | {
      readonly delivery: string;
      readonly lease: string;
      readonly outcome: 'superseded';
      readonly reason: string;
    }
  /** Try again at `at`; `counts` says whether this was one of the attempts. */
  | {
      readonly delivery: string;
      readonly lease: string;
      readonly outcome: 'later';
      readonly at: Instant;
      readonly counts: boolean;
    };

/** The result of one send. */
export type SendResult =
  | { readonly outcome: 'sent' }
  /** Refused for good: 400, 403, 404. `unlink` when the address is gone. */
  | { readonly outcome: 'failed'; readonly reason: string; readonly unlink?: boolean }
  | { readonly outcome: 'superseded'; readonly reason: string }
  /**
   * Timeout, refused connection, 5xx: the relay's schedule decides. `away`: the other side answers
   * nobody right now, so this says nothing about the message.
   */
  | { readonly outcome: 'retry'; readonly reason: string; readonly away?: boolean }
  /** 429: pause this thread. */
  | { readonly outcome: 'slow-down'; readonly retryAfterSeconds: number }
  /**
   * Nothing was sent, and it says nothing about the message, its thread or the other side: the app
   * stops, or the database did not say what to send, or not in time. Uses up no attempt and pauses
   * nobody else.
   */
  | { readonly outcome: 'released'; readonly afterMs?: number }
  /** 401: stop the consumer until restart; an alarm. */
  | { readonly outcome: 'stopped'; readonly reason: string };

export interface ClaimOptions {
  /** At most this many position edits among them; `limit` by default. */
  readonly edits?: number;
  /** Deliveries that this instance has in hand; their leases may have expired. */
  readonly held?: readonly string[];
  /** Whether rows with an expired lease may be taken from their holders; by default they may. */
  readonly orphans?: boolean;
}

export interface DeliveryStore {
  /**
   * Claims at most `limit` rows by lease, the oldest open one of each thread. Rows that are no
   * longer true come back in `stale`.
   */
  claim(
    consumers: readonly string[],
    limit: number,
    leaseSeconds: number,
    pausedThreads: readonly string[],
    options?: ClaimOptions,
  ): Promise<{ readonly due: readonly Delivery[]; readonly stale: readonly Delivery[] }>;
  /**
   * Extends leases, even expired ones, unless somebody else has the row by now.
   * @returns the deliveries that are still ours
   */
  renew(
    leases: readonly { readonly delivery: string; readonly lease: string }[],
    leaseSeconds: number,
  ): Promise<ReadonlySet<string>>;
  /** When the next open row is due, if there is one. */
  nextDue(consumers: readonly string[]): Promise<Instant | undefined>;
}

/**
 * A process that stood still finds its timer over before it has read an answer that has been there
 * for long. So a time limit ends in two steps: what has arrived is read in between, ms.
 */
export const READ_FIRST_MS = 50;

/** Which event types a consumer takes, and until when each stays true. */
export type OnceTypes = Partial<
  Record<FactType, { readonly until?: 'called' | 'started' | 'ended' }>
>;

/** Records facts that need no decision, on a branch's chain or the bank's (`bank`). */
export type RecordFact = (branch: string, actor: Actor, facts: readonly Fact[]) => Promise<void>;
