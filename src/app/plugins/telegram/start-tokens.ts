import { randomBytes } from 'node:crypto';
import { sha256 } from './settings';
import { PluginHost } from '../../plugin';
import { Log } from '../../ports';

/** A start token leads to a ticket until the ticket ends, or a day has passed. */
const SECONDS = 86_400;
/** Tokens are written together: issuing must not wait for a write of its own. */
const GATHER_MS = 15;

interface Kept { readonly branch: string; readonly ticket: string; readonly chat?: string }

export interface StartTokens {
  /** 128 random bits in the alphabet that `?start=` takes. Only its hash is kept. Does not wait for the database. */
  mint(branch: string, ticket: string): string;
  /**
   * Takes the token for this chat: the first to use it has it, and has it again should the answer be lost.
   * Undefined when it is unknown, expired, or another chat's.
   */
  take(token: string, chat: string): Promise<{ readonly branch: string; readonly ticket: string } | undefined>;
  /** Writes what has gathered. */
  flush(): Promise<void>;
}

export function createStartTokens(store: PluginHost['store'], log: Log): StartTokens {
  let gathered: { key: string; value: { branch: string; ticket: string } }[] = [];
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<unknown> = Promise.resolve();

  async function flush(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    const entries = gathered;
    gathered = [];
    if (entries.length) writing = Promise.all([writing, store.putAll(entries, SECONDS)]);
    await writing;
  }

  return {
    flush,
    mint(branch, ticket) {
      const token = randomBytes(16).toString('base64url');
      gathered.push({ key: keyOf(token), value: { branch, ticket } });
      timer ??= setTimeout(() => {
        flush().catch((error: unknown) => log.warn({ error: String((error as Error)?.name) }, 'start tokens could not be kept; their links do not work, a ticket\'s page mints new ones'));
      }, GATHER_MS);
      return token;
    },
    async take(token, chat) {
      if (!/^[\w-]{22}$/.test(token)) return undefined;
      // one that was minted here a moment ago may still be on its way
      await flush();
      const found = await store.get(keyOf(token));
      if (!found) return undefined;
      const { branch, ticket, chat: owner } = found.value as unknown as Kept;
      if (owner === chat) return { branch, ticket };
      if (owner !== undefined) return undefined;
      return await store.put(keyOf(token), { branch, ticket, chat }, { version: found.version }) ? { branch, ticket } : undefined;
    },
  };
}

const keyOf = (token: string) => `start:${sha256(token)}`;
