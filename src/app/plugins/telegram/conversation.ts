import { isActive } from '../../domain/model/ticket';
import { Contact, PluginHost } from '../../plugin';
import { aboutOf } from './about';
import { Button, cancelButtons, minuteButtons } from './buttons';
import { activeOf, Chat, mayAct, numberOf } from './chat';
import { COMMANDS, Intent, intentOf } from './intent';
import { TYPES } from './outgoing';
import { refusal } from './refusal';
import { takeRemark } from './remarks';
import { card, Rendered } from './render';
import { StartTokens } from './start-tokens';

/** A chat may follow at most this many tickets at a time. */
const TICKETS_PER_CHAT = 10;
/** At most this many tickets are described in one reply. */
const TOLD = 3;

const plain = (text: string, keyboard: Rendered['keyboard'] = []): Rendered => ({ text, keyboard });

/**
 * The replies to a message; none when the answer comes another way.
 * @param update identifies the message: handled twice, it is one command
 */
export async function converse(
  host: PluginHost,
  tokens: StartTokens,
  chat: Chat,
  text: string,
  update: string,
): Promise<readonly Rendered[]> {
  const command = /^\/([a-z]+)(?:@\w+)?(?:\s+([\s\S]*))?$/i.exec(text.trim());
  const name = command?.[1].toLowerCase();
  if (name === 'start') return start(host, tokens, chat, command?.[2]?.trim() ?? '', update);
  if (command) {
    const intent = COMMANDS[name!];
    return intent
      ? answer(host, chat, intent, command[2], update)
      : [plain(chat.words.say('tg.unknown'))];
  }
  const remark = await takeRemark(host, chat, text);
  return remark ? [remark] : answer(host, chat, intentOf(text), undefined, update);
}

/**
 * The customer pressed *Start*; the token says for which ticket. The confirmation is a delivery, so
 * it is never lost.
 */
async function start(
  host: PluginHost,
  tokens: StartTokens,
  chat: Chat,
  token: string,
  update: string,
): Promise<readonly Rendered[]> {
  const { words } = chat;
  if (token === '') return [plain(words.say('tg.hello'))];
  const target = await tokens.take(token, chat.key);
  if (!target) return [plain(words.say('tg.start.bad'))];
  const where = await host.operations.whereIsTicket(target.ticket);
  if (!where || !isActive(where.state)) return [plain(words.say('tg.start.bad'))];
  const active = await activeOf(host, chat);
  const known = active.filter((contact) => contact.ticket === target.ticket);
  // The same press, sent again because its end could not be recorded.
  if (known.some(({ data }) => (data as { readonly by?: string }).by === update)) return [];
  const since = numberOf(update);
  if (known.length) {
    for (const { id } of known) await host.contacts.update(id, { since });
    const now = target.acts ? await Promise.all(known.map((each) => ownNow(host, each))) : known;
    return [plain(words.say('tg.start.again')), ...(await tell(host, now))];
  }
  if (active.length >= TICKETS_PER_CHAT) return [plain(words.say('tg.start.many'))];
  const chosen = (await host.store.get(`language:${chat.key}`))?.value;
  const linked = await host.contacts.link(target.branch, target.ticket, chat.id, TYPES, {
    by: update,
    since,
    ...(target.acts ? {} : { reads: true }),
    ...(chosen === 'es' || chosen === 'en' ? { language: chosen } : {}),
  });
  return linked ? [] : [plain(words.say('tg.start.bad'))];
}

/** A chat that had its link from staff has now followed one that only the customer was given. */
async function ownNow(host: PluginHost, contact: Contact): Promise<Contact> {
  if (mayAct(contact)) return contact;
  await host.contacts.update(contact.id, { reads: false });
  return (await host.contacts.byId(contact.id)) ?? contact;
}

/** The state of each ticket, in its own language. */
const tell = (host: PluginHost, contacts: readonly Contact[]) =>
  Promise.all(contacts.slice(0, TOLD).map(async (contact) => card(await aboutOf(host, contact))));

async function answer(
  host: PluginHost,
  chat: Chat,
  intent: Intent,
  words: string | undefined,
  update: string,
): Promise<readonly Rendered[]> {
  const { say } = chat.words;
  switch (intent) {
    case 'help':
      return [plain(say('tg.help'))];
    case 'thanks':
      return [plain(say('tg.you-are-welcome'))];
    case 'unknown':
      return [plain(say('tg.unknown'))];
    case 'language':
      return [
        plain(say('tg.language'), [
          [
            { text: 'Español', callback_data: 'lang:es' },
            { text: 'English', callback_data: 'lang:en' },
          ],
        ]),
      ];
    default:
  }
  if (intent === 'here') return comeBack(host, chat, update);
  const contacts = await activeOf(host, chat);
  if (contacts.length === 0) return [plain(say('tg.no-ticket'))];
  if (intent === 'turn') return tell(host, contacts);
  if (intent === 'unlink') {
    return [
      plain(
        say('tg.ask.unlink'),
        await Promise.all(contacts.map((contact) => unlinkButton(host, chat, contact))),
      ),
    ];
  }
  return Promise.all(
    contacts
      .slice(0, TOLD)
      .map((contact) => ask(host, contact, intent === 'defer' ? 'defer' : 'cancel', words, update)),
  );
}

/** Ends what keeps this chat's tickets out of the line: an extension or a missed call. */
async function comeBack(
  host: PluginHost,
  chat: Chat,
  update: string,
): Promise<readonly Rendered[]> {
  const followed = (await host.contacts.byAddress(chat.id)).filter(
    ({ state }) => isActive(state) || state === 'no-show',
  );
  const all = await Promise.all(
    followed
      .slice(0, TICKETS_PER_CHAT)
      .map(async (contact) => ({ contact, about: await aboutOf(host, contact) })),
  );
  const out = all.filter(
    ({ about: { view } }) => view.deferredUntil !== undefined || view.comesBackUntil !== undefined,
  );
  if (out.length === 0) {
    const active = followed.filter(({ state }) => isActive(state));
    return active.length > 0 ? tell(host, active) : [plain(chat.words.say('tg.no-ticket'))];
  }
  return Promise.all(
    out.slice(0, TOLD).map(async ({ contact, about }) => {
      if (!about.acts) return plain(about.words.say('tg.refused.reads'));
      const { id, branch, ticket } = contact;
      const customer = { kind: 'customer', id: ticket } as const;
      try {
        await host.operations.arrive(branch, ticket, customer, `${id}:here:${update}`);
      } catch (error) {
        return plain(refusal(about.words, error));
      }
      return card(await aboutOf(host, contact));
    }),
  );
}

const unlinkButton = async (
  host: PluginHost,
  chat: Chat,
  contact: Contact,
): Promise<readonly Button[]> => {
  const { number } = await host.operations.ticketView(contact.branch, contact.ticket);
  return [
    { text: chat.words.say('tg.button.unlink', { number }), callback_data: `unlink:${contact.id}` },
  ];
};

/**
 * Asks before doing anything: `/aplazar` asks how long, `/cancelar` whether. `/aplazar 10` needs no
 * question.
 */
async function ask(
  host: PluginHost,
  contact: Contact,
  what: 'defer' | 'cancel',
  given: string | undefined,
  update: string,
): Promise<Rendered> {
  const context = await aboutOf(host, contact);
  const {
    view,
    words: { say },
  } = context;
  if (!context.acts) return plain(say('tg.refused.reads'));
  if (what === 'cancel') {
    return view.state === 'waiting'
      ? plain(say('tg.ask.cancel', { number: view.number }), cancelButtons(context))
      : plain(say('tg.refused.state'));
  }
  if (view.state === 'serving') return plain(say('tg.refused.state'));
  if (view.defersLeft <= 0) return plain(say('tg.refused.defers'));
  const minutes = Number(given?.match(/^\d{1,3}\b/)?.[0]);
  if (!view.deferMinutes.includes(minutes)) {
    return plain(say('tg.ask.minutes', { number: view.number }), minuteButtons(context));
  }
  try {
    await host.operations.defer(
      contact.branch,
      contact.ticket,
      minutes,
      { kind: 'customer', id: contact.ticket },
      `${contact.id}:update:${update}`,
    );
  } catch (error) {
    return plain(refusal(context.words, error));
  }
  return plain(say('tg.done.deferred', { minutes }));
}
