import { Actor } from './domain/model/actor';
import { Event, FactType } from './domain/model/events';
import { Instant } from './domain/model/instant';
import { TicketState } from './domain/model/ticket';
import { TicketView } from './domain/views/views';
import { Commit, Delivery, Directory, Json, Limiter, Log, OnceTypes, SendResult } from './ports';

export type { SendResult } from './ports';

/** Gets each event once, through rows in `deliveries`, with retries, in order per thread. */
interface OnceConsumer {
  readonly types: OnceTypes;
  /** A send is aborted after this many ms; less than half the lease. */
  readonly timeoutMs: number;
  send(delivery: Delivery, signal: AbortSignal): Promise<SendResult>;
}

/** An address that a plugin has linked to a ticket, decrypted. */
export interface Contact {
  /** The subscription's id: `delivery.subscription`. */
  readonly id: string;
  readonly branch: string;
  readonly ticket: string;
  /** The ticket's state when it was read. */
  readonly state: TicketState;
  readonly thread: string;
  readonly address: string;
  /**
   * The plugin's own data: message ids, language. `was` is the ticket's state when it was linked:
   * later events are delivered.
   */
  readonly data: Json;
  /** False for a person who does not want to be asked how it was (TK-75). */
  readonly asksFeedback?: boolean;
  /** The position its message shows; undefined if it shows none. */
  readonly toldPosition?: number;
}

/** What a plugin may do and see. Each plugin has its own host. */
export interface PluginHost {
  /** The app's operations: a plugin is a caller like any other. */
  readonly operations: PluginOperations;
  /** The plugin's own key-value table, with expiry and compare-and-set. */
  readonly store: {
    get(key: string): Promise<{ readonly value: Json; readonly version: number } | undefined>;
    /**
     * `version`: 0 = must not exist, undefined = unconditionally. False if another write came
     * first.
     */
    put(
      key: string,
      value: Json,
      options?: { readonly version?: number; readonly seconds?: number },
    ): Promise<boolean>;
    /** Puts many values unconditionally. */
    putAll(
      entries: readonly { readonly key: string; readonly value: Json }[],
      seconds?: number,
    ): Promise<void>;
    /** `version`: deletes only the version that was read or written; a later write stays. */
    remove(key: string, version?: number): Promise<void>;
    list(
      prefix: string,
      limit: number,
    ): Promise<readonly { readonly key: string; readonly value: Json; readonly version: number }[]>;
  };
  /**
   * Links an encrypted address to a ticket; the ticket's events of `types` then become deliveries
   * on the address's thread.
   */
  readonly contacts: {
    /**
     * `TicketIssued` is delivered too, although it happened before. Linking an address that already
     * follows the ticket changes nothing.
     * @returns undefined if the ticket has ended meanwhile, or its customer was erased
     */
    link(
      branch: string,
      ticket: string,
      address: string,
      types: OnceTypes,
      data?: Json,
    ): Promise<Contact | undefined>;
    unlink(id: string, because: string): Promise<void>;
    byId(id: string): Promise<Contact | undefined>;
    byTicket(ticket: string): Promise<readonly Contact[]>;
    /** Newest ticket first, at most 100. */
    byAddress(address: string): Promise<readonly Contact[]>;
    /**
     * Members of `data` replace those of the same name. `toldPosition`: what the message shows now;
     * null = none, undefined = unchanged.
     */
    update(id: string, data: Json, toldPosition?: number | null): Promise<void>;
    /**
     * Queues a `position` delivery for each contact in line whose message shows an outdated
     * position; at most one waits per contact. Returns how many were queued.
     */
    tellPositions(): Promise<number>;
    /** Deletes the addresses of tickets that ended more than `afterMs` ago. */
    forget(afterMs: number): Promise<void>;
  };
  /**
   * A webhook subscription's URL and decrypted secret; undefined if it was removed or is inactive.
   */
  endpoint(
    subscription: string,
  ): Promise<{ readonly url: string; readonly secret: string } | undefined>;
  /** A staff member's first name, for messages to customers. */
  readonly staff: (id: string) => Promise<{ readonly firstName: string } | undefined>;
  readonly limit: Limiter;
  /**
   * Runs `fn` on exactly one instance, the holder of a PostgreSQL lease, and again when it ends.
   * `signal` aborts when the lease is lost.
   */
  single(name: string, fn: (signal: AbortSignal) => Promise<void>): { stop(): Promise<void> };
  readonly clock: () => Instant;
  readonly log: Log;
  readonly publicUrl: string;
}

/**
 * Operations a plugin may call. Commands take the actor and an idempotency key, and reject as
 * operations do (`Refused`, `Busy`).
 */
interface PluginOperations {
  ticketView(branch: string, ticket: string): Promise<TicketView>;
  /** A branch's names and labels, to turn ids into words. */
  directory(branch: string): Promise<Directory>;
  cancel(branch: string, ticket: string, actor: Actor, key: string): Promise<Json>;
  /** The customer is at the branch. */
  arrive(branch: string, ticket: string, actor: Actor, key: string): Promise<Json>;
  defer(branch: string, ticket: string, minutes: number, actor: Actor, key: string): Promise<Json>;
  feedback(
    branch: string,
    ticket: string,
    score: number,
    remark: string | undefined,
    actor: Actor,
    key: string,
  ): Promise<Json>;
  ticketKey(ticket: string): string;
  /** Only shows the ticket. */
  readingKey(ticket: string): string;
  /**
   * A ticket's branch and state, without reading the line; undefined if there is no such ticket.
   */
  whereIsTicket(
    ticket: string,
  ): Promise<{ readonly branch: string; readonly state: TicketState } | undefined>;
}

/** What a link of a plugin is for. */
export interface LinkFor {
  /** A new one each time, where a plugin's links are used up. */
  readonly fresh: boolean;
  /**
   * True if only the customer gets it. Otherwise it goes through the hands of staff, and leads to
   * news of the ticket but to nothing that changes it.
   */
  readonly acts: boolean;
}

/** A route that a plugin serves (a webhook). The path is below `/` and fixed at start. */
export interface PluginRoute {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  /** The largest body accepted, in bytes. */
  readonly maxBytes: number;
  handle(request: {
    readonly headers: Readonly<Record<string, string | undefined>>;
    readonly body: Buffer;
  }): Promise<{ readonly status: number; readonly body?: Json }>;
}

/** Adds a concern to the app without changing a file of the core. */
export interface Plugin {
  readonly name: string;
  readonly once?: OnceConsumer;
  /** Gets hints on every instance; they may be lost. */
  readonly live?: (commit: Commit) => void;
  /** Hears events after the commit, on the instance that committed. */
  readonly here?: { readonly types: readonly FactType[] | 'all'; hear(event: Event): void };
  readonly routes?: (host: PluginHost) => readonly PluginRoute[];
  /**
   * Adds an entry to `links`: in the 201, which does not wait long for it, and in `GET /api/my`,
   * which asks for a `fresh` one.
   */
  readonly link?: (branch: string, ticket: string, link: LinkFor) => Promise<string | undefined>;
  start?(host: PluginHost): Promise<void>;
  stop?(): Promise<void>;
}
