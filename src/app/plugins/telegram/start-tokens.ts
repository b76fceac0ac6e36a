import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import { sha256 } from './settings';
import { PluginHost } from '../../plugin';

/** A start token leads to a ticket until the ticket ends, or a day has passed. */
const SECONDS = 86_400;

interface Kept {
  readonly branch: string;
  readonly ticket: string;
  readonly chat?: string;
}

export interface StartTokens {
  /**
   * The first token of a ticket: 128 bits in the alphabet that `?start=` takes, nothing kept until
   * it is used, so that issuing waits for nothing and a crash loses nothing. It is the ticket's id
   * enciphered: opaque, and a guess deciphers to no ticket.
   */
  first(ticket: string): string;
  /** Another one, random, its hash kept: for a second chat, or when the first was used. */
  fresh(branch: string, ticket: string): Promise<string>;
  /**
   * Takes the token for this chat: the first to use it has it, and has it again should the answer
   * be lost. Undefined when it is unknown, expired, or another chat's.
   */
  take(
    token: string,
    chat: string,
  ): Promise<{ readonly branch: string; readonly ticket: string } | undefined>;
}

/**
 * @param secret what only this bot knows; another secret makes other tokens and takes none of the
 * old
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

  /** One block, one key, never twice for two meanings: the cipher as the permutation it is. */
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
        )
          return { branch, ticket };
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
