import { IncomingMessage } from 'node:http';
import { isIPv6 } from 'node:net';

/** Loopback, private and unique local addresses, as an IPv4 address may be written in IPv6 too. */
const NEAR = new RegExp(
  '^(::ffff:)?(127\\.|10\\.|192\\.168\\.|169\\.254\\.|172\\.(1[6-9]|2\\d|3[01])\\.)' +
    '|^(::1$|f[cd])',
  'i',
);

/**
 * What the edge says about the viewer. It is believed from a balancer beside us only; a request
 * from the open network speaks only for itself. In a list that the edge adds to
 * (`X-Forwarded-For`), the last address is the edge's own: anybody may have written the rest, a new
 * one with each guess.
 */
function said({ headers, socket }: IncomingMessage, header: string | undefined) {
  const given = header && NEAR.test(socket.remoteAddress ?? '') ? headers[header] : undefined;
  return (typeof given === 'string' && given.split(',').at(-1)!.trim()) || undefined;
}

/** Whether the edge forwarded this: it only accepts the hosts it was set up for. */
export const throughEdge = (request: IncomingMessage, header: string | undefined): boolean =>
  said(request, header) !== undefined;

/**
 * An IPv6 address by its first 64 bits: a household or a phone has all addresses that begin with
 * them, and could take another for each guess if each were counted by itself. Everything else is
 * returned unchanged.
 */
function counted(address: string): string {
  const [plain] = address.split('%');
  if (!isIPv6(plain) || plain === '::1') return plain;
  const [before, after] = plain.split('::').map((part) => part.split(':').filter(Boolean));
  const ipv4 = /^(?:0*:)*:?(?:0*:)*ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(plain)?.[1];
  if (ipv4 !== undefined) return ipv4;
  const zeros = after === undefined ? 0 : 8 - before.length - after.length;
  const groups = [...before, ...Array<string>(Math.max(0, zeros)).fill('0'), ...(after ?? [])];
  const network = groups.slice(0, 4).map((group) => parseInt(group, 16).toString(16));
  return `${network.join(':')}::/64`;
}

/**
 * The address that limits count: from the edge's header where the deployment names one, otherwise
 * the socket's.
 */
export const addressOf = (request: IncomingMessage, header: string | undefined): string =>
  counted((said(request, header) ?? request.socket.remoteAddress ?? 'unknown').slice(0, 64));
