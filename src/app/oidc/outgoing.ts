import { Agent as HttpAgent, request as httpRequest } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { isIP } from 'node:net';
import { addressCheck, AddressRefused, AddressRule, guardedLookup } from '../outside/addresses';

/** Metadata and keys of a large provider are some 20 kB; a person may have hundreds of groups. */
const MOST_BYTES = 512 * 1024;
/** Statuses without a body. */
const EMPTY = [204, 205, 304];

/** What `openid-client` and `jose` send. */
interface Sent {
  readonly method?: string;
  readonly headers?: ConstructorParameters<typeof Headers>[0];
  readonly body?: unknown;
  readonly signal?: AbortSignal | null;
}

/**
 * A `fetch` for the provider. It reaches only allowed addresses (the checked one is the connected
 * one), follows no redirect and reads no long answer. Plain http goes to this machine only, where
 * the rule allows that.
 */
export function createOutgoing(rule: AddressRule): {
  readonly fetch: (url: string, sent: Sent) => Promise<Response>;
  close(): void;
} {
  const allowed = addressCheck(rule);
  const connection = { keepAlive: true, maxSockets: 16, lookup: guardedLookup(allowed) };
  const agents = { 'http:': new HttpAgent(connection), 'https:': new HttpsAgent(connection) };

  const fetch = (url: string, { method = 'GET', headers, body, signal }: Sent) =>
    new Promise<Response>((resolve, reject) => {
      const target = new URL(url);
      const secure = target.protocol === 'https:';
      const host = target.hostname.replace(/^\[|\]$/g, '');
      if (!secure && !(target.protocol === 'http:' && rule.loopback)) {
        return reject(new AddressRefused());
      }
      if (isIP(host) && !allowed(host)) return reject(new AddressRefused());
      const content = body === undefined || body === null ? '' : String(body as string);
      const request = (secure ? httpsRequest : httpRequest)(
        target,
        {
          method,
          signal: signal ?? undefined,
          agent: secure ? agents['https:'] : agents['http:'],
          headers: {
            ...Object.fromEntries(new Headers(headers)),
            'user-agent': 'ticketero-sign-in/1',
            ...(content ? { 'content-length': String(Buffer.byteLength(content)) } : {}),
          },
        },
        (response) => {
          const chunks: Buffer[] = [];
          let bytes = 0;
          response.on('error', reject);
          response.on('data', (chunk: Buffer) => {
            bytes += chunk.length;
            chunks.push(chunk);
            if (bytes > MOST_BYTES) response.destroy(new Error('the answer is too long'));
          });
          response.on('end', () => {
            const status = response.statusCode ?? 0;
            const given = Object.entries(response.headers).flatMap(([name, value]) =>
              [value ?? []].flat().map((each): [string, string] => [name, each]),
            );
            resolve(
              new Response(EMPTY.includes(status) ? null : Buffer.concat(chunks), {
                status,
                headers: given,
              }),
            );
          });
        },
      );
      request.on('error', reject);
      request.end(content || undefined);
    });
  return { fetch, close: () => Object.values(agents).forEach((agent) => agent.destroy()) };
}
