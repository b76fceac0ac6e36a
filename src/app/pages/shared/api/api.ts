/**
 * The API as pages use it: JSON, problems with a code, idempotency keys, bounded retries under the
 * same key.
 */

/** An answer that is not what was asked for. `status` 0: the server was not reached. */
export class ApiProblem extends Error {
  constructor(
    readonly status: number,
    /** Machine-readable: `wrong_state`, or `offline`, `busy`, `unknown` of our own. */
    readonly code: string,
    readonly body: Readonly<Record<string, unknown>> = {},
  ) {
    super(code);
    this.name = 'ApiProblem';
  }

  /** Nothing was decided: the same request may be sent again under the same key. */
  get undecided(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

export interface Request {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly body?: unknown;
  /** `Idempotency-Key`: every command has one. */
  readonly key?: string;
  /** The customer's key, for `/api/my`. */
  readonly ticket?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const TIMEOUT_MS = 8000;

export interface Reply<T> {
  readonly body: T;
  readonly status: number;
  readonly headers: Headers;
}

/** One request. Throws `ApiProblem`. An empty answer (204) has the body `undefined`. */
export async function ask<T>(request: Request): Promise<Reply<T>> {
  const response = await reach(request);
  if (response.ok)
    return {
      body: response.status === 204 ? (undefined as T) : ((await json(response)) as T),
      status: response.status,
      headers: response.headers,
    };
  const body = (await json(response)) as Record<string, unknown> | undefined;
  const code =
    typeof body?.code === 'string' ? body.code : response.status >= 500 ? 'busy' : 'unknown';
  throw new ApiProblem(response.status, code, body);
}

/** `GET`, the body only. */
export const get = async <T>(path: string, more: Partial<Request> = {}): Promise<T> =>
  (await ask<T>({ method: 'GET', path, ...more })).body;

/** A new idempotency key. */
export const newKey = (): string => crypto.randomUUID();

/**
 * A command, sent again under the same key while nothing was decided: at most four times within
 * some seconds.
 */
export async function command<T>(request: Request): Promise<T> {
  const once: Request = { ...request, key: request.key ?? newKey() };
  for (let attempt = 0; ; attempt++) {
    try {
      return (await ask<T>(once)).body;
    } catch (error) {
      if (!(error instanceof ApiProblem) || !error.undecided || attempt === 3) throw error;
      await new Promise((resolve) =>
        setTimeout(resolve, 300 * 2 ** attempt * (0.5 + Math.random())),
      );
    }
  }
}

async function reach({ method, path, body, key, ticket, headers }: Request): Promise<Response> {
  try {
    return await fetch(path, {
      method,
      headers: {
        Accept: 'application/json',
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...(key ? { 'Idempotency-Key': key } : {}),
        ...(ticket ? { Authorization: `Ticket ${ticket}` } : {}),
        ...headers,
      },
      body: body === undefined ? undefined : JSON.stringify(body),
      cache: 'no-store',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
  } catch (error) {
    // fetch rejects only when no answer came: no network, refused, timed out
    throw new ApiProblem(0, 'offline', { reason: (error as Error).name });
  }
}

async function json(response: Response): Promise<unknown> {
  const text = await response.text();
  try {
    return text ? JSON.parse(text) : undefined;
  } catch {
    throw new ApiProblem(
      response.ok ? 502 : response.status,
      response.status >= 500 ? 'busy' : 'unknown',
    );
  }
}
