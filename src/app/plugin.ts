import { Actor } from './domain/model/actor';
import { Event, FactType } from './domain/model/events';
import { Instant } from './domain/model/instant';
import { TicketState } from './domain/model/ticket';
import { TicketView } from './domain/views/views';
import { Commit, Delivery, Directory, Json, Limiter, Log, OnceTypes, SendResult } from './ports';

export type { SendResult } from './ports';

/** Told once, by rows in `deliveries`, with retries and order per chain. */
export interface OnceConsumer {
  readonly types: OnceTypes;
  /** Milliseconds after which a send is abandoned; under half the lease. */
  readonly timeoutMs: number;
  send(delivery: Delivery, signal: AbortSignal): Promise<SendResult>;
}

/** An address a plugin has bound to a ticket; `address` is decrypted. */
export interface Contact {
  /** The subscription's id: `delivery.subscription`. */
  readonly id: string;
  readonly branch: string;
  readonly ticket: string;
  /** The ticket's, when it was read. */
  readonly state: TicketState;
  readonly chain: string;
  readonly address: string;
  /** The plugin's own: message ids, language. */
  readonly data: Json;
  /** The position its message shows; undefined while it shows none. */
  readonly toldPosition?: number;
}

/** What a plugin may do and know of the app. Each plugin has its own. */
export interface PluginHost {
  /** The operations of the app, by name: a plugin is one more caller. */
  readonly operations: PluginOperations;
  /** A key-value table of the plugin's own, with expiry and compare-and-set. */
  readonly store: {
    get(key: string): Promise<{ readonly value: Json; readonly version: number } | undefined>;
    /**
     * `version` 0 = must not exist, undefined = whatever is there. False when somebody was faster.
     */
    put(
      key: string,
      value: Json,
      options?: { readonly version?: number; readonly seconds?: number },
    ): Promise<boolean>;
    /** Many at once, whatever is there. */
    putAll(
      entries: readonly { readonly key: string; readonly value: Json }[],
      seconds?: number,
    ): Promise<void>;
    remove(key: string): Promise<void>;
    list(
      prefix: string,
      limit: number,
    ): Promise<readonly { readonly key: string; readonly value: Json; readonly version: number }[]>;
  };
  /**
   * Binds an encrypted address to a ticket; its events of `types` then become deliveries on the
   * address's chain.
   */
  readonly contacts: {
    /**
     * Its issue is told too, though it happened before: `TicketIssued` goes out when both have
     * happened. An address that follows the ticket already changes nothing.
     */
    link(
      branch: string,
      ticket: string,
      address: string,
      types: OnceTypes,
      data?: Json,
    ): Promise<Contact>;
    unlink(id: string, because: string): Promise<void>;
    byId(id: string): Promise<Contact | undefined>;
    byTicket(ticket: string): Promise<readonly Contact[]>;
    /** Newest ticket first, at most 100. */
    byAddress(address: string): Promise<readonly Contact[]>;
    /**
     * Members of `data` replace those of the same name. `toldPosition`: what the message shows now;
     * null = none; undefined = as before.
     */
    update(id: string, data: Json, toldPosition?: number | null): Promise<void>;
    /**
     * Queues a delivery about `position` for each contact in line whose message shows another; at
     * most one waits per contact. Returns how many.
     */
    tellPositions(): Promise<number>;
    /** Forgets the addresses of tickets that ended more than `afterMs` ago. */
    forget(afterMs: number): Promise<void>;
  };
  /**
   * Where a webhook subscription goes, its secret decrypted; undefined once it is removed or
   * inactive.
   */
  endpoint(
    subscription: string,
  ): Promise<{ readonly url: string; readonly secret: string } | undefined>;
  /** First name by staff id, for messages a customer reads. */
  readonly staff: (id: string) => Promise<{ readonly firstName: string } | undefined>;
  readonly limit: Limiter;
  /**
   * Runs `fn` on exactly one instance, by a PostgreSQL lease, again after it ends; `signal` aborts
   * when the lease is lost.
   */
  single(name: string, fn: (signal: AbortSignal) => Promise<void>): { stop(): Promise<void> };
  readonly clock: () => Instant;
  readonly log: Log;
  readonly publicUrl: string;
}

/**
 * The operations a plugin may call; commands take the actor and an idempotency key. They reject as
 * operations do (`Refused`, `Busy`).
 */
export interface PluginOperations {
  ticketView(branch: string, ticket: string): Promise<TicketView>;
  /** Names and labels of a branch: what puts words to ids. */
  directory(branch: string): Promise<Directory>;
  cancel(branch: string, ticket: string, actor: Actor, key: string): Promise<Json>;
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
  /** Where it is, without reading the line; undefined when there is no such ticket. */
  whereIsTicket(
    ticket: string,
  ): Promise<{ readonly branch: string; readonly state: TicketState } | undefined>;
}

/** A route a plugin serves itself (a webhook). Path below `/`, fixed at start. */
export interface PluginRoute {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  /** Body at most this many bytes. */
  readonly maxBytes: number;
  handle(request: {
    readonly headers: Readonly<Record<string, string | undefined>>;
    readonly body: Buffer;
  }): Promise<{ readonly status: number; readonly body?: Json }>;
}

/** Another concern in the same app, with no file of the core changed. */
export interface Plugin {
  readonly name: string;
  readonly once?: OnceConsumer;
  /** Hints, on every instance: may be lost. */
  readonly live?: (commit: Commit) => void;
  /** After the commit, on the instance that committed. */
  readonly here?: { readonly types: readonly FactType[] | 'all'; hear(event: Event): void };
  readonly routes?: (host: PluginHost) => readonly PluginRoute[];
  /**
   * Adds its own entry to `links` in the 201, which does not wait for it long, and in
   * `GET /api/my`, which asks for a `fresh` one.
   */
  readonly link?: (branch: string, ticket: string, fresh: boolean) => Promise<string | undefined>;
  start?(host: PluginHost): Promise<void>;
  stop?(): Promise<void>;
}
