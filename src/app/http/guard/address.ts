import { IncomingMessage } from 'node:http';
import { isIPv6 } from 'node:net';

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

/**
 * An IPv6 address by its first 64 bits: a household or a telephone has all that begin so, and takes
 * another with each guess if each counts by itself. Everything else as it is.
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
 * Whom limits count: from the edge's header where the deployment names one, otherwise the socket's.
 */
export const addressOf = (request: IncomingMessage, header: string | undefined): string =>
  counted((said(request, header) ?? request.socket.remoteAddress ?? 'unknown').slice(0, 64));
