import { IncomingMessage } from 'node:http';
import { z } from 'zod';
import { Actor } from '../../domain/model/actor';
import { Action } from '../../identity/policy';
import { CommandContext } from '../../operations';
import { Viewer } from '../../ports';

export interface Reply {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  /** Sent as it is, with this content type. */
  readonly text?: { readonly type: string; readonly content: string };
  /**
   * The same for bytes: the content type is sent to the letter, since there are printers that take
   * no parameter after it.
   */
  readonly bytes?: { readonly type: string; readonly content: Buffer };
}

/** One request that passed identity, policy and validation. */
export interface Call<B = unknown, Q = unknown> {
  readonly params: Readonly<Record<string, string>>;
  readonly body: B;
  readonly query: Q;
  readonly viewer: Viewer;
  readonly actor: Actor;
  /** The viewer's real address: for limits, never for a log. */
  readonly address: string;
  readonly request: IncomingMessage;
  /** Branch (the path's, unless told), actor and idempotency key, for an operation. */
  asked(branch?: string): CommandContext;
}

/** A route as a sentence: who, what, which body, which answers. OpenAPI is made from these. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly summary: string;
  readonly tag: string;
  /**
   * Who: a policy action, a customer with their ticket's key, a printer with its own, or anybody;
   * `nobody` takes no notice of who asks (signing in, enrolling).
   */
  readonly who: Action | 'ticket' | 'printer' | 'anyone' | 'nobody';
  /** Comes every few seconds from each device: a line for the log at `debug` only. */
  readonly routine?: true;
  /** Takes an Idempotency-Key. */
  readonly command?: true;
  readonly body?: z.ZodType;
  readonly query?: z.ZodType;
  /** Content types of the answer, where it is no JSON. */
  readonly media?: readonly string[];
  /** By status. */
  readonly answers: Readonly<Record<number, z.ZodType | undefined>>;
  handle(call: Call<never, never>): Promise<Reply>;
}

/** Binds the types of body and query to the handler. */
export function route<B extends z.ZodType = z.ZodUndefined, Q extends z.ZodType = z.ZodUndefined>(
  definition: Omit<Route, 'handle' | 'body' | 'query'> & {
    readonly body?: B;
    readonly query?: Q;
    handle(call: Call<z.infer<B>, z.infer<Q>>): Promise<Reply>;
  },
): Route {
  return definition as unknown as Route;
}

export const ok = (body: unknown, headers?: Reply['headers']): Reply => ({
  status: 200,
  body,
  headers,
});

export const staffOf = (viewer: Viewer): string => (viewer.kind === 'staff' ? viewer.staff : '');
/** Whose hand it is, and whether it may be on anybody's ticket. */
export const handOf = (viewer: Viewer) => ({
  staff: staffOf(viewer),
  supervises: viewer.kind === 'staff' && viewer.role === 'supervisor',
});
