import { Actor } from '../domain/model/actor';
import { Command } from '../domain/model/commands';
import { Event, Fact } from '../domain/model/events';
import { Instant } from '../domain/model/instant';
import { QueueConfig } from '../domain/model/queue';
import { Slice } from '../domain/model/state';
import { Json } from './common';
import { Device, Staff } from './identity';
import { DeliveryOutcome, OnceTypes } from './relay';

/**
 * The row that a command locks first. `configVersion` says which configuration the branch runs on.
 */
export interface Head {
  readonly branch: string;
  /** A new epoch means the sequence began anew (restore, new database): clients take a snapshot. */
  readonly epoch: string;
  readonly seq: number;
  readonly at: Instant;
  readonly hash: string;
  readonly day: string;
  readonly configVersion: number;
}

/** What `run` needs to know before it decides. Bounded: never the whole floor. */
export interface LoadSpec {
  /** Tickets by id: the subjects. */
  readonly tickets?: readonly string[];
  /**
   * Load the front of queue and lane: of these queues, of every queue an advisor serves, or of all
   * (automatic branches always load all).
   */
  readonly fronts?: readonly string[] | 'all' | { readonly servedBy: string };
  /** The customer who asks for a ticket: found or made in this transaction. */
  readonly customer?: {
    readonly id: string;
    readonly blindIndex: string | null;
    readonly cipher: string;
  };
  /** Look for the active ticket of this ticket's customer: a no-show is not reopened beside it. */
  readonly customerOf?: string;
  /** Which due things the sweep may touch, at most `limit` of each. */
  readonly due?: { readonly limit: number };
  /** The advisor the command is about: their row, and the ticket in their hands. */
  readonly advisor?: string;
  /** Open tickets to close with the day. */
  readonly open?: { readonly limit: number };
  /** Tickets in line whose due is not `dueFrom + targetMs` (the target changed). */
  readonly redue?: { readonly queue: string; readonly targetMs: number; readonly limit: number };
  readonly alerts?: boolean;
}

export interface Idempotency {
  readonly key: string;
  /** `kind:id` of the actor. */
  readonly actor: string;
  /** Method and route pattern. */
  readonly route: string;
  /** SHA-256 of the canonical body and path. */
  readonly fingerprint: string;
}

/**
 * The committed answer of a command: ids, numbers and times, never personal data or a ticket's key.
 */
export type Answer = { readonly [key: string]: Json };

export interface Loaded {
  /** The database's clock, read after the lock. */
  readonly now: Instant;
  readonly slice: Slice;
  /** Set when this key was committed before: its fingerprint and answer. */
  readonly earlier?: {
    readonly fingerprint: string;
    readonly answer: Answer;
    readonly at: Instant;
  };
  /** The customer's id, when `spec.customer` asked for it. */
  readonly customer?: string;
  /** Queues that `spec.advisor` serves at this branch, as configured. */
  readonly serves?: readonly string[];
}

/** All that one command writes, in one statement. */
export interface WriteSet {
  readonly head: Head;
  readonly at: Instant;
  readonly actor: Actor;
  /** In order; seq counts on from the head's. `body` is canonical text and what the hash covers. */
  readonly events: readonly {
    readonly event: Event;
    readonly body: string;
    readonly hash: string;
  }[];
  readonly before: Slice;
  readonly after: Slice;
  readonly idempotency?: Idempotency & { readonly answer: Answer };
  /** Advisors whose console was proved alive by this command. */
  readonly seen: readonly string[];
  /**
   * SHA-256 of the keys of tickets issued here, by ticket: `Authorization: Ticket <key>` is looked
   * up by it.
   */
  readonly keyHashes: Readonly<Record<string, string>>;
  /** Free text a customer wrote, encrypted, to be kept outside the chain. */
  readonly remark?: { readonly id: string; readonly ticket: string; readonly cipher: string };
  /** The configuration changed: instances read it anew. */
  readonly configured: boolean;
}

/**
 * What a command may write besides the line: configuration (admin), persons, outcomes of
 * deliveries, contacts. In the same transaction as its events.
 */
export type Change =
  | { readonly kind: 'settings'; readonly ifVersion: number; readonly overrides: Json }
  | { readonly kind: 'queue'; readonly queue: QueueConfig }
  | { readonly kind: 'redued'; readonly queue: string }
  | { readonly kind: 'counter'; readonly counter: { readonly id: string; readonly label: string } }
  | { readonly kind: 'branch'; readonly id: string; readonly name: string }
  | {
      readonly kind: 'staff';
      readonly staff: Staff;
      readonly queues: Readonly<Record<string, readonly string[]>>;
      readonly passwordHash?: string;
    }
  | {
      readonly kind: 'device';
      readonly device: Device;
      readonly codeHash?: string;
      readonly reusable?: boolean;
      readonly codeExpiresAt?: Instant;
    }
  | {
      readonly kind: 'webhook';
      readonly id: string;
      readonly url: string;
      readonly types: readonly string[];
      readonly branch?: string;
      readonly secretCipher?: string;
      readonly active: boolean;
    }
  | { readonly kind: 'deliveries'; readonly outcomes: readonly DeliveryOutcome[] }
  | {
      readonly kind: 'link';
      readonly contact: {
        readonly id: string;
        readonly consumer: string;
        readonly ticket: string;
        readonly thread: string;
        readonly addressIndex: string;
        readonly addressCipher: string;
        readonly types: OnceTypes;
        readonly data: Json;
      };
    }
  | { readonly kind: 'unlink'; readonly subscription: string; readonly because: string }
  | { readonly kind: 'erase'; readonly blindIndex: string }
  | { readonly kind: 'failed-sign-ins' };

/** What a command asks for when it opens its transaction. */
export interface OpenRequest {
  readonly branch: string;
  readonly load: LoadSpec;
  readonly idempotency?: Idempotency;
  /** Give up at once when somebody else holds the branch. */
  readonly skipLocked?: boolean;
  /** Replaces the database's clock (tests, the replay). */
  readonly clock?: Instant;
}

/**
 * One transaction on a branch: begin, lock and load go out together, and so do write and commit:
 * two round trips.
 */
export interface WriteSession {
  /**
   * Locks the head row alone, then loads in a later statement. Undefined when there is no such
   * branch, or `skipLocked` found it held.
   */
  open(request: OpenRequest): Promise<{ readonly head: Head; readonly loaded: Loaded } | undefined>;
  /**
   * Applies a change of configuration, persons or deliveries in this transaction; returns facts to
   * append beside the command's.
   */
  change(change: Change, head: Head, now: Instant): Promise<readonly Fact[]>;
  /** Writes and commits. Returns how many deliveries it queued. */
  save(set: WriteSet): Promise<number>;
  /** Never throws; the connection is given back in any case. After `save` it does nothing. */
  rollback(): Promise<void>;
}

/** What everybody is told after a commit. */
export interface Commit {
  readonly branch: string;
  readonly epoch: string;
  /** Sequence number before the commit's first event. */
  readonly prev: number;
  readonly seq: number;
  readonly at: Instant;
  readonly events: readonly Event[];
}

export interface RunRequest {
  readonly branch: string;
  readonly actor: Actor;
  /** May be made from what was loaded (the customer's id, for instance). */
  readonly command: Command | ((loaded: Loaded) => Command);
  readonly load: LoadSpec;
  readonly idempotency?: Idempotency;
  /** Sweep: give up at once when another instance holds the branch. */
  readonly skipLocked?: boolean;
  readonly seen?: readonly string[];
  readonly change?: Change;
  readonly remark?: { readonly id: string; readonly ticket: string; readonly cipher: string };
  /** Made from the committed facts; stored under the idempotency key. */
  readonly answer?: (events: readonly Event[], after: Slice, now: Instant) => Answer;
}

export interface RunResult {
  readonly events: readonly Event[];
  readonly answer: Answer;
  /** True when the answer is that of an earlier commit under the same key. */
  readonly replayed: boolean;
  readonly now: Instant;
  /** Absent for a replayed answer. */
  readonly after?: Slice;
}

/**
 * The one write path. Rejects with `Refused`, or with `Busy` when the branch's lock did not come in
 * time.
 */
export type Run = (request: RunRequest) => Promise<RunResult>;

/** The branch's lock, or a place in its queue, did not come in time: 503 with Retry-After. */
export class Busy extends Error {
  constructor(
    readonly branch: string,
    readonly retryAfterSeconds: number,
  ) {
    super(`branch ${branch} is busy; try again in ${retryAfterSeconds} s`);
    this.name = 'Busy';
  }
}
