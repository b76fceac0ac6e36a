import type { AnswerOf, InputOf, Method, RouteName } from '../wire/routes';

/**
 * The API by method and path, typed by `wire`: what a route wants and what it answers. How a
 * request travels is the caller's: pages fetch, others keep a connection.
 */

/** One request as it is sent. */
export interface Request {
  readonly method: Method;
  readonly path: string;
  /** Sent as JSON. */
  readonly body?: unknown;
}

/** The arguments of a call: what its route wants, and the transport's own options. */
type RequestInput<R extends RouteName, Options> = InputOf<R> & Options;
/** May be left out if nothing is wanted. */
export type RequestArguments<R extends RouteName, Options> =
  object extends RequestInput<R, Options>
    ? [input?: RequestInput<R, Options>]
    : [input: RequestInput<R, Options>];

export interface Client<Options> {
  call<R extends RouteName>(route: R, ...input: RequestArguments<R, Options>): Promise<AnswerOf<R>>;
}

/** `send` resolves with the parsed body of a good answer, undefined where it has none. */
export const createClient = <Options extends object>(
  send: (request: Request, options: Options) => Promise<unknown>,
): Client<Options> => ({
  async call<R extends RouteName>(route: R, ...[input]: RequestArguments<R, Options>) {
    return (await send(requestOf(route, input), input ?? ({} as Options))) as AnswerOf<R>;
  },
});

/** The request of a call, to be kept and sent later. */
export function requestOf<R extends RouteName>(route: R, input?: InputOf<R>): Request {
  const { params, query, body } = (input ?? {}) as Parts;
  const [method, path] = route.split(' ') as [Method, string];
  const filled = path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params![name]));
  const asked = Object.entries(query ?? {}).filter(([, value]) => value !== undefined);
  const search = asked.length ? `?${new URLSearchParams(asked.map(textual))}` : '';
  return { method, path: filled + search, ...(body === undefined ? {} : { body }) };
}

interface Parts {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: object;
  readonly body?: unknown;
}

const textual = ([name, value]: [string, unknown]): [string, string] => [name, String(value)];
