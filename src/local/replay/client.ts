import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { ADDRESS_HEADER } from './bank-app';

/** What the app answered; undefined for 204. */
export type Body = Readonly<Record<string, unknown>> | undefined;

/** The app refused, or failed: what it said, and what was asked. */
export class Refusal extends Error {
  constructor(
    readonly method: string,
    readonly path: string,
    readonly status: number,
    body: Body,
  ) {
    const { code, detail } = (body ?? {}) as { readonly code?: string; readonly detail?: string };
    super(
      `${method} ${path} answered ${status}${code ? ` ${code}` : ''}${detail ? `: ${detail}` : ''}`,
    );
    this.name = 'Refusal';
  }
}

/**
 * Calls the app's routes over HTTP on loopback, on connections that stay open. Every command
 * carries a key of its own.
 */
export class Client {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 32 });
  requests = 0;

  private readonly origin: URL;

  constructor(origin: string) {
    this.origin = new URL(origin);
  }

  /** `authorization` is `Bearer <token>` or `Ticket <key>`. @throws Refusal for anything but 2xx */
  async command(
    method: 'POST' | 'PUT',
    path: string,
    authorization: string | undefined,
    body: object = {},
    address?: string,
  ): Promise<Body> {
    return this.ask(method, path, authorization, JSON.stringify(body), address);
  }

  async get(path: string, authorization: string): Promise<Body> {
    return this.ask('GET', path, authorization);
  }

  close(): void {
    this.agent.destroy();
  }

  private ask(
    method: string,
    path: string,
    authorization: string | undefined,
    body?: string,
    address?: string,
  ): Promise<Body> {
    this.requests += 1;
    return new Promise((resolve, reject) => {
      const asked = request(
        {
          agent: this.agent,
          host: this.origin.hostname,
          port: this.origin.port,
          method,
          path,
          headers: {
            ...(authorization ? { authorization } : {}),
            ...(address ? { [ADDRESS_HEADER]: address } : {}),
            ...(body === undefined
              ? {}
              : {
                  'content-type': 'application/json',
                  'content-length': Buffer.byteLength(body),
                  'idempotency-key': randomUUID(),
                }),
          },
        },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('error', reject);
          response.on('end', () => {
            const text = Buffer.concat(chunks).toString('utf8');
            const parsed =
              text && /json/.test(response.headers['content-type'] ?? '')
                ? (JSON.parse(text) as Body)
                : undefined;
            const status = response.statusCode ?? 0;
            if (status >= 200 && status < 300) resolve(parsed);
            else reject(new Refusal(method, path, status, parsed));
          });
        },
      );
      asked.on('error', reject);
      asked.end(body);
    });
  }
}
