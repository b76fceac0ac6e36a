import { Actor } from '../domain/model/actor';
import { Command } from '../domain/model/commands';
import { Event, Fact } from '../domain/model/events';
import { Instant } from '../domain/model/instant';
import { Slice } from '../domain/model/state';
import { Stretches } from '../domain/model/stretch';
import { Ticket } from '../domain/model/ticket';
import { Change } from './changes';
import { Json } from './common';
import { PersonKey } from './reads';

/** The row that a command locks first. */
export interface Head {
  readonly branch: string;
  /**
   * A new epoch means the sequence started over (restore, new database): clients take a snapshot.
   */
  readonly epoch: string;
  readonly seq: number;
  readonly at: Instant;
  readonly hash: string;
  readonly day: string;
  /** The configuration that the branch runs on. */
  readonly configVersion: number;
}

/** The person who asks for a ticket. */
export interface TicketHolder {
  /** The id of their row, if there is none yet. */
  readonly id: string;
  readonly blindIndex: string | null;
  /** Who they say they are, unproven: only used for the rights of that person. */
  readonly claimIndex?: string;
  readonly phoneIndex?: string;
  /** Indexes an older release may have kept them under: an open ticket found there is theirs. */
  readonly olderIndexes?: readonly string[];
  /** The cipher for a new row. */
  readonly cipher: string;
  /** The cipher for the existing row: a cipher decrypts in its own row only. */
  readonly sealed: (id: string) => string;
}

/** What is known about a person who asks for a ticket. */
export interface Known {
  /** The id of their row; absent = they have none, and it is created with their ticket. */
  readonly id?: string;
  /** Their open ticket here, and how many of its lane are before it. */
  readonly active?: Ticket;
  readonly ahead?: number;
}

/** What a command must know before it decides. Bounded: never the whole floor. */
export interface LoadSpec {
  /** The tickets it is about, by id. */
  readonly tickets?: readonly string[];
  /**
   * The front of each lane: of these queues, of every queue an advisor serves, or of all. A branch
   * with automatic assignment always loads all.
   */
  readonly fronts?: readonly string[] | 'all' | { readonly servedBy: string | readonly string[] };
  /** This many more of each front: commands that share the transaction may take some first. */
  readonly deeper?: number;
  /** The people who ask for tickets, one for each command that shares the transaction. */
  readonly customers?: readonly TicketHolder[];
  /** A number will be given: loads those still in use from an earlier day, if there can be any. */
  readonly number?: true;
  /** The active ticket of this ticket's customer: a no-show is not reopened beside it. */
  readonly customerOf?: string;
  /** What has happened to this ticket, or to the one that this advisor has in hand. */
  readonly past?: string | { readonly inHandOf: string };
  /** What the sweep may have to do by now, at most `limit` tickets of each kind. */
  readonly due?: { readonly limit: number };
  /**
   * The advisor it is about: their row, the queues they serve here, the ticket they have. Several,
   * without those queues, for commands that share the transaction.
   */
  readonly advisor?: string | readonly string[];
  /** Whom the branch's advisors hold. */
  readonly held?: true;
  /** Open tickets, to close those of this day, and whether a later day has taken over its line. */
  readonly open?: { readonly limit: number; readonly closing?: string };
  /** Whoever waits in these queues, to be sent home. */
  readonly waiting?: { readonly queues: readonly string[]; readonly limit: number };
  /** Tickets in line whose due does not fit this target, because it has changed. */
  readonly redue?: { readonly queue: string; readonly targetMs: number; readonly limit: number };
  readonly alerts?: boolean;
  /** Who waits and whom advisors serve, to foretell. */
  readonly line?: boolean;
  /** What a change of configuration or persons may clash with. */
  readonly existing?: LookUp;
}

/** A rule's question to the database; the answer is `Existing`. */
export type LookUp =
  | { readonly what: 'settings'; readonly overrides: Json }
  | { readonly what: 'day-plan'; readonly day: string }
  | { readonly what: 'prefix'; readonly queue: string; readonly prefix: string }
  /** Also locks the advisor, who comes on duty at one branch at a time, and only where they may. */
  | { readonly what: 'duty'; readonly advisor: string; readonly branch: string }
  | { readonly what: 'label'; readonly counter: string; readonly label: string }
  | {
      readonly what: 'username';
      readonly staff: string;
      readonly username: string;
      /** Branches that the member of staff will have. */
      readonly branches: readonly string[];
      /** The administrator who saves it; absent: the app itself does. */
      readonly saver?: string;
    }
  /** Also locks the person, so that no ticket is issued to them meanwhile. */
  | { readonly what: 'person'; readonly person: PersonKey }
  /** Whether that right was asked from the ticket's page and is still open. */
  | { readonly what: 'asked'; readonly ticket: string; readonly right: string }
  | { readonly what: 'request'; readonly request: string }
  /** Whether the ticket's person was erased; if not, they cannot be before the commit. */
  | { readonly what: 'writer'; readonly ticket: string }
  /** Whether a person's record is unchanged since it was read, and if another has this index. */
  | {
      readonly what: 'record';
      readonly id: string;
      readonly cipher: string;
      readonly index: string | null;
    };

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
  /** What is known about those who ask for a ticket, by `Asking.id`. */
  readonly known?: Readonly<Record<string, Known>>;
  /** What was committed under these keys before, if anything. */
  readonly earlier: readonly Earlier[];
}

/** The committed answer of a command, by its key. */
export interface Earlier extends Idempotency {
  readonly answer: Answer;
  readonly at: Instant;
}

/** Everything that a commit writes, in one statement. */
export interface WriteSet {
  readonly head: Head;
  readonly at: Instant;
  /** In order, with `seq` following the head's. `body` is the canonical text that is hashed. */
  readonly events: readonly {
    readonly event: Event;
    readonly body: string;
    readonly hash: string;
  }[];
  readonly before: Slice;
  readonly after: Slice;
  /** Stretches that the events begin and end. */
  readonly stretches: Stretches;
  /** Answers of commands that have a key. */
  readonly answers: readonly (Idempotency & { readonly answer: Answer })[];
  /** Advisors whose console this command proves to be alive. */
  readonly seen: readonly string[];
  /** SHA-256 of the keys of tickets issued here, by ticket: requests are looked up by it. */
  readonly keyHashes: Readonly<Record<string, string>>;
  /** What a customer wrote, encrypted: it is kept outside the chain. */
  readonly remark?: { readonly id: string; readonly ticket: string; readonly cipher: string };
  readonly note?: NoteChange;
  /** The people who got a ticket and had no row; for the others, the newest cipher is kept. */
  readonly customers: {
    readonly made: readonly TicketHolder[];
    readonly renewed: readonly { readonly id: string; readonly cipher: string }[];
  };
  /** The configuration changed: every instance reads it again. */
  readonly configured: boolean;
  /** The seal of the head after this commit: `headText` under a key the database does not have. */
  readonly seal: string;
}

/** A note of staff on a visit, encrypted and kept outside the chain; or its removal. */
type NoteChange =
  | {
      readonly id: string;
      readonly ticket: string;
      readonly cipher: string;
      /** The member of staff who wrote it. */
      readonly by: string;
    }
  | { readonly gone: string };

/** What commands need when they open their transaction. */
export interface OpenRequest {
  readonly branch: string;
  readonly load: LoadSpec;
  /** Keys whose earlier answers are looked for. */
  readonly keys: readonly Idempotency[];
  /** Gives up at once when somebody else holds the branch. */
  readonly skipLocked?: boolean;
  /** Replaces the database's clock (tests, the replay). */
  readonly clock?: Instant;
}

/** Another branch has just created the row of a customer who also asked for a ticket here. */
export class MadeElsewhere extends Error {
  constructor(branch: string) {
    super(`branch ${branch}: another branch made the same person at this moment`);
    this.name = 'MadeElsewhere';
  }
}

/** A branch under its lock, and what was loaded. */
export interface Opened {
  readonly head: Head;
  readonly loaded: Loaded;
}

/**
 * One transaction on a branch: begin, lock and load go out together, and so do write and commit:
 * two round trips.
 */
export interface WriteSession {
  /** Locks the head alone, then loads. Undefined: no such branch, or `skipLocked` found it held. */
  open(request: OpenRequest): Promise<Opened | undefined>;
  /**
   * Writes rows beside the line; returns the facts that follow from them.
   * @throws Refused `account_changed` if the actor has lost a right since they asked
   */
  change(change: Change, head: Head, now: Instant, actor: Actor): Promise<readonly Fact[]>;
  /**
   * Writes and commits. Returns how many deliveries it queued. Rejects with `MadeElsewhere` when
   * another branch has just created the row of one of these customers: begin again to find it.
   */
  save(set: WriteSet): Promise<number>;
  /** Gives the connection back. Never throws; does nothing after `save`. */
  rollback(): Promise<void>;
}

/** What is published after a commit. */
export interface Commit {
  readonly branch: string;
  readonly epoch: string;
  /** Sequence number before the commit's first event. */
  readonly prev: number;
  readonly seq: number;
  readonly at: Instant;
  readonly events: readonly Event[];
}

export interface RunRequest<A extends Answer = Answer> {
  readonly branch: string;
  readonly actor: Actor;
  readonly command: Command;
  readonly load: LoadSpec;
  readonly idempotency?: Idempotency;
  /**
   * May share a transaction with waiting commands of its kind; it has no `change`, `remark` or
   * `note`. `issuing` adds to the branch, ends nothing, and has no `seen`; `counter` is what
   * advisors do with their own tickets and the front of their lines, and loads those.
   */
  readonly shares?: 'issuing' | 'counter';
  /** For the sweep: gives up at once when somebody else holds the branch. */
  readonly skipLocked?: boolean;
  readonly seen?: readonly string[];
  readonly change?: Change;
  readonly remark?: { readonly id: string; readonly ticket: string; readonly cipher: string };
  readonly note?: NoteChange;
  /**
   * What the caller gets, and a repeat of the command again: it is stored under the idempotency
   * key, so a pure function makes it before the commit.
   */
  readonly answer?: A | MakeAnswer<A>;
}

export type MakeAnswer<A extends Answer = Answer> = (events: readonly Event[], after: Slice) => A;

export interface RunResult<A extends Answer = Answer> {
  readonly events: readonly Event[];
  readonly answer: A;
  /** True when the answer is that of an earlier commit under the same key. */
  readonly replayed: boolean;
}

/**
 * The one write path. Rejects with `Refused`, or with `Busy` when the lock did not come in time
 * (`DatabaseAway` when the database is the reason).
 */
export type Run = <A extends Answer>(request: RunRequest<A>) => Promise<RunResult<A>>;
