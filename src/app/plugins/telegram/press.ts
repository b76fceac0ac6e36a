import { Refused } from '../../domain/model/errors';
import { Contact, PluginHost } from '../../plugin';
import { aboutOf } from './about';
import { cancelButtons, minuteButtons } from './buttons';
import { Chat, chooseLanguage, ownContact } from './chat';
import { becomesCard } from './messages';
import { refusal } from './refusal';
import { askRemark, endRemark, thanked } from './remarks';
import { card, MessageContext, Rendered } from './render';

/** The answer to a press: a line over the chat, and what its message becomes. */
export interface PressAnswer {
  readonly toast: string;
  readonly becomes?: Rendered;
}

/**
 * One press, one command. The idempotency key names the button, not the press, so a second press,
 * or Telegram's second delivery of it, is the same command and gets the same answer.
 * @param pressed the message with the button, while Telegram still knows it
 */
export async function press(
  host: PluginHost,
  chat: Chat,
  data: string,
  pressed: number | undefined,
): Promise<PressAnswer> {
  const [what, ...rest] = data.split(':');
  const { words } = chat;
  if (what === 'lang' && (rest[0] === 'es' || rest[0] === 'en')) {
    const now = await chooseLanguage(host, chat, rest[0]);
    return { toast: now.say('tg.language.set') };
  }
  const contact = await ownContact(host, chat, rest[rest.length - 1] ?? '');
  if (!contact) return { toast: words.say('tg.refused.not-yours') };
  // about a ticket, so in the ticket's language
  const context = await aboutOf(host, contact);
  try {
    const verb = Object.hasOwn(verbs, what) ? verbs[what] : undefined;
    if (!verb) return { toast: context.words.say('tg.refused.state') };
    if (!context.acts && what !== 'unlink') {
      return { toast: context.words.say('tg.refused.reads'), becomes: card(context) };
    }
    // before the command: its event edits the card too
    if (SHOWS.has(what)) await becomesCard(host, contact, pressed);
    return await verb({ host, chat, context, contact, rest });
  } catch (error) {
    const toast = refusal(context.words, error, what);
    const rated = error instanceof Refused && error.code === 'already_rated';
    return rated ? { toast, becomes: thanked(context) } : { toast };
  }
}

/** A press on a button of a ticket's message. */
interface Press {
  readonly host: PluginHost;
  readonly chat: Chat;
  readonly context: MessageContext;
  readonly contact: Contact;
  /** What follows the verb. */
  readonly rest: readonly string[];
}

const verbs: Readonly<Record<string, (press: Press) => PressAnswer | Promise<PressAnswer>>> = {
  here,
  more: askMinutes,
  defer,
  cancel: askCancel,
  yes: cancel,
  back: ({ context }) => ({
    toast: isActive(context) ? context.words.say('tg.done.kept') : '',
    becomes: card(context),
  }),
  rate,
  async quiet({ host, chat, context, contact }) {
    await endRemark(host, chat, contact.id, 0);
    return { toast: context.words.say('tg.done.thanks'), becomes: thanked(context) };
  },
  async unlink({ host, context, contact }) {
    await host.contacts.unlink(contact.id, 'customer');
    return { toast: context.words.say('tg.done.unlinked', { number: context.view.number }) };
  },
};

/** After these the pressed message shows how the ticket stands. */
const SHOWS: ReadonlySet<string> = new Set(['here', 'defer', 'yes', 'back']);

const isActive = ({ view: { state } }: MessageContext) => state === 'waiting' || state === 'called';

const customerOf = ({ ticket }: Contact) => ({ kind: 'customer', id: ticket }) as const;

function askMinutes({ context }: Press): PressAnswer {
  const { words, view } = context;
  if (!isActive(context)) return { toast: words.say('tg.refused.closed'), becomes: card(context) };
  if (view.defersLeft <= 0) {
    return { toast: words.say('tg.refused.defers'), becomes: card(context) };
  }
  return {
    toast: '',
    becomes: {
      text: words.say('tg.ask.minutes', { number: view.number }),
      keyboard: minuteButtons(context),
    },
  };
}

async function defer({ host, context, contact, rest }: Press): Promise<PressAnswer> {
  const { id, branch, ticket } = contact;
  const [minutes, left] = [Number(rest[0]), rest[1]];
  await host.operations.defer(branch, ticket, minutes, customerOf(contact), `${id}:defer:${left}`);
  return {
    toast: context.words.say('tg.done.deferred', { minutes }),
    becomes: card(await aboutOf(host, contact)),
  };
}

async function here({ host, context, contact, rest }: Press): Promise<PressAnswer> {
  const { id, branch, ticket } = contact;
  await host.operations.arrive(branch, ticket, customerOf(contact), `${id}:here:${rest[0]}`);
  const now = await aboutOf(host, contact);
  const called = now.view.state === 'called';
  return {
    toast: context.words.say(called ? 'tg.done.here.called' : 'tg.done.here'),
    becomes: card(now),
  };
}

function askCancel({ context }: Press): PressAnswer {
  const { words, view } = context;
  if (view.state !== 'waiting') {
    return {
      toast: words.say(isActive(context) ? 'tg.refused.state' : 'tg.refused.closed'),
      becomes: card(context),
    };
  }
  return {
    toast: '',
    becomes: {
      text: words.say('tg.ask.cancel', { number: view.number }),
      keyboard: cancelButtons(context),
    },
  };
}

async function cancel({ host, context, contact }: Press): Promise<PressAnswer> {
  const toast = context.words.say('tg.done.cancelled');
  if (context.view.state === 'cancelled') return { toast, becomes: card(context) };
  const { id, branch, ticket } = contact;
  await host.operations.cancel(branch, ticket, customerOf(contact), `${id}:cancel`);
  return { toast, becomes: card(await aboutOf(host, contact)) };
}

async function rate({ host, chat, context, contact, rest }: Press): Promise<PressAnswer> {
  const { id, branch, ticket } = contact;
  const stars = Number(rest[0]);
  await host.operations.feedback(
    branch,
    ticket,
    stars,
    undefined,
    customerOf(contact),
    `${id}:rate`,
  );
  return {
    toast: context.words.say('tg.done.thanks'),
    becomes: await askRemark(host, chat, context, stars),
  };
}
