import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import { PluginHost } from '../../plugin';
import { sha256 } from './settings';

/** A start token leads to a ticket until the ticket ends, or a day has passed. */
const SECONDS = 86_400;

interface Kept {
  readonly branch: string;
  readonly ticket: string;
  readonly chat?: string;
}

export interface StartTokens {
  /**
   * A ticket's first token: 128 bits in the alphabet of `?start=`. Nothing is stored until it is
   * used, so issuing waits for nothing and a crash loses nothing. It is the ticket's id, encrypted:
   * opaque, and a guess decrypts to no ticket.
   */
  first(ticket: string): string;
  /** Another token, random, with its hash stored: for a second chat, or once the first is used. */
  fresh(branch: string, ticket: string): Promise<string>;
  /**
   * Takes the token for this chat. The first chat to use it owns it, and may use it again if the
   * answer was lost. Undefined if it is unknown, expired, or another chat's.
   */
  take(
    token: string,
    chat: string,
  ): Promise<{ readonly branch: string; readonly ticket: string } | undefined>;
}

/**
 * @param secret known only to this bot; another secret makes other tokens and accepts none of the
 * old ones
 */
export function createStartTokens(
  host: Pick<PluginHost, 'store' | 'operations'>,
  secret: string,
): StartTokens {
  const { store, operations } = host;
  const key = createHmac('sha256', secret)
    .update('ticketero start tokens')
    .digest()
    .subarray(0, 16);

  /**
   * A single AES block under a dedicated key, used as a permutation: no IV is needed because inputs
   * never repeat.
   */
  const permute = (
    block: Buffer,
    make: typeof createCipheriv | typeof createDecipheriv,
  ): Buffer => {
    const cipher = make('aes-128-ecb', key, null).setAutoPadding(false);
    return Buffer.concat([cipher.update(block), cipher.final()]);
  };

  const ticketIn = (token: string): string =>
    permute(Buffer.from(token, 'base64url'), createDecipheriv)
      .toString('hex')
      .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');

  return {
    first: (ticket) =>
      permute(Buffer.from(ticket.replace(/-/g, ''), 'hex'), createCipheriv).toString('base64url'),
    async fresh(branch, ticket) {
      const token = randomBytes(16).toString('base64url');
      await store.put(keyOf(token), { branch, ticket }, { seconds: SECONDS });
      return token;
    },
    async take(token, chat) {
      if (!/^[\w-]{21}[AQgw]$/.test(token)) return undefined;
      const found = await store.get(keyOf(token));
      if (!found) {
        const ticket = ticketIn(token);
        const branch = (await operations.whereIsTicket(ticket))?.branch;
        if (branch === undefined) return undefined;
        if (
          await store.put(keyOf(token), { branch, ticket, chat }, { version: 0, seconds: SECONDS })
        ) {
          return { branch, ticket };
        }
        return this.take(token, chat);
      }
      const { branch, ticket, chat: owner } = found.value as unknown as Kept;
      if (owner === chat) return { branch, ticket };
      if (owner !== undefined) return undefined;
      return (await store.put(keyOf(token), { branch, ticket, chat }, { version: found.version }))
        ? { branch, ticket }
        : undefined;
    },
  };
}

const keyOf = (token: string) => `start:${sha256(token)}`;
