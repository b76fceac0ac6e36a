import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { Client as Api, createClient, Request } from '../../app/client/client';
import type { Problem } from '../../app/wire/problem';
import { ADDRESS_HEADER } from './bank-app';

/** A refusal or error of the app, with its answer and the request. */
class Refusal extends Error {
  constructor(
    readonly method: string,
    readonly path: string,
    readonly status: number,
    { code, detail }: Partial<Problem> = {},
  ) {
    super(
      `${method} ${path} answered ${status}${code ? ` ${code}` : ''}${detail ? `: ${detail}` : ''}`,
    );
    this.name = 'Refusal';
  }
}

interface Options {
  /** `Bearer <token>` or `Ticket <key>`. */
  readonly authorization?: string;
  /** The viewer's address, for requests that need one of their own. */
  readonly address?: string;
}

/**
 * Calls the app's routes over HTTP on loopback, on connections that stay open. Every command has
 * its own idempotency key.
 */
export class Client {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 32 });
  requests = 0;

  private readonly origin: URL;

  /** @throws Refusal for anything but 2xx */
  readonly call: Api<Options>['call'];

  constructor(origin: string) {
    this.origin = new URL(origin);
    ({ call: this.call } = createClient<Options>((asked, options) => this.send(asked, options)));
  }

  close(): void {
    this.agent.destroy();
  }

  private send(
    { method, path, body = {} }: Request,
    { authorization, address }: Options,
  ): Promise<unknown> {
    const sent = method === 'GET' ? undefined : JSON.stringify(body);
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
            ...(sent === undefined
              ? {}
              : {
                  'content-type': 'application/json',
                  'content-length': Buffer.byteLength(sent),
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
            const parsed: unknown =
              text && /json/.test(response.headers['content-type'] ?? '')
                ? JSON.parse(text)
                : undefined;
            const status = response.statusCode ?? 0;
            if (status >= 200 && status < 300) resolve(parsed);
            else reject(new Refusal(method, path, status, parsed as Partial<Problem> | undefined));
          });
        },
      );
      asked.on('error', reject);
      asked.end(sent);
    });
  }
}
