import { Actor } from '../domain/model/actor';
import { Event, Fact, FactType } from '../domain/model/events';
import { Instant } from '../domain/model/instant';

export interface Delivery {
  readonly id: string;
  readonly consumer: string;
  /** Chat or endpoint: order is kept and one open row at a time is tried per chain. */
  readonly chain: string;
  readonly subscription: string;
  /**
   * What the row is about: its event's type, or `position` for an edit that no event asks for and
   * nobody retries.
   */
  readonly about: FactType | 'position';
  readonly event: Event;
  readonly attempts: number;
  /** Proves the claim; finishing checks it. */
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

/** What became of one send. `later` with `counts: false` is an outage: nothing is used up. */
export type SendResult =
  | { readonly outcome: 'sent' }
  /** Refused for good: 400, 403, 404. `unlink` when the address is gone. */
  | { readonly outcome: 'failed'; readonly reason: string; readonly unlink?: boolean }
  | { readonly outcome: 'superseded'; readonly reason: string }
  /**
   * Timeout, refused connection, 5xx: the relay's schedule decides. `away`: the other side answers
   * nobody now, so this says nothing of the message.
   */
  | { readonly outcome: 'retry'; readonly reason: string; readonly away?: boolean }
  /** 429: this chain pauses. */
  | { readonly outcome: 'slow-down'; readonly retryAfterSeconds: number }
  /** 401: the consumer stops until restarted; an alarm. */
  | { readonly outcome: 'stopped'; readonly reason: string };

export interface DeliveryStore {
  /**
   * Claims at most `limit` rows, the oldest open one of each chain, by lease, and among them at
   * most `edits` about positions; rows no longer true come back in `stale`.
   */
  claim(
    consumers: readonly string[],
    limit: number,
    leaseSeconds: number,
    pausedChains: readonly string[],
    edits?: number,
  ): Promise<{ readonly due: readonly Delivery[]; readonly stale: readonly Delivery[] }>;
  /** When the next open row falls due, if any. */
  nextDue(consumers: readonly string[]): Promise<Instant | undefined>;
}

/** Which event types a consumer takes, and until when each is still true. */
export type OnceTypes = Partial<
  Record<FactType, { readonly until?: 'called' | 'started' | 'ended' }>
>;

/** Records facts that need no decision, on a branch's chain or the bank's (`bank`). */
export type RecordFact = (branch: string, actor: Actor, facts: readonly Fact[]) => Promise<void>;
