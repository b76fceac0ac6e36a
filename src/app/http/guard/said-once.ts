import { IncomingMessage } from 'node:http';

/**
 * Headers with a single value. When one is repeated, Node takes the first or joins them, and a
 * proxy may have judged by the last: so a repeated one is refused. Cookies may come in several
 * lines (HTTP/2).
 */
const ONCE = new Set([
  'host',
  'origin',
  'sec-fetch-site',
  'authorization',
  'idempotency-key',
  'if-match',
  'content-type',
]);

/** The first header that is wrongly repeated, as it was written. */
export function repeatedHeader({ rawHeaders }: Pick<IncomingMessage, 'rawHeaders'>) {
  const seen = new Set<string>();
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at].toLowerCase();
    if (!ONCE.has(name)) continue;
    if (seen.has(name)) return rawHeaders[at];
    seen.add(name);
  }
  return undefined;
}

/** Why such a request is not read. */
export const saidTwice = (header: string) => ({
  status: 400 as const,
  code: 'repeated_header',
  detail: `${header} stands in this request more than once: nobody knows what it says. Send one.`,
});
