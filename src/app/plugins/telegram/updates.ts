import type { Update, UserFromGetMe } from 'telegraf/types';
import { z } from 'zod';
import { PluginHost } from '../../plugin';
import { Log } from '../../ports';
import { pause } from './pause';
import { botIdOf, chatKey } from './settings';

/**
 * An update started but not finished within this long was lost with its instance, and is handled
 * again.
 */
const BEGUN_MS = 15_000;
const REMEMBER_SECONDS = 86_400;
/** After this many failures an update is given up: the chat's next one must not wait forever. */
const TRIES = 5;

/**
 * `done`: handled, now or before. `busy`: another instance has it in hand. `failed`: it should come
 * again.
 */
export type UpdateResult = 'done' | 'busy' | 'failed';

/** What answers updates. */
export interface Bot {
  /**
   * Handles one update. Rejects only if it should come again: the database or Telegram did not
   * answer.
   */
  handle(update: Update, me: UserFromGetMe): Promise<unknown>;
  /**
   * Apologises for an update that failed every time, so that the customer is not left without a
   * word.
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

  /** @param patienceMs how long another instance may take before this one handles it */
  async function once(update: Update, patienceMs: number): Promise<UpdateResult> {
    const key = `update:${bot_id}:${update.update_id}:${chatKey(token, contentOf(update))}`;
    const begun = { at: host.clock(), done: false };
    let version = 1;
    if (!(await host.store.put(key, begun, { version: 0, seconds: REMEMBER_SECONDS }))) {
      const before = await host.store.get(key);
      const { at, done } = (before?.value ?? begun) as { at: number; done: boolean };
      if (done) return 'done';
      if (host.clock() - at < patienceMs || !before) return 'busy';
      if (!(await host.store.put(key, begun, { version: before.version }))) return 'busy';
      version = before.version + 1;
    }
    try {
      await bot.handle(update, await me());
      await host.store.put(key, { at: begun.at, done: true }, { seconds: REMEMBER_SECONDS });
      return 'done';
    } catch (error) {
      host.log.warn(
        { update: update.update_id, error: String((error as Error)?.name) },
        'could not handle an update; it comes again',
      );
      // another instance may have taken it over and finished it: that stands
      await host.store.remove(key, version);
      return 'failed';
    }
  }

  /** The last update in hand of each chat: the chat's next one follows it. */
  const tails = new Map<string, Promise<void>>();

  async function untilDone(update: Update, signal: AbortSignal): Promise<void> {
    for (let tries = 1; tries <= TRIES; tries += 1) {
      try {
        if ((await once(update, 0)) === 'done') return;
      } catch (error) {
        // not even the database answered: that does not count as a try
        tries -= 1;
        host.log.warn(
          { update: update.update_id, error: String((error as Error)?.name) },
          'an update is waiting for the database',
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
    /** Handles an update from the webhook. Rejects if not even the database answers. */
    handle: (update: Update) => once(update, BEGUN_MS),
    /**
     * Handles an update from polling, which one instance does at a time. An update that was started
     * but not finished was lost with the instance that polled before, and is handled again at once.
     * In order within a chat, in parallel between chats. Rejects if `signal` aborts first.
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
/** The parts of an update that we rely on; others are let through. */
const shape = z.looseObject({
  update_id: z.int(),
  message: chat
    .extend({ message_id: z.int(), from: user.optional(), text: z.string().optional() })
    .optional(),
  // a deleted message, or another bot's, may lack some or all of this
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

/** A valid update; anything else would fail every time. Null members count as absent. */
export function readUpdate(value: unknown): Update | undefined {
  const read = shape.safeParse(
    JSON.parse(JSON.stringify(value ?? null), (_key, member: unknown) => member ?? undefined),
  );
  return read.success ? (read.data as unknown as Update) : undefined;
}

/** The valid updates in an answer. */
export function readUpdates(values: unknown, log: Log): readonly Update[] {
  const given: readonly unknown[] = Array.isArray(values) ? values : [];
  const good = given.flatMap((value) => readUpdate(value) ?? []);
  if (good.length < given.length) {
    log.warn({ updates: given.length - good.length }, 'dropped invalid updates');
  }
  return good;
}

/** The private chat an update concerns. A press says who pressed even if its message is gone. */
export function chatIdOf(update: Update): number | undefined {
  if ('message' in update) return update.message.chat.id;
  if ('callback_query' in update) {
    return update.callback_query.message?.chat.id ?? update.callback_query.from.id;
  }
  if ('my_chat_member' in update) return update.my_chat_member.chat.id;
  return undefined;
}

/**
 * Distinguishes an update from another with the same number: a restarted server may count from the
 * start.
 */
function contentOf(update: Update): string {
  if ('message' in update) {
    return `message:${update.message.chat.id}:${update.message.message_id}:${update.message.date}`;
  }
  if ('callback_query' in update) return `press:${update.callback_query.id}`;
  if ('my_chat_member' in update) {
    return `member:${update.my_chat_member.chat.id}:${update.my_chat_member.date}`;
  }
  return '';
}
