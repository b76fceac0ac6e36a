import { Agent as HttpAgent, request as httpRequest } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { isIP } from 'node:net';
import { addressCheck, AddressRefused, AddressRule, guardedLookup } from '../../outside/addresses';

/** A discarded body may be at most this long for its connection to be reused. */
const BODY_BYTES = 64 * 1024;
const BODY_MS = 2_000;

/** An endpoint's answer, of which the body is never read. */
export interface Reply {
  readonly status: number;
  readonly retryAfter: string | undefined;
}

export type Post = (
  url: string,
  headers: Readonly<Record<string, string>>,
  body: string,
  signal: AbortSignal,
) => Promise<Reply>;

/**
 * Makes the function that calls endpoints. Does not follow redirects. Rejects with `AddressRefused`
 * or the network's error.
 */
export function createPost(rule: AddressRule): { readonly post: Post; close(): void } {
  const allowed = addressCheck(rule);
  const connection = {
    keepAlive: true,
    maxSockets: 4,
    maxFreeSockets: 1,
    lookup: guardedLookup(allowed),
  };
  const agents = { 'http:': new HttpAgent(connection), 'https:': new HttpsAgent(connection) };

  const post: Post = (url, headers, body, signal) =>
    new Promise((resolve, reject) => {
      const target = new URL(url);
      const host = target.hostname.replace(/^\[|\]$/g, '');
      if (target.protocol !== 'https:' && !(target.protocol === 'http:' && rule.loopback)) {
        return reject(new AddressRefused());
      }
      if (isIP(host) && !allowed(host)) return reject(new AddressRefused());
      const secure = target.protocol === 'https:';
      const request = (secure ? httpsRequest : httpRequest)(
        target,
        {
          method: 'POST',
          signal,
          agent: secure ? agents['https:'] : agents['http:'],
          headers: {
            ...headers,
            'content-type': 'application/json',
            'content-length': String(Buffer.byteLength(body)),
            'user-agent': 'ticketero-webhooks/1',
          },
        },
        (response) => {
          resolve({
            status: response.statusCode ?? 0,
            retryAfter: response.headers['retry-after'],
          });
          // only the status counts: the rest is discarded, and neither its length nor its slowness
          // may hold the connection
          response.on('error', () => response.destroy());
          response.setTimeout(BODY_MS, () => response.destroy());
          const bytes =
            response.statusCode === 204
              ? 0
              : Number(response.headers['content-length'] ?? Infinity);
          if (bytes > BODY_BYTES) response.destroy();
          else response.resume();
        },
      );
      request.on('error', reject);
      request.end(body);
    });
  return { post, close: () => Object.values(agents).forEach((agent) => agent.destroy()) };
}
