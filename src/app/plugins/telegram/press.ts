import { Chat, chooseLanguage, ownContact } from './chat';
import { aboutOf } from './outgoing';
import { refusal } from './refusal';
import { askRemark, endRemark, thanked } from './remarks';
import { About, cancelButtons, card, minuteButtons, Rendered } from './render';
import { Contact, PluginHost } from '../../plugin';

/** What a press answers: a line over the chat, and what its message becomes. */
export interface PressAnswer {
  readonly toast: string;
  readonly becomes?: Rendered;
}

/**
 * One press, one command. The key names the button rather than the press, so that a second press,
 * or Telegram's second try, is the same command and gets the same answer.
 */
export async function press(host: PluginHost, chat: Chat, data: string): Promise<PressAnswer> {
  const [what, ...rest] = data.split(':');
  const { words } = chat;
  if (what === 'lang' && (rest[0] === 'es' || rest[0] === 'en')) {
    const now = await chooseLanguage(host, chat, rest[0]);
    return { toast: now.say('tg.language.set') };
  }
  const contact = await ownContact(host, chat, rest[rest.length - 1] ?? '');
  if (!contact) return { toast: words.say('tg.refused.not-yours') };
  // about a ticket, in the ticket's language
  const about = await aboutOf(host, contact);
  try {
    return await onTicket(host, chat, about, contact, what, rest);
  } catch (error) {
    return { toast: refusal(about.words, error, what) };
  }
}

async function onTicket(
  host: PluginHost,
  chat: Chat,
  about: About,
  contact: Contact,
  what: string,
  rest: readonly string[],
): Promise<PressAnswer> {
  const { branch, ticket } = contact;
  const actor = { kind: 'customer', id: ticket } as const;
  const { operations } = host;
  const {
    words,
    view: { state, number },
  } = about;
  const active = state === 'waiting' || state === 'called';
  switch (what) {
    case 'more':
      if (!active) return { toast: words.say('tg.refused.closed'), becomes: card(about) };
      if (about.view.defersLeft <= 0)
        return { toast: words.say('tg.refused.defers'), becomes: card(about) };
      return {
        toast: '',
        becomes: { text: words.say('tg.ask.minutes', { number }), keyboard: minuteButtons(about) },
      };
    case 'defer': {
      const [minutes, left] = [Number(rest[0]), rest[1]];
      await operations.defer(branch, ticket, minutes, actor, `${contact.id}:defer:${left}`);
      return {
        toast: words.say('tg.done.deferred', { minutes }),
        becomes: card(await aboutOf(host, contact)),
      };
    }
    case 'cancel':
      if (state !== 'waiting')
        return {
          toast: words.say(active ? 'tg.refused.state' : 'tg.refused.closed'),
          becomes: card(about),
        };
      return {
        toast: '',
        becomes: { text: words.say('tg.ask.cancel', { number }), keyboard: cancelButtons(about) },
      };
    case 'yes':
      if (state === 'cancelled')
        return { toast: words.say('tg.done.cancelled'), becomes: card(about) };
      await operations.cancel(branch, ticket, actor, `${contact.id}:cancel`);
      return { toast: words.say('tg.done.cancelled'), becomes: card(await aboutOf(host, contact)) };
    case 'back':
      return { toast: active ? words.say('tg.done.kept') : '', becomes: card(about) };
    case 'rate': {
      await operations.feedback(
        branch,
        ticket,
        Number(rest[0]),
        undefined,
        actor,
        `${contact.id}:rate`,
      );
      return {
        toast: words.say('tg.done.thanks'),
        becomes: await askRemark(host, chat, about, Number(rest[0])),
      };
    }
    case 'quiet':
      await endRemark(host, chat, contact.id, 0);
      return { toast: words.say('tg.done.thanks'), becomes: thanked(about) };
    case 'unlink':
      await host.contacts.unlink(contact.id, 'customer');
      return { toast: words.say('tg.done.unlinked', { number }) };
    default:
      return { toast: words.say('tg.refused.state') };
  }
}
