import { Actor, DeviceKind, Role } from './domain/actor';
import { Command } from './domain/commands';
import { Event, Fact, FactType } from './domain/events';
import { BranchConfig, Floor, Slice } from './domain/state';
import { Instant } from './domain/ticket';

/** What create-app hands to whom: types only. `operations`, `live`, `relay`, `identity` and `http` know each other by these. */

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

export interface Log {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

// ── the write path: operations/run.ts over db ────────────────────────────────────────────────────────────────────────

/** The row that a command locks first. `configVersion` says which configuration the branch runs on. */
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
  /** Load the front of queue and lane: of these queues, of every queue an advisor serves, or of all (automatic branches always load all). */
  readonly fronts?: readonly string[] | 'all' | { readonly servedBy: string };
  /** The customer who asks for a ticket: found or made in this transaction. */
  readonly customer?: { readonly id: string; readonly blindIndex: string | null; readonly cipher: string };
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

/** The committed answer of a command: ids, numbers and times, never personal data or a ticket's key. */
export type Answer = { readonly [key: string]: Json };

export interface Loaded {
  /** The database's clock, read after the lock. */
  readonly now: Instant;
  readonly slice: Slice;
  /** Set when this key was committed before: its fingerprint and answer. */
  readonly earlier?: { readonly fingerprint: string; readonly answer: Answer; readonly at: Instant };
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
  readonly events: readonly { readonly event: Event; readonly body: string; readonly hash: string }[];
  readonly before: Slice;
  readonly after: Slice;
  readonly idempotency?: Idempotency & { readonly answer: Answer };
  /** Advisors whose console was proved alive by this command. */
  readonly seen: readonly string[];
  /** SHA-256 of the keys of tickets issued here, by ticket: `Authorization: Ticket <key>` is looked up by it. */
  readonly keyHashes: Readonly<Record<string, string>>;
  /** Free text a customer wrote, encrypted, to be kept outside the chain. */
  readonly remark?: { readonly id: string; readonly ticket: string; readonly cipher: string };
  /** The configuration changed: instances read it anew. */
  readonly configured: boolean;
}

/** What a command may write besides the line: configuration (admin), persons, outcomes of deliveries, contacts. In the same transaction as its events. */
export type Change =
  | { readonly kind: 'settings'; readonly ifVersion: number; readonly overrides: Json }
  | { readonly kind: 'queue'; readonly queue: import('./domain/queue').QueueConfig }
  | { readonly kind: 'redued'; readonly queue: string }
  | { readonly kind: 'counter'; readonly counter: { readonly id: string; readonly label: string } }
  | { readonly kind: 'branch'; readonly id: string; readonly name: string }
  | { readonly kind: 'staff'; readonly staff: Staff; readonly queues: Readonly<Record<string, readonly string[]>>; readonly passwordHash?: string }
  | { readonly kind: 'device'; readonly device: Device; readonly codeHash?: string; readonly reusable?: boolean; readonly codeExpiresAt?: Instant }
  | { readonly kind: 'webhook'; readonly id: string; readonly url: string; readonly types: readonly string[]; readonly branch?: string; readonly secretCipher?: string; readonly active: boolean }
  | { readonly kind: 'deliveries'; readonly outcomes: readonly DeliveryOutcome[] }
  | { readonly kind: 'link'; readonly contact: { readonly id: string; readonly consumer: string; readonly ticket: string; readonly chain: string; readonly addressIndex: string; readonly addressCipher: string; readonly types: OnceTypes; readonly data: Json } }
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

/** One transaction on a branch: begin, lock and load go out together, and so do write and commit: two round trips. */
export interface WriteSession {
  /** Locks the head row alone, then loads in a later statement. Undefined when there is no such branch, or `skipLocked` found it held. */
  open(request: OpenRequest): Promise<{ readonly head: Head; readonly loaded: Loaded } | undefined>;
  /** Applies a change of configuration, persons or deliveries in this transaction; returns facts to append beside the command's. */
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

/** The one write path. Rejects with `Refused`, or with `Busy` when the branch's lock did not come in time. */
export type Run = (request: RunRequest) => Promise<RunResult>;

/** The branch's lock, or a place in its queue, did not come in time: 503 with Retry-After. */
export class Busy extends Error {
  constructor(readonly branch: string, readonly retryAfterSeconds: number) {
    super(`branch ${branch} is busy; try again in ${retryAfterSeconds} s`);
    this.name = 'Busy';
  }
}

// ── reads ────────────────────────────────────────────────────────────────────────────────────────────────────────────

/** What staff screens need to put names to ids; changed by configuration only. */
export interface Directory {
  readonly branch: { readonly id: string; readonly name: string; readonly timeZone: string };
  readonly config: BranchConfig;
  /** First names by staff id, of those who may serve here. */
  readonly staff: Readonly<Record<string, { readonly id: string; readonly firstName: string }>>;
}

/** One read, one snapshot: the only source of `GET …/floor` and of every socket's snapshot. */
export interface FloorRead {
  readonly epoch: string;
  readonly seq: number;
  readonly at: Instant;
  readonly floor: Floor;
  readonly directory: Directory;
}

export interface BranchReads {
  /** Rejects with `Refused('missing', 'unknown_branch')`. */
  readFloor(branch: string): Promise<FloorRead>;
  /** Events after `after`, oldest first, at most `limit`. */
  readEvents(branch: string, after: number, limit: number): Promise<readonly Event[]>;
  readHeads(branches: readonly string[]): Promise<readonly { readonly branch: string; readonly epoch: string; readonly seq: number }[]>;
}

// ── live ─────────────────────────────────────────────────────────────────────────────────────────────────────────────

/** Hints between instances. May lose, repeat and reorder; sequence numbers repair it. */
export interface Bus {
  publish(commit: Commit): void;
  /** Returns when subscribed; `hear` may be called before it returns. */
  subscribe(branch: string, hear: (commit: Commit) => void): Promise<() => void>;
  close(): Promise<void>;
}

export type ViewName = 'display' | 'floor' | 'advisor' | 'ticket';

/** Who opened a socket, and what they may watch. */
export type Viewer =
  | { readonly kind: 'staff'; readonly staff: string; readonly role: Role; readonly branches: readonly string[] | 'all'; readonly session: string }
  | { readonly kind: 'device'; readonly device: string; readonly deviceKind: DeviceKind; readonly branch: string }
  | { readonly kind: 'ticket'; readonly ticket: string; readonly branch: string };

/** From an upgrade request to a viewer; undefined = 401. */
export type Identify = (request: import('node:http').IncomingMessage) => Promise<Viewer | undefined>;

// ── identity ─────────────────────────────────────────────────────────────────────────────────────────────────────────

export interface Staff {
  readonly id: string;
  readonly username: string;
  readonly firstName: string;
  readonly role: Role;
  /** Branch ids, or all. */
  readonly branches: readonly string[] | 'all';
  readonly active: boolean;
}

export interface Device {
  readonly id: string;
  readonly kind: DeviceKind;
  readonly branch: string;
  readonly label: string;
  readonly revoked: boolean;
}

/** Sessions live in PostgreSQL; tokens are stored as SHA-256 only. */
export interface IdentityStore {
  staffByUsername(username: string): Promise<(Staff & { readonly passwordHash: string }) | undefined>;
  /** Live session and its staff member, by token hash: neither expired nor left idle. */
  sessionByToken(tokenHash: string, now: Instant): Promise<{ readonly id: string; readonly staff: Staff; readonly expiresAt: Instant; readonly idleUntil: Instant } | undefined>;
  addSession(session: { readonly id: string; readonly tokenHash: string; readonly staff: string; readonly expiresAt: Instant; readonly idleUntil: Instant }): Promise<void>;
  /** It was used: idle from later on. */
  touchSession(tokenHash: string, idleUntil: Instant): Promise<void>;
  endSession(tokenHash: string): Promise<void>;
  endSessionsOf(staff: string): Promise<readonly { readonly id: string; readonly tokenHash: string }[]>;
  deviceByToken(tokenHash: string): Promise<Device | undefined>;
  /** Takes the enrolment code; reusable codes (demo bank) stay. Undefined when unknown, used, expired or revoked. With `printer`, only that printer's, and its tokens before it end. */
  enrol(codeHash: string, tokenHash: string, now: Instant, printer?: string): Promise<Device | undefined>;
  countFailedSignIn(username: string, address: string, now: Instant): Promise<number>;
  clearFailedSignIns(username: string): Promise<void>;
  /** By SHA-256 of the ticket's key; the vault checks the key itself after. */
  ticketByKeyHash(keyHash: string): Promise<{ readonly ticket: string; readonly branch: string } | undefined>;
}

/** Read-through cache of staff sessions; PostgreSQL has the truth, so every method may do nothing. */
export interface Cache {
  get(key: string): Promise<string | undefined>;
  set(key: string, value: string, seconds: number): Promise<void>;
  drop(key: string): Promise<void>;
}

/** Shared request limits, by Redis, with a local fallback. */
export interface Limiter {
  /** Takes one of `limit` per `windowSeconds`; says when to come back if there is none left. */
  take(key: string, limit: number, windowSeconds: number): Promise<{ readonly ok: boolean; readonly retryAfterSeconds: number }>;
  /** Nobody takes any of that key for at least so long: the other side said so (429). */
  hold(key: string, seconds: number): Promise<void>;
}

// ── vault ────────────────────────────────────────────────────────────────────────────────────────────────────────────

export interface Vault {
  /** AES-256-GCM under the newest data key; the text says which key. `purpose` is bound as associated data. */
  encrypt(plain: string, purpose: string): string;
  /** Throws when no key fits or the text was changed. */
  decrypt(cipher: string, purpose: string): string;
  /** HMAC under the index key: equal inputs meet, nothing else is told. */
  blindIndex(value: string, purpose: string): string;
  /** Next hash of a chain: HMAC(audit key, previous ‖ body), with the key's id. */
  chain(previous: string, body: string): string;
  /** True when `hash` is what `chain` gives under the key it names. */
  chainHolds(previous: string, body: string, hash: string): boolean;
  /** The customer's secret for a ticket: version character + first 128 bits of HMAC(ticket key, id). */
  ticketKey(ticket: string): string;
  /** Ticket-key secrets rotate: true for any of them. Constant time. */
  ticketKeyHolds(ticket: string, key: string): boolean;
}

// ── relay ────────────────────────────────────────────────────────────────────────────────────────────────────────────

export interface Delivery {
  readonly id: string;
  readonly consumer: string;
  /** Chat or endpoint: order is kept and one open row at a time is tried per chain. */
  readonly chain: string;
  readonly subscription: string;
  /** What the row is about: its event's type, or `position` for an edit that no event asks for and nobody retries. */
  readonly about: FactType | 'position';
  readonly event: Event;
  readonly attempts: number;
  /** Proves the claim; finishing checks it. */
  readonly lease: string;
}

export type DeliveryOutcome =
  | { readonly delivery: string; readonly lease: string; readonly outcome: 'sent' }
  | { readonly delivery: string; readonly lease: string; readonly outcome: 'failed'; readonly reason: string }
  | { readonly delivery: string; readonly lease: string; readonly outcome: 'superseded'; readonly reason: string }
  /** Try again at `at`; `counts` says whether this was one of the attempts. */
  | { readonly delivery: string; readonly lease: string; readonly outcome: 'later'; readonly at: Instant; readonly counts: boolean };

/** What became of one send. `later` with `counts: false` is an outage: nothing is used up. */
export type SendResult =
  | { readonly outcome: 'sent' }
  /** Refused for good: 400, 403, 404. `unlink` when the address is gone. */
  | { readonly outcome: 'failed'; readonly reason: string; readonly unlink?: boolean }
  | { readonly outcome: 'superseded'; readonly reason: string }
  /** Timeout, refused connection, 5xx: the relay's schedule decides. `away`: the other side answers nobody now, so this says nothing of the message. */
  | { readonly outcome: 'retry'; readonly reason: string; readonly away?: boolean }
  /** 429: this chain pauses. */
  | { readonly outcome: 'slow-down'; readonly retryAfterSeconds: number }
  /** 401: the consumer stops until restarted; an alarm. */
  | { readonly outcome: 'stopped'; readonly reason: string };

export interface DeliveryStore {
  /** Claims at most `limit` rows, the oldest open one of each chain, by lease; rows no longer true come back in `stale`. */
  claim(consumers: readonly string[], limit: number, leaseSeconds: number, pausedChains: readonly string[]): Promise<{ readonly due: readonly Delivery[]; readonly stale: readonly Delivery[] }>;
  /** When the next open row falls due, if any. */
  nextDue(consumers: readonly string[]): Promise<Instant | undefined>;
}

/** Which event types a consumer takes, and until when each is still true. */
export type OnceTypes = Partial<Record<FactType, { readonly until?: 'called' | 'started' | 'ended' }>>;

/** Records facts that need no decision, on a branch's chain or the bank's (`bank`). */
export type RecordFact = (branch: string, actor: Actor, facts: readonly Fact[]) => Promise<void>;
