import { Composer, Context, NarrowedContext } from 'telegraf';
import { message } from 'telegraf/filters';
import type { Update, UserFromGetMe } from 'telegraf/types';
import { PluginHost } from '../../plugin';
import { Api, ApiError, Send } from './api';
import { Chat, openChat, startedSince } from './chat';
import { converse } from './conversation';
import { remember } from './messages';
import { editOf, payloadOf } from './outgoing';
import { pause } from './pause';
import { press } from './press';
import { Rendered } from './render';
import { StartTokens } from './start-tokens';
import { Bot, chatIdOf } from './updates';
import { escape } from './words';

/** Messages and presses that one chat may send in a minute. */
const PER_MINUTE = 40;
/** A press that takes longer than this (ms) is first answered with a request for patience. */
const SOON_MS = 700;

export interface BotDeps {
  readonly host: PluginHost;
  readonly api: Api;
  readonly send: Send;
  readonly tokens: StartTokens;
  readonly token: string;
}

export function createBot(deps: BotDeps): Bot {
  const { api } = deps;
  const answers = new Answers(deps);
  const bot = new Composer<Context>();

  // groups and channels are not private: the bot says nothing there
  bot.use(async (ctx, next) => {
    if (!ctx.chat || ctx.chat.type === 'private') await next();
  });
  bot.on('my_chat_member', (ctx) => answers.membership(ctx));
  bot.on('callback_query', (ctx) => answers.pressed(ctx));
  bot.on(message('text'), (ctx) => answers.written(ctx, ctx.message.text));
  bot.on('message', (ctx) => answers.sentOther(ctx));

  const run = bot.middleware();
  const contextOf = (update: Update, me: UserFromGetMe) => new Context(update, api.telegram, me);
  return {
    handle: (update, me) =>
      Promise.resolve(run(contextOf(update, me), () => Promise.resolve())).catch(unlessRefused),
    async sorry(update, me) {
      const ctx = contextOf(update, me);
      if (ctx.chat?.type !== 'private' || !(ctx.message ?? ctx.callbackQuery)) return;
      await answers.sorry(ctx);
    },
  };
}

type In<Kind extends 'my_chat_member' | 'callback_query' | 'message'> = NarrowedContext<
  Context,
  Extract<Update, Record<Kind, object>>
>;

/** The bot's answers to each kind of update. */
class Answers {
  constructor(private readonly deps: BotDeps) {}

  /** The customer blocked or unblocked the bot. */
  async membership(ctx: In<'my_chat_member'>): Promise<void> {
    const { contacts } = this.deps.host;
    if (ctx.myChatMember.new_chat_member.status !== 'kicked') return;
    for (const contact of await contacts.byAddress(String(ctx.chat.id))) {
      // Blocked, unblocked, started again: the first of these updates may arrive last.
      if (startedSince(contact, ctx.update.update_id)) continue;
      await contacts.unlink(contact.id, 'blocked');
    }
  }

  async pressed(ctx: In<'callback_query'>): Promise<void> {
    const { host } = this.deps;
    const chat = await this.chatOf(ctx);
    const { id, message: pressed } = ctx.callbackQuery;
    const data = 'data' in ctx.callbackQuery ? ctx.callbackQuery.data : '';
    if (!(await host.limit.take(`in:${chat.key}`, PER_MINUTE, 60)).ok) {
      return void (await this.answer(id, chat.words.say('tg.slow')));
    }
    const done = press(host, chat, data, pressed?.message_id);
    // a branch whose lock is held takes seconds to answer; a press gets an answer within one
    const slow = await Promise.race([
      done.then(
        () => false,
        () => false,
      ),
      pause(SOON_MS).then(() => true),
    ]);
    if (slow) await this.answer(id, chat.words.say('tg.done.soon'));
    const { toast, becomes } = await done;
    await Promise.all([
      slow ? undefined : this.answer(id, toast),
      becomes ? this.show(chat, pressed?.message_id, becomes) : undefined,
      slow && toast && !becomes ? this.say(chat, { text: escape(toast), keyboard: [] }) : undefined,
    ]);
  }

  async written(ctx: In<'message'>, text: string): Promise<void> {
    const chat = await this.chatOf(ctx);
    if (!(await this.allowed(chat))) return;
    const { host, tokens } = this.deps;
    const key = `${ctx.update.update_id}:${ctx.message.message_id}`;
    for (const rendered of await converse(host, tokens, chat, text, key)) {
      await this.say(chat, rendered);
    }
  }

  /** A picture, a sticker, a voice message. */
  async sentOther(ctx: Context): Promise<void> {
    const chat = await this.chatOf(ctx);
    if (await this.allowed(chat)) {
      await this.say(chat, { text: chat.words.say('tg.only-text'), keyboard: [] });
    }
  }

  async sorry(ctx: Context): Promise<void> {
    const chat = await this.chatOf(ctx);
    await this.say(chat, { text: chat.words.say('tg.refused.later'), keyboard: [] });
  }

  private chatOf(ctx: Context): Promise<Chat> {
    const { host, token } = this.deps;
    return openChat(host, token, String(chatIdOf(ctx.update)), ctx.from?.language_code);
  }

  private async say(chat: Chat, rendered: Rendered): Promise<void> {
    const { host, send } = this.deps;
    const said = await send(
      'sendMessage',
      chat.key,
      { ...payloadOf(chat.id, rendered), disable_notification: true },
      { rank: 'soon' },
    );
    if (rendered.card !== undefined) {
      await remember(host, rendered.card, { card: said?.message_id });
    }
  }

  /**
   * At most `PER_MINUTE` a minute. The first message over the limit is answered with a sentence
   * that says so, once a minute.
   */
  private async allowed(chat: Chat): Promise<boolean> {
    const { limit } = this.deps.host;
    if ((await limit.take(`in:${chat.key}`, PER_MINUTE, 60)).ok) return true;
    if ((await limit.take(`told:${chat.key}`, 1, 60)).ok) {
      await this.say(chat, { text: chat.words.say('tg.slow'), keyboard: [] });
    }
    return false;
  }

  /**
   * Stops a button's spinner. A press that was answered late, or twice, has none left to stop, and
   * no error of Telegram's here is worth handling the press again.
   */
  private answer(id: string, text: string): Promise<unknown> {
    return this.deps.api
      .call('answerCallbackQuery', { callback_query_id: id, ...(text ? { text } : {}) })
      .catch((error: unknown) => {
        if (!(error instanceof ApiError && error.code > 0)) throw error;
      });
  }

  /** Turns the pressed message into this, or sends a new one if it can no longer be edited. */
  private async show(chat: Chat, pressed: number | undefined, rendered: Rendered): Promise<void> {
    try {
      if (pressed === undefined) {
        await this.say(chat, rendered);
      } else {
        await this.deps.send('editMessageText', chat.key, editOf(chat.id, rendered, pressed), {
          rank: 'soon',
        });
      }
    } catch (error) {
      if (pressed === undefined || !(error instanceof ApiError && error.nothingToEdit)) {
        return unlessRefused(error);
      }
      await this.say(chat, rendered).catch(unlessRefused);
    }
  }
}

/**
 * Swallows a refusal (a blocked chat, an old press), which would be refused again; rethrows others.
 */
function unlessRefused(error: unknown): void {
  if (error instanceof ApiError && error.code >= 400 && error.code < 500 && error.code !== 429) {
    return;
  }
  throw error;
}
