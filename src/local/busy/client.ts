import { randomUUID } from 'node:crypto';
import { Client as Api, createClient, Request } from '../../app/client/client';
import type { Problem } from '../../app/wire/problem';

/** Longer than any answer of the app takes: its locks time out after 3 s. */
const TIMEOUT_MS = 10_000;

/** The app refused. */
export class Refusal extends Error {
  constructor(
    asked: string,
    readonly status: number,
    readonly code: string | undefined,
  ) {
    super(`${asked} answered ${status}${code ? ` ${code}` : ''}`);
    this.name = 'Refusal';
  }
}

export interface Options {
  /** `Bearer <token>` or `Ticket <key>`. */
  readonly authorization?: string;
}

/** Calls the app's routes as its pages do: every command with a key of its own. */
export class Client {
  requests = 0;
  /** @throws Refusal for anything but 2xx, without what was sent; TypeError when nobody answers */
  readonly call: Api<Options>['call'];

  constructor(readonly origin: string) {
    ({ call: this.call } = createClient<Options>((request, options) =>
      this.send(request, options),
    ));
  }

  /** Sends a request to a server that `wire` does not describe. */
  async send({ method, path, body }: Request, { authorization }: Options = {}): Promise<unknown> {
    this.requests += 1;
    const response = await fetch(this.origin + path, {
      method,
      headers: {
        ...(authorization ? { Authorization: authorization } : {}),
        ...(method === 'GET'
          ? {}
          : { 'Content-Type': 'application/json', 'Idempotency-Key': randomUUID() }),
      },
      ...(method === 'GET' ? {} : { body: JSON.stringify(body ?? {}) }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const text = await response.text();
    const parsed: unknown =
      text && /json/.test(response.headers.get('content-type') ?? '')
        ? JSON.parse(text)
        : undefined;
    if (response.ok) return parsed;
    throw new Refusal(
      `${method} ${path.replace(/[0-9a-f-]{36}/, '…')}`,
      response.status,
      (parsed as Partial<Problem> | undefined)?.code,
    );
  }
}
