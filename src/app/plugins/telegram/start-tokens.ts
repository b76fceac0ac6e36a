import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import { PluginHost } from '../../plugin';
import { sha256 } from './settings';

/** A start token leads to a ticket until the ticket ends, or a day has passed. */
const SECONDS = 86_400;

interface StoredToken {
  readonly branch: string;
  readonly ticket: string;
  readonly chat?: string;
  /**
   * It went through the hands of staff: its chat gets news of the ticket, and can change nothing.
   */
  readonly reads?: true;
}

/** The ticket a token leads to, and whether its chat may act for the customer. */
interface TokenTarget {
  readonly branch: string;
  readonly ticket: string;
  readonly acts: boolean;
}

export interface StartTokens {
  /**
   * A ticket's first token: 128 bits in the alphabet of `?start=`. Nothing is stored until it is
   * used, so issuing waits for nothing and a crash loses nothing. It is the ticket's id, encrypted:
   * opaque, and a guess decrypts to no ticket. `acts`: only the customer gets it; each of the two
   * kinds has its own key.
   */
  first(ticket: string, acts: boolean): string;
  /** Another token, random, with its hash stored: for a second chat, or once the first is used. */
  fresh(branch: string, ticket: string, acts: boolean): Promise<string>;
  /**
   * Takes the token for this chat. The first chat to use it owns it, and may use it again if the
   * answer was lost. Undefined if it is unknown, expired, or another chat's.
   */
  take(token: string, chat: string): Promise<TokenTarget | undefined>;
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
  const keyFor = (purpose: string) =>
    createHmac('sha256', secret).update(purpose).digest().subarray(0, 16);
  const own = keyFor('ticketero start tokens');
  const reading = keyFor('ticketero start tokens that read');

  /**
   * A single AES block under a dedicated key, used as a permutation: no IV is needed because inputs
   * never repeat.
   */
  const permute = (
    key: Buffer,
    block: Buffer,
    make: typeof createCipheriv | typeof createDecipheriv,
  ): Buffer => {
    const cipher = make('aes-128-ecb', key, null).setAutoPadding(false);
    return Buffer.concat([cipher.update(block), cipher.final()]);
  };

  const ticketIn = (key: Buffer, token: string): string =>
    permute(key, Buffer.from(token, 'base64url'), createDecipheriv)
      .toString('hex')
      .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');

  /** Where a first token leads: a token that neither key made decrypts to no ticket. */
  async function ledBy(token: string): Promise<TokenTarget | undefined> {
    for (const key of [own, reading]) {
      const ticket = ticketIn(key, token);
      const branch = (await operations.whereIsTicket(ticket))?.branch;
      if (branch !== undefined) return { branch, ticket, acts: key === own };
    }
    return undefined;
  }
  const kept = ({ branch, ticket, acts }: TokenTarget) => ({
    branch,
    ticket,
    ...(acts ? {} : { reads: true }),
  });

  return {
    first: (ticket, acts) =>
      permute(
        acts ? own : reading,
        Buffer.from(ticket.replace(/-/g, ''), 'hex'),
        createCipheriv,
      ).toString('base64url'),
    async fresh(branch, ticket, acts) {
      const token = randomBytes(16).toString('base64url');
      await store.put(keyOf(token), kept({ branch, ticket, acts }), { seconds: SECONDS });
      return token;
    },
    async take(token, chat) {
      if (!/^[\w-]{21}[AQgw]$/.test(token)) return undefined;
      const found = await store.get(keyOf(token));
      if (!found) {
        const target = await ledBy(token);
        if (!target) return undefined;
        const value = { ...kept(target), chat };
        return (await store.put(keyOf(token), value, { version: 0, seconds: SECONDS }))
          ? target
          : this.take(token, chat);
      }
      const { branch, ticket, chat: owner, reads } = found.value as unknown as StoredToken;
      const led = { branch, ticket, acts: reads !== true };
      if (owner === chat) return led;
      if (owner !== undefined) return undefined;
      return (await store.put(keyOf(token), { ...kept(led), chat }, { version: found.version }))
        ? led
        : undefined;
    },
  };
}

const keyOf = (token: string) => `start:${sha256(token)}`;
