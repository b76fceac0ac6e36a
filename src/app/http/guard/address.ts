import { IncomingMessage } from 'node:http';

/** Loopback, private and unique local addresses, as an IPv4 address may be written in IPv6 too. */
const NEAR = new RegExp(
  '^(::ffff:)?(127\\.|10\\.|192\\.168\\.|169\\.254\\.|172\\.(1[6-9]|2\\d|3[01])\\.)' +
    '|^(::1$|f[cd])',
  'i',
);

/**
 * What the edge says of the viewer. A balancer is beside us; whoever reaches us from the open
 * network speaks for themselves only. Where it adds to what it was sent (`X-Forwarded-For`), the
 * last is its own word: the rest anybody may have written, a new one with each guess.
 */
function said({ headers, socket }: IncomingMessage, header: string | undefined) {
  const given = header && NEAR.test(socket.remoteAddress ?? '') ? headers[header] : undefined;
  return (typeof given === 'string' && given.split(',').at(-1)!.trim()) || undefined;
}

/** Whether the edge handed this on, which takes no host but those it was set up for. */
export const throughEdge = (request: IncomingMessage, header: string | undefined): boolean =>
  said(request, header) !== undefined;

/** From the edge's header where the deployment names one, otherwise the socket's. */
export const addressOf = (request: IncomingMessage, header: string | undefined): string =>
  (said(request, header)?.slice(0, 64) ?? request.socket.remoteAddress ?? 'unknown').replace(
    /^::ffff:/,
    '',
  );
