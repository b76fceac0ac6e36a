import { Composer, Context } from 'telegraf';
import { message } from 'telegraf/filters';
import type { Update, UserFromGetMe } from 'telegraf/types';
import { Api, ApiError, Send } from './api';
import { Chat, openChat } from './chat';
import { converse } from './conversation';
import { payloadOf } from './outgoing';
import { press } from './press';
import { Rendered } from './render';
import { StartTokens } from './start-tokens';
import { PluginHost } from '../../plugin';

/** Messages and presses that one chat may send in a minute. */
const PER_MINUTE = 40;

export interface BotParts {
  readonly host: PluginHost;
  readonly api: Api;
  readonly send: Send;
  readonly tokens: StartTokens;
  readonly token: string;
}

/** Routes one update to what it asks for. Rejects only when it should come again: when the database or Telegram did not answer. */
export function createBot({ host, api, send, tokens, token }: BotParts) {
  const bot = new Composer<Context>();

  const chatOf = (ctx: Context): Promise<Chat> => openChat(host, token, String(ctx.chat!.id), ctx.from?.language_code);
  const say = async (chat: Chat, rendered: Rendered) => {
    await send('sendMessage', chat.key, { ...payloadOf(chat.id, rendered), disable_notification: true }, { urgent: true });
  };
  /** At most so many a minute; the first too many is told, the rest are not answered. */
  async function allowed(chat: Chat): Promise<boolean> {
    if ((await host.limit.take(`in:${chat.key}`, PER_MINUTE, 60)).ok) return true;
    if ((await host.limit.take(`told:${chat.key}`, 1, 60)).ok) await say(chat, { text: chat.words.say('tg.slow'), keyboard: [] });
    return false;
  }

  // groups and channels are nobody's private matter: the bot says nothing there
  bot.use(async (ctx, next) => { if (ctx.chat?.type === 'private') await next(); });

  // the customer blocked the bot, or let it in again
  bot.on('my_chat_member', async (ctx) => {
    if (ctx.myChatMember.new_chat_member.status !== 'kicked') return;
    for (const contact of await host.contacts.byAddress(String(ctx.chat.id))) await host.contacts.unlink(contact.id, 'blocked');
  });

  bot.on('callback_query', async (ctx) => {
    const chat = await chatOf(ctx);
    const data = 'data' in ctx.callbackQuery ? ctx.callbackQuery.data : '';
    if (!await allowed(chat)) return;
    const { toast, becomes } = await press(host, chat, data);
    await Promise.all([
      // a press that was answered late, or twice, has no spinner left to stop
      api.call('answerCallbackQuery', { callback_query_id: ctx.callbackQuery.id, ...(toast ? { text: toast } : {}) }).catch(unlessRefused),
      becomes && ctx.callbackQuery.message
        ? send('editMessageText', chat.key, { ...payloadOf(chat.id, becomes), message_id: ctx.callbackQuery.message.message_id }, { urgent: true }).catch(unlessRefused)
        : undefined,
    ]);
  });

  bot.on(message('text'), async (ctx) => {
    const chat = await chatOf(ctx);
    if (!await allowed(chat)) return;
    for (const rendered of await converse(host, tokens, chat, ctx.message.text)) await say(chat, rendered);
  });

  bot.on('message', async (ctx) => {
    const chat = await chatOf(ctx);
    if (await allowed(chat)) await say(chat, { text: chat.words.say('tg.only-text'), keyboard: [] });
  });

  const run = bot.middleware();
  return (update: Update, me: UserFromGetMe): Promise<unknown> => Promise.resolve(run(new Context(update, api.telegram, me), () => Promise.resolve()))
    .catch(unlessRefused);
}

/** What Telegram refuses (a blocked chat, an old press) will be refused again; no answer at all is another matter. */
function unlessRefused(error: unknown): void {
  if (error instanceof ApiError && error.code >= 400 && error.code < 500 && error.code !== 429) return;
  throw error;
}
