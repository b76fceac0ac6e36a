import { randomUUID } from 'node:crypto';

/** What the app answered; undefined for 204. */
export type Body = Readonly<Record<string, unknown>> | undefined;

/** Longer than any answer of the app's own: its locks give up after 3 s. */
const TIMEOUT_MS = 10_000;

/** The app said no. */
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

/**
 * The app's routes, as its pages call them: every command with a key of its own. `authorization` is
 * `Bearer <token>` or `Ticket <key>`.
 */
export class Client {
  requests = 0;

  constructor(readonly origin: string) {}

  /** @throws Refusal for anything but 2xx, without what was sent; TypeError when nobody answers */
  async ask(
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    path: string,
    authorization?: string,
    body?: object,
  ): Promise<Body> {
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
    const parsed =
      text && /json/.test(response.headers.get('content-type') ?? '')
        ? (JSON.parse(text) as Body)
        : undefined;
    if (!response.ok)
      throw new Refusal(
        `${method} ${path.replace(/[0-9a-f-]{36}/, '…')}`,
        response.status,
        parsed?.code as string | undefined,
      );
    return parsed;
  }
}
