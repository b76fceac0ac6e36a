import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import type { IssuedTicket } from '../../src/app/wire/tickets';
import { PASSWORD } from './bank';
import { until } from './wait';

export interface Reply<T = Record<string, never>> {
  readonly status: number;
  readonly body: T;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}
/** Answers, loosely typed for tests. */
export type Loose = Record<string, unknown> & {
  readonly ticket?: Pick<IssuedTicket, 'id' | 'number' | 'state'>;
  readonly code?: string;
  readonly token?: string;
  readonly key?: string;
  readonly errors?: readonly {
    readonly field: string;
    readonly got: unknown;
    readonly wants: string;
  }[];
};

export interface CallOptions {
  readonly body?: unknown;
  /** A bearer token, or a whole Authorization value. */
  readonly token?: string;
  /** The Idempotency-Key; commands get a fresh one by default. */
  readonly key?: string;
  /** Sent as it is, instead of `body`. */
  readonly raw?: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
}

const agent = new Agent({ keepAlive: true, maxSockets: 200 });

/** One request over a keep-alive connection. */
export function call(
  base: string,
  method: string,
  path: string,
  { body, token, key, raw, headers }: CallOptions = {},
): Promise<Reply<Loose>> {
  const sent = raw ?? (body === undefined ? undefined : JSON.stringify(body));
  return new Promise((resolve, reject) => {
    const outgoing = request(
      base + path,
      {
        method,
        agent,
        headers: {
          ...(sent === undefined
            ? {}
            : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(sent) }),
          ...(method === 'GET' ? {} : { 'idempotency-key': key ?? randomUUID() }),
          ...(token ? { authorization: token.includes(' ') ? token : `Bearer ${token}` } : {}),
          ...headers,
        },
      },
      (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.on('error', reject);
        incoming.on('end', () => {
          const text = Buffer.concat(chunks).toString();
          const json = /json/.test(incoming.headers['content-type'] ?? '');
          resolve({
            status: incoming.statusCode!,
            body: (text && json ? JSON.parse(text) : { text }) as Loose,
            headers: incoming.headers,
          });
        });
      },
    );
    outgoing.on('error', reject);
    outgoing.end(sent);
  });
}

/**
 * Like a page: while the branch or the database is busy, it sends the same again, under the same
 * key. A machine that stalls for three seconds gives such answers.
 */
export async function insist(
  base: string,
  method: string,
  path: string,
  { key = randomUUID(), ...options }: CallOptions = {},
): Promise<Reply<Loose>> {
  let reply: Reply<Loose> | undefined;
  const answered = async () => {
    reply = await call(base, method, path, { key, ...options });
    return reply.status !== 503;
  };
  await until(answered, `an answer to ${method} ${path}`, 60_000, 200);
  return reply!;
}

export async function signIn(base: string, username: string): Promise<string> {
  const { status, body } = await call(base, 'POST', '/api/sessions', {
    body: { username, password: PASSWORD },
  });
  if (status !== 201) {
    throw new Error(`${username} could not sign in: ${status} ${JSON.stringify(body)}`);
  }
  return body.token!;
}

export async function enrol(base: string, code: string): Promise<string> {
  const { status, body } = await call(base, 'POST', '/api/devices/enrol', { body: { code } });
  if (status !== 201) {
    throw new Error(`${code} could not be enrolled: ${status} ${JSON.stringify(body)}`);
  }
  return body.token!;
}

/** Runs `count` callers at once, each taking the next piece of work until none is left. */
export async function callers(
  count: number,
  work: readonly (() => Promise<void>)[],
): Promise<void> {
  const left = [...work];
  await Promise.all(
    Array.from({ length: count }, async () => {
      for (let next = left.shift(); next; next = left.shift()) await next();
    }),
  );
}
