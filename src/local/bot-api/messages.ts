import { parseHtml } from './entities';
import { Rates } from './rates';
import { bad, Markup, Message, Params, Refusal } from './types';
import { Phone, World } from './world';

const MOST_CHARACTERS = 4096;

const json = (value: unknown): unknown => {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value);
  } catch (error) {
    if (error instanceof SyntaxError) throw bad("can't parse reply keyboard markup JSON object");
    throw error;
  }
};

function phoneOf(world: World, params: Params): Phone {
  const id = Number(params.chat_id);
  if (params.chat_id === undefined || params.chat_id === '') throw bad('chat_id is empty');
  const phone = world.phones.get(id);
  if (!phone) throw bad('chat not found');
  return phone;
}

function textOf(params: Params) {
  const source = params.text;
  if (typeof source !== 'string' || source === '') throw bad('message text is empty');
  const mode = params.parse_mode;
  if (mode !== undefined && String(mode).toLowerCase() !== 'html') {
    throw bad('unsupported parse_mode');
  }
  const parsed = mode === undefined ? { text: source, entities: [] } : parseHtml(source);
  if (parsed.text.trim() === '') throw bad('message text is empty');
  if (parsed.text.length > MOST_CHARACTERS) throw bad('message is too long');
  return parsed;
}

function markupOf(params: Params): Markup | undefined {
  const markup = json(params.reply_markup) as Partial<Markup> | undefined;
  if (markup === undefined || markup === null) return undefined;
  if (!Array.isArray(markup.inline_keyboard)) throw bad('object expected as reply markup');
  for (const row of markup.inline_keyboard) {
    if (!Array.isArray(row)) throw bad('field "inline_keyboard" must be an Array of Arrays');
    for (const button of row) {
      if (typeof button?.text !== 'string' || button.text === '') {
        throw bad('can\'t parse inline keyboard button: Field "text" must be of type String');
      }
      if (button.url !== undefined && !/^(https?|tg):\/\/[^/\s]+\.[^/\s]+/.test(button.url)) {
        throw bad(`inline keyboard button URL '${button.url}' is invalid: Wrong HTTP URL`);
      }
      if (button.url === undefined && button.callback_data === undefined) {
        throw bad(
          "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        );
      }
      const bytes = Buffer.byteLength(button.callback_data ?? 'x');
      if (bytes < 1 || bytes > 64) throw bad('BUTTON_DATA_INVALID');
    }
  }
  const rows = markup.inline_keyboard.filter((row) => row.length);
  return rows.length ? { inline_keyboard: rows } : undefined;
}

function botMessage(phone: Phone, params: Params): Message {
  const id = Number(params.message_id);
  const message = phone.messages.find((one) => one.message_id === id && one.from.is_bot);
  if (!message) {
    throw bad(
      Number.isInteger(id) && id > 0
        ? 'message to edit not found'
        : 'message identifier is not specified',
    );
  }
  return message;
}

const notModified = () =>
  bad(
    'message is not modified: specified new message content and reply markup ' +
      'are exactly the same as a current content and reply markup of the message',
  );

/** @throws Refusal where Telegram would refuse to let the bot write */
type MayWrite = (phone: Phone) => void;

/** Methods for messages. Each returns what the documentation says. */
export function messageMethods(world: World) {
  const rates = new Rates();

  const mayWrite: MayWrite = (phone) => {
    const { tooMany, limits } = world.switches;
    if (tooMany > 0) {
      throw new Refusal(429, `Too Many Requests: retry after ${tooMany}`, { retry_after: tooMany });
    }
    if (phone.blocked) throw new Refusal(403, 'Forbidden: bot was blocked by the user');
    if (!phone.messages.some((message) => !message.from.is_bot)) {
      throw new Refusal(403, "Forbidden: bot can't initiate conversation with a user");
    }
    if (limits) rates.check(phone.chat.id);
  };

  return {
    ...editMethods(world, mayWrite),
    sendMessage(params: Params): Message {
      const phone = phoneOf(world, params);
      const content = textOf(params);
      const reply_markup = markupOf(params);
      mayWrite(phone);
      const message = world.newMessage(phone, world.bot, {
        text: content.text,
        ...(content.entities.length ? { entities: content.entities } : {}),
        ...(reply_markup ? { reply_markup } : {}),
      });
      if (params.disable_notification !== true && params.disable_notification !== 'true') {
        phone.rang.add(message.message_id);
      }
      return message;
    },

    deleteMessage(params: Params): true {
      const phone = phoneOf(world, params);
      const id = Number(params.message_id);
      if (!phone.messages.some((message) => message.message_id === id)) {
        throw bad('message to delete not found');
      }
      phone.messages = phone.messages.filter((message) => message.message_id !== id);
      world.changed();
      return true;
    },

    answerCallbackQuery(params: Params): true {
      const id = String(params.callback_query_id ?? '');
      const query = world.queries.get(id);
      if (!query || Date.now() - query.at > 60_000) {
        throw bad('query is too old and response timeout expired or query ID is invalid');
      }
      const text = String(params.text ?? '');
      if (text.length > 200) throw bad('MESSAGE_TOO_LONG');
      world.queries.delete(id);
      query.phone.toast = text || undefined;
      query.phone.toastAt = Date.now();
      world.changed();
      return true;
    },
  };
}

function editMethods(world: World, mayWrite: MayWrite) {
  return {
    editMessageText(params: Params): Message {
      const phone = phoneOf(world, params);
      const content = textOf(params);
      const reply_markup = markupOf(params);
      const before = botMessage(phone, params);
      mayWrite(phone);
      const same =
        before.text === content.text &&
        JSON.stringify(before.entities ?? []) === JSON.stringify(content.entities) &&
        JSON.stringify(before.reply_markup) === JSON.stringify(reply_markup);
      if (same) throw notModified();
      const { reply_markup: _old, entities: _was, ...kept } = before;
      const message: Message = {
        ...kept,
        text: content.text,
        edit_date: Math.floor(Date.now() / 1000),
        ...(content.entities.length ? { entities: content.entities } : {}),
        ...(reply_markup ? { reply_markup } : {}),
      };
      world.replace(phone, message);
      return message;
    },

    editMessageReplyMarkup(params: Params): Message {
      const phone = phoneOf(world, params);
      const before = botMessage(phone, params);
      const reply_markup = markupOf(params);
      if (JSON.stringify(before.reply_markup) === JSON.stringify(reply_markup)) throw notModified();
      const { reply_markup: _old, ...kept } = before;
      const message: Message = { ...kept, ...(reply_markup ? { reply_markup } : {}) };
      world.replace(phone, message);
      return message;
    },
  };
}
