import type { Update, UserFromGetMe } from 'telegraf/types';
import { z } from 'zod';
import { pause } from './pause';
import { botIdOf, chatKey } from './settings';
import { PluginHost } from '../../plugin';
import { Log } from '../../ports';

/**
 * An update that was begun and not ended within this long was lost with its instance: it is done
 * again.
 */
const BEGUN_MS = 15_000;
const REMEMBER_SECONDS = 86_400;
/** One that fails so often would fail again; the next of its chat must not wait for it for ever. */
const TRIES = 5;

/**
 * `done`: handled now or before. `busy`: another instance has it in hand. `failed`: it should come
 * again.
 */
export type Handled = 'done' | 'busy' | 'failed';

/** What answers updates. */
export interface Bot {
  /**
   * Routes one update to what it asks for. Rejects only when it should come again: when the
   * database or Telegram did not answer.
   */
  handle(update: Update, me: UserFromGetMe): Promise<unknown>;
  /**
   * For one that could not be handled however often it was tried: the customer is not left without
   * a word.
   */
  sorry(update: Update, me: UserFromGetMe): Promise<void>;
}

/** Handles each update once, however often Telegram sends it. */
export function createUpdates(
  host: PluginHost,
  token: string,
  bot: Bot,
  me: () => Promise<UserFromGetMe>,
) {
  const bot_id = botIdOf(token);

  /** @param patienceMs how long another may take over it before it is ours */
  async function once(update: Update, patienceMs: number): Promise<Handled> {
    const key = `update:${bot_id}:${update.update_id}:${chatKey(token, contentOf(update))}`;
    const begun = { at: host.clock(), done: false };
    if (!(await host.store.put(key, begun, { version: 0, seconds: REMEMBER_SECONDS }))) {
      const before = await host.store.get(key);
      const { at, done } = (before?.value ?? begun) as { at: number; done: boolean };
      if (done) return 'done';
      if (host.clock() - at < patienceMs || !before) return 'busy';
      if (!(await host.store.put(key, begun, { version: before.version }))) return 'busy';
    }
    try {
      await bot.handle(update, await me());
      await host.store.put(key, { at: begun.at, done: true }, { seconds: REMEMBER_SECONDS });
      return 'done';
    } catch (error) {
      host.log.warn(
        { update: update.update_id, error: String((error as Error)?.name) },
        'an update could not be handled; it comes again',
      );
      await host.store.remove(key);
      return 'failed';
    }
  }

  /** The last update of each chat that is in hand: the next one of that chat follows it. */
  const tails = new Map<string, Promise<void>>();

  async function untilDone(update: Update, signal: AbortSignal): Promise<void> {
    for (let tries = 1; tries <= TRIES; tries += 1) {
      try {
        if ((await once(update, 0)) === 'done') return;
      } catch (error) {
        // not even the database: that is no try
        tries -= 1;
        host.log.warn(
          { update: update.update_id, error: String((error as Error)?.name) },
          'an update waits for the database',
        );
      }
      await pause(Math.min(500 * (tries + 1), 2_500), signal);
      if (signal.aborted) throw new Error('an update was not handled before the end');
    }
    await bot
      .sorry(update, await me())
      .catch((error: unknown) =>
        host.log.warn(
          { update: update.update_id, error: String((error as Error)?.name) },
          'an update was given up',
        ),
      );
  }

  return {
    /** Rejects when not even the database answers. */
    handle: (update: Update) => once(update, BEGUN_MS),
    /**
     * For whoever polls, alone by its lease: what is begun and not done was lost with the instance
     * that polled before, and is done again at once. In order within a chat, side by side between
     * chats. Rejects when `signal` aborted before it was done.
     */
    take(update: Update, signal: AbortSignal): Promise<void> {
      const chat = String(chatIdOf(update));
      const mine = (tails.get(chat) ?? Promise.resolve()).then(() => untilDone(update, signal));
      const tail = mine
        .catch(() => undefined)
        .then(() => {
          if (tails.get(chat) === tail) tails.delete(chat);
        });
      tails.set(chat, tail);
      return mine;
    },
  };
}

const user = z.looseObject({ id: z.int() });
const chat = z.looseObject({ chat: z.looseObject({ id: z.int(), type: z.string() }) });
/** As much of an update as is relied upon; what Telegram adds is let through. */
const shape = z.looseObject({
  update_id: z.int(),
  message: chat
    .extend({ message_id: z.int(), from: user.optional(), text: z.string().optional() })
    .optional(),
  // of a message that is gone, or is another bot's, there may be less or nothing
  callback_query: z
    .looseObject({
      id: z.string(),
      from: user,
      message: chat.extend({ message_id: z.int().optional() }).optional(),
      data: z.string().optional(),
    })
    .optional(),
  my_chat_member: chat
    .extend({ new_chat_member: z.looseObject({ status: z.string() }) })
    .optional(),
});

/**
 * An update that is one; anything else would fail again however often it came. Members that are
 * null are absent.
 */
export function readUpdate(value: unknown): Update | undefined {
  const read = shape.safeParse(
    JSON.parse(JSON.stringify(value ?? null), (_key, member: unknown) => member ?? undefined),
  );
  return read.success ? (read.data as unknown as Update) : undefined;
}

/** Those of an answer that are updates. */
export function readUpdates(values: unknown, log: Log): readonly Update[] {
  const given: readonly unknown[] = Array.isArray(values) ? values : [];
  const good = given.flatMap((value) => readUpdate(value) ?? []);
  if (good.length < given.length)
    log.warn({ updates: given.length - good.length }, 'updates that are none were dropped');
  return good;
}

/**
 * Whose private chat it concerns: a press says whose finger it was even when its message is gone.
 */
export function chatIdOf(update: Update): number | undefined {
  if ('message' in update) return update.message.chat.id;
  if ('callback_query' in update)
    return update.callback_query.message?.chat.id ?? update.callback_query.from.id;
  if ('my_chat_member' in update) return update.my_chat_member.chat.id;
  return undefined;
}

/**
 * What makes it this update and no other of the same number: a server that is restarted may count
 * anew.
 */
function contentOf(update: Update): string {
  if ('message' in update)
    return `message:${update.message.chat.id}:${update.message.message_id}:${update.message.date}`;
  if ('callback_query' in update) return `press:${update.callback_query.id}`;
  if ('my_chat_member' in update)
    return `member:${update.my_chat_member.chat.id}:${update.my_chat_member.date}`;
  return '';
}
