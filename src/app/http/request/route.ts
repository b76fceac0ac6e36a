import { IncomingMessage } from 'node:http';
import { Actor } from '../../domain/model/actor';
import { Door } from '../../identity/policy';
import { CommandContext } from '../../operations';
import { Viewer } from '../../ports';
import {
  AnswerOf,
  BodyOf,
  Exchange,
  Method,
  ParamsOf,
  QueryOf,
  RouteName,
  routes,
} from '../../wire/routes';

/** An answer; `B` is its JSON. */
export interface Reply<B = unknown> {
  readonly status: number;
  readonly body?: B;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  /** Sent as it is, with this content type. */
  readonly text?: { readonly type: string; readonly content: string };
  /**
   * The same for bytes: the content type is sent exactly as given, since some printers accept no
   * parameter after it.
   */
  readonly bytes?: { readonly type: string; readonly content: Buffer };
  /** The same for long answers: sent as they are made, as fast as the client takes them. */
  readonly stream?: { readonly type: string; readonly parts: AsyncIterable<string | Uint8Array> };
}

/** One request that has passed identity, policy and validation. */
export interface Call<P = Readonly<Record<string, string>>, B = unknown, Q = unknown> {
  readonly params: P;
  readonly body: B;
  readonly query: Q;
  readonly viewer: Viewer;
  readonly actor: Actor;
  /** The viewer's real address: for limits, never for a log. */
  readonly address: string;
  readonly request: IncomingMessage;
  /** Branch (the path's, unless given), actor and idempotency key, for an operation. */
  context(branch?: string): CommandContext;
}

/**
 * A route reads as a sentence: which exchange, who may, what is done. OpenAPI, the role matrix and
 * the fuzz tests are made from these.
 */
export interface Route extends Exchange, RouteSummary {
  readonly method: Method;
  readonly path: string;
  handle(call: Call<never, never, never>): Promise<Reply>;
}

/** What a route declares besides its exchange. */
interface RouteSummary {
  readonly summary: string;
  readonly tag: string;
  /** Whom it lets in. */
  readonly who: Door;
  /** `bank` may stand in the path for a branch: its settings are the defaults, its chain is one. */
  readonly ofBank?: true;
  /** Sent every few seconds by each device: logged at `debug` only. */
  readonly routine?: true;
  /**
   * Its answer has an ETag; a write needs `If-Match`. `inside`: the version is in the body or read
   * in the same step, and there is no header.
   */
  readonly versioned?: 'read' | 'written' | 'inside';
  /** A read that may be impossible in the present state: 409, as for any command. */
  readonly refuses?: true;
  /** Content types of the answer, when it is not JSON. */
  readonly media?: readonly string[];
}

/** Handles one exchange of `wire`: its types are those of the handler. */
export function route<R extends RouteName>(
  name: R,
  about: RouteSummary & {
    handle(call: Call<ParamsOf<R>, BodyOf<R>, QueryOf<R>>): Promise<Reply<AnswerOf<R>>>;
  },
): Route {
  const [method, path] = name.split(' ') as [Method, string];
  return { ...routes[name], ...about, method, path };
}

export const ok = <B>(body: B, headers?: Reply['headers']): Reply<B> => ({
  status: 200,
  body,
  headers,
});

export const staffOf = (viewer: Viewer): string => (viewer.kind === 'staff' ? viewer.staff : '');
/** Who acts on a ticket, and whether they may act on anybody's. */
export const actingStaff = (viewer: Viewer) => ({
  staff: staffOf(viewer),
  supervises: viewer.kind === 'staff' && viewer.role === 'supervisor',
});
