import { lookup } from 'node:dns/promises';
import { Connection, connectionConfig } from './pools';
import { DatabaseServer } from './server';

/** A server that does not answer within this long (ms) is not serving. */
export const ANSWER_WITHIN_MS = 4_000;
/**
 * Each sign-in with a token costs the database a process, so a name that leads to the same server
 * is looked at no more often than this, ms.
 */
const WITH_TOKENS_MS = 60_000;

/**
 * Looks where the name leads: a server that was replaced may live on, and busy connections to it
 * never end. A connection says which server it is; the pulse says when nobody answers.
 */
export function createLook(
  server: DatabaseServer,
  connection: Connection,
  instance: string,
  addressOf: (host: string) => Promise<{ readonly address: string }> = lookup,
): () => Promise<void> {
  const Looking = server.clientsWith({ silentMs: ANSWER_WITHIN_MS, primary: true });
  const name = `ticketero look ${instance}`.slice(0, 63);
  const { hostname } = new URL(connection.url);
  let seen: { readonly address?: string; readonly at: number } | undefined;

  /** Whether the name leads elsewhere, or has not been looked at for a while. */
  async function isDue(): Promise<boolean> {
    if (!connection.password) return true;
    const found = await addressOf(hostname.replace(/^\[|\]$/g, '')).catch(() => undefined);
    const now = performance.now();
    if (seen && found?.address === seen.address && now - seen.at < WITH_TOKENS_MS) return false;
    seen = { address: found?.address, at: now };
    return true;
  }

  return async () => {
    if (!(await isDue())) return;
    const client = new Looking(connectionConfig(connection, [], name));
    await client.connect().catch(() => undefined);
    await client.end().catch(() => undefined);
  };
}
