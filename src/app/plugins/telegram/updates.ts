import type { Update, UserFromGetMe } from 'telegraf/types';
import { z } from 'zod';
import { pause } from './pause';
import { botIdOf } from './settings';
import { PluginHost } from '../../plugin';

/** An update that was begun and not ended within this long was lost with its instance: it is done again. */
const BEGUN_MS = 15_000;
const REMEMBER_SECONDS = 86_400;

/** `done`: handled now or before. `busy`: another instance has it in hand. `failed`: it should come again. */
export type Handled = 'done' | 'busy' | 'failed';

/** Handles each update once, however often Telegram sends it. */
export function createUpdates(host: PluginHost, token: string, bot: (update: Update, me: UserFromGetMe) => Promise<unknown>, me: () => Promise<UserFromGetMe>) {
  const bot_id = botIdOf(token);

  /** @param patienceMs how long another may take over it before it is ours */
  async function once(update: Update, patienceMs: number): Promise<Handled> {
    const key = `update:${bot_id}:${update.update_id}`;
    const begun = { at: host.clock(), done: false };
    if (!await host.store.put(key, begun, { version: 0, seconds: REMEMBER_SECONDS })) {
      const before = await host.store.get(key);
      const { at, done } = (before?.value ?? begun) as { at: number; done: boolean };
      if (done) return 'done';
      if (host.clock() - at < patienceMs || !before) return 'busy';
      if (!await host.store.put(key, begun, { version: before.version })) return 'busy';
    }
    try {
      await bot(update, await me());
      await host.store.put(key, { at: begun.at, done: true }, { seconds: REMEMBER_SECONDS });
      return 'done';
    } catch (error) {
      host.log.warn({ update: update.update_id, error: String((error as Error)?.name) }, 'an update could not be handled; it comes again');
      await host.store.remove(key);
      return 'failed';
    }
  }

  return {
    /** Rejects when not even the database answers. */
    handle: (update: Update) => once(update, BEGUN_MS),
    /**
     * For whoever polls, alone by its lease: what is begun and not done was lost with the instance that polled before, and is done again at once.
     * In order within a chat, side by side between chats.
     */
    async handleAll(updates: readonly Update[]): Promise<void> {
      const good = updates.filter(isUpdate);
      if (good.length < updates.length) host.log.warn({ updates: updates.length - good.length }, 'updates that are none were dropped');
      const chats = Map.groupBy(good, chatOf);
      await Promise.all([...chats.values()].map(async (mine) => {
        for (const update of mine) {
          for (let tries = 1; await once(update, 0) !== 'done' && tries < 5; tries += 1) await pause(500 * tries);
        }
      }));
    },
  };
}

const chat = z.looseObject({ chat: z.looseObject({ id: z.number(), type: z.string() }) });
/** As much of an update as is relied upon; what Telegram adds is let through. */
const shape = z.looseObject({
  update_id: z.number(),
  message: chat.extend({ message_id: z.number(), from: z.looseObject({ id: z.number() }).optional(), text: z.string().optional() }).optional(),
  callback_query: z.looseObject({
    id: z.string(), from: z.looseObject({ id: z.number() }), message: chat.extend({ message_id: z.number() }).optional(), data: z.string().optional(),
  }).optional(),
  my_chat_member: chat.extend({ new_chat_member: z.looseObject({ status: z.string() }) }).optional(),
});

/** An update that is one; anything else would fail again however often it came. */
export const isUpdate = (value: unknown): value is Update => shape.safeParse(value).success;

const chatOf = (update: Update): number | undefined => {
  if ('message' in update) return update.message.chat.id;
  if ('callback_query' in update) return update.callback_query.message?.chat.id;
  if ('my_chat_member' in update) return update.my_chat_member.chat.id;
  return undefined;
};
