import { Composer, Context } from 'telegraf';
import { message } from 'telegraf/filters';
import type { Update, UserFromGetMe } from 'telegraf/types';
import { Api, ApiError, Send } from './api';
import { Chat, openChat } from './chat';
import { converse } from './conversation';
import { editOf, payloadOf } from './outgoing';
import { pause } from './pause';
import { press } from './press';
import { Rendered } from './render';
import { StartTokens } from './start-tokens';
import { Bot, chatIdOf } from './updates';
import { escape } from './words';
import { PluginHost } from '../../plugin';

/** Messages and presses that one chat may send in a minute. */
const PER_MINUTE = 40;
/**
 * Milliseconds after which a press that is still being done is answered with a word of patience.
 */
const SOON_MS = 700;

export interface BotParts {
  readonly host: PluginHost;
  readonly api: Api;
  readonly send: Send;
  readonly tokens: StartTokens;
  readonly token: string;
}

export function createBot({ host, api, send, tokens, token }: BotParts): Bot {
  const bot = new Composer<Context>();

  const chatOf = (ctx: Context): Promise<Chat> =>
    openChat(host, token, String(chatIdOf(ctx.update)), ctx.from?.language_code);
  const say = async (chat: Chat, rendered: Rendered) => {
    await send(
      'sendMessage',
      chat.key,
      { ...payloadOf(chat.id, rendered), disable_notification: true },
      { rank: 'soon' },
    );
  };
  /** At most so many a minute; the first too many is told, the rest are not answered. */
  async function allowed(chat: Chat): Promise<boolean> {
    if ((await host.limit.take(`in:${chat.key}`, PER_MINUTE, 60)).ok) return true;
    if ((await host.limit.take(`told:${chat.key}`, 1, 60)).ok)
      await say(chat, { text: chat.words.say('tg.slow'), keyboard: [] });
    return false;
  }
  /**
   * Stops the spinner of the button. A press that was answered late, or twice, has none left to
   * stop, and no server's trouble with it is worth pressing again.
   */
  const answer = (id: string, text: string) =>
    api
      .call('answerCallbackQuery', { callback_query_id: id, ...(text ? { text } : {}) })
      .catch((error: unknown) => {
        if (!(error instanceof ApiError && error.code > 0)) throw error;
      });
  /** What a press makes of its message; a new message where that one can no longer be edited. */
  async function show(chat: Chat, pressed: number | undefined, rendered: Rendered): Promise<void> {
    try {
      if (pressed === undefined) await say(chat, rendered);
      else
        await send('editMessageText', chat.key, editOf(chat.id, rendered, pressed), {
          rank: 'soon',
        });
    } catch (error) {
      if (pressed === undefined || !(error instanceof ApiError && error.nothingToEdit))
        return unlessRefused(error);
      await say(chat, rendered).catch(unlessRefused);
    }
  }

  // groups and channels are nobody's private matter: the bot says nothing there
  bot.use(async (ctx, next) => {
    if (!ctx.chat || ctx.chat.type === 'private') await next();
  });

  // the customer blocked the bot, or let it in again
  bot.on('my_chat_member', async (ctx) => {
    if (ctx.myChatMember.new_chat_member.status !== 'kicked') return;
    for (const contact of await host.contacts.byAddress(String(ctx.chat.id)))
      await host.contacts.unlink(contact.id, 'blocked');
  });

  bot.on('callback_query', async (ctx) => {
    const chat = await chatOf(ctx);
    const { id, message: pressed } = ctx.callbackQuery;
    const data = 'data' in ctx.callbackQuery ? ctx.callbackQuery.data : '';
    if (!(await host.limit.take(`in:${chat.key}`, PER_MINUTE, 60)).ok)
      return void (await answer(id, chat.words.say('tg.slow')));
    const done = press(host, chat, data);
    // a branch whose lock is held answers within seconds; the finger is answered within one
    const slow = await Promise.race([
      done.then(
        () => false,
        () => false,
      ),
      pause(SOON_MS).then(() => true),
    ]);
    if (slow) await answer(id, chat.words.say('tg.done.soon'));
    const { toast, becomes } = await done;
    await Promise.all([
      slow ? undefined : answer(id, toast),
      becomes ? show(chat, pressed?.message_id, becomes) : undefined,
      slow && toast && !becomes ? say(chat, { text: escape(toast), keyboard: [] }) : undefined,
    ]);
  });

  bot.on(message('text'), async (ctx) => {
    const chat = await chatOf(ctx);
    if (!(await allowed(chat))) return;
    for (const rendered of await converse(
      host,
      tokens,
      chat,
      ctx.message.text,
      `${ctx.update.update_id}:${ctx.message.message_id}`,
    ))
      await say(chat, rendered);
  });

  bot.on('message', async (ctx) => {
    const chat = await chatOf(ctx);
    if (await allowed(chat))
      await say(chat, { text: chat.words.say('tg.only-text'), keyboard: [] });
  });

  const run = bot.middleware();
  const contextOf = (update: Update, me: UserFromGetMe) => new Context(update, api.telegram, me);
  return {
    handle: (update, me) =>
      Promise.resolve(run(contextOf(update, me), () => Promise.resolve())).catch(unlessRefused),
    async sorry(update, me) {
      const ctx = contextOf(update, me);
      if (ctx.chat?.type !== 'private' || !(ctx.message ?? ctx.callbackQuery)) return;
      const chat = await chatOf(ctx);
      await say(chat, { text: chat.words.say('tg.refused.later'), keyboard: [] });
    },
  };
}

/**
 * What Telegram refuses (a blocked chat, an old press) will be refused again; no answer at all is
 * another matter.
 */
function unlessRefused(error: unknown): void {
  if (error instanceof ApiError && error.code >= 400 && error.code < 500 && error.code !== 429)
    return;
  throw error;
}
