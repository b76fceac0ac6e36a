import { IncomingMessage } from 'node:http';

/**
 * Whether a request authenticated by cookie came from one of our pages: its Origin is the public
 * address, or the host it was sent to. Browsers send Origin with every request that changes
 * something and with every socket; without it, nothing is proved.
 */
export function sameOrigin(
  { headers: { origin, host } }: Pick<IncomingMessage, 'headers'>,
  publicUrl: string,
): boolean {
  if (!origin || !URL.canParse(origin)) return false;
  const from = new URL(origin);
  return (
    from.origin === new URL(publicUrl).origin ||
    (/^https?:$/.test(from.protocol) && from.host === host)
  );
}
