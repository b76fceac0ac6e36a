import { Actor } from './domain/actor';
import { Event, FactType } from './domain/events';
import { Instant } from './domain/ticket';
import { Commit, Delivery, Json, Limiter, Log, OnceTypes, SendResult } from './ports';

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
  readonly id: string;
  readonly branch: string;
  readonly ticket: string;
  readonly chain: string;
  readonly address: string;
  readonly data: Json;
}

export interface PluginHost {
  /** The operations of the app, by name: a plugin is one more caller. */
  readonly operations: PluginOperations;
  /** A key-value table of the plugin's own, with expiry and compare-and-set. */
  readonly store: {
    get(key: string): Promise<{ readonly value: Json; readonly version: number } | undefined>;
    /** `version` 0 = must not exist, undefined = whatever is there. False when somebody was faster. */
    put(key: string, value: Json, options?: { readonly version?: number; readonly seconds?: number }): Promise<boolean>;
    remove(key: string): Promise<void>;
    list(prefix: string, limit: number): Promise<readonly { readonly key: string; readonly value: Json; readonly version: number }[]>;
  };
  /** Binds an encrypted address to a ticket; its events of `types` then become deliveries on the address's chain. */
  readonly contacts: {
    link(branch: string, ticket: string, address: string, types: OnceTypes, data?: Json): Promise<Contact>;
    unlink(id: string, because: string): Promise<void>;
    byTicket(ticket: string): Promise<readonly Contact[]>;
    byAddress(address: string): Promise<readonly Contact[]>;
    update(id: string, data: Json): Promise<void>;
  };
  /** Where a webhook subscription goes, its secret decrypted; undefined once it is removed or inactive. */
  endpoint(subscription: string): Promise<{ readonly url: string; readonly secret: string } | undefined>;
  /** First name by staff id, for messages a customer reads. */
  readonly staff: (id: string) => Promise<{ readonly firstName: string } | undefined>;
  readonly limit: Limiter;
  /** Runs `fn` on exactly one instance, by a PostgreSQL lease; `signal` aborts when the lease is lost. */
  single(name: string, fn: (signal: AbortSignal) => Promise<void>): { stop(): Promise<void> };
  readonly clock: () => Instant;
  readonly log: Log;
  readonly publicUrl: string;
}

/** The operations a plugin may call; each takes the actor and an idempotency key. */
export interface PluginOperations {
  ticketView(branch: string, ticket: string): Promise<Json>;
  cancel(branch: string, ticket: string, actor: Actor, key: string): Promise<Json>;
  defer(branch: string, ticket: string, minutes: number, actor: Actor, key: string): Promise<Json>;
  feedback(branch: string, ticket: string, score: number, remark: string | undefined, actor: Actor, key: string): Promise<Json>;
  ticketKey(ticket: string): string;
}

/** A route a plugin serves itself (a webhook). Path below `/`, fixed at start. */
export interface PluginRoute {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  /** Body at most this many bytes. */
  readonly maxBytes: number;
  handle(request: { readonly headers: Readonly<Record<string, string | undefined>>; readonly body: Buffer }): Promise<{ readonly status: number; readonly body?: Json }>;
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
  /** Adds its own entry to `links` in the 201 and in `GET /api/my`. */
  readonly link?: (branch: string, ticket: string) => Promise<string | undefined>;
  start?(host: PluginHost): Promise<void>;
  stop?(): Promise<void>;
}
