import { PluginHost } from '../../plugin';
import { Busy } from '../../ports';
import { aboutOf } from './about';
import { activeOf, Chat } from './chat';
import { intentOf } from './intent';
import { refusal } from './refusal';
import { MessageContext, Rendered } from './render';

/** Maximum length of a remark; the ticket's page allows the same. */
const REMARK_CHARACTERS = 1_000;
/** For this long, a customer's next message after a rating is their remark. */
const ASKED_SECONDS = 3_600;
/**
 * A customer who is waiting with another ticket and writes at most this much may mean that ticket.
 */
const QUESTION_CHARACTERS = 40;

/** A remark that was asked for; `over` once it was given or declined. */
interface Invitation {
  readonly contact: string;
  readonly score: number;
  readonly over?: boolean;
}

const keyOf = (chat: Chat) => `remark:${chat.key}`;

/**
 * After a rating, invites words and takes the chat's next message for them. A press that comes
 * twice asks once.
 */
export async function askRemark(
  host: PluginHost,
  chat: Chat,
  context: MessageContext,
  score: number,
): Promise<Rendered> {
  const {
    words: { say },
    contact,
  } = context;
  const invitation = (await host.store.get(keyOf(chat)))?.value as Invitation | undefined;
  if (invitation?.contact === contact && invitation.over) return thanked(context);
  await host.store.put(keyOf(chat), { contact, score }, { seconds: ASKED_SECONDS });
  return {
    text: say('tg.remark.ask', { number: context.view.number, most: REMARK_CHARACTERS }),
    keyboard: [[{ text: say('tg.button.remark.no'), callback_data: `quiet:${contact}` }]],
  };
}

/** Stops waiting for words: they are not wanted, or have been given. */
export async function endRemark(
  host: PluginHost,
  chat: Chat,
  contact: string,
  score: number,
): Promise<void> {
  await host.store.put(keyOf(chat), { contact, score, over: true }, { seconds: ASKED_SECONDS });
}

export const thanked = ({ words, view: { number } }: MessageContext): Rendered => ({
  text: words.say('tg.served', { number }),
  keyboard: [],
});

/**
 * Takes a message as the remark that was asked for. Undefined if none was asked for, or if this is
 * something else.
 */
export async function takeRemark(
  host: PluginHost,
  chat: Chat,
  text: string,
): Promise<Rendered | undefined> {
  if (text.trimStart().startsWith('/')) return undefined;
  const invitation = (await host.store.get(keyOf(chat)))?.value as Invitation | undefined;
  if (!invitation || invitation.over) return undefined;
  if (
    text.length <= QUESTION_CHARACTERS &&
    intentOf(text) !== 'unknown' &&
    (await activeOf(host, chat)).length
  ) {
    return undefined;
  }
  const contact = await host.contacts.byId(invitation.contact);
  if (contact?.address !== chat.id) return undefined;
  const { words } = await aboutOf(host, contact);
  const { say } = words;
  // control characters mean nothing to a reader, and the database refuses some of them
  const remark = text.replace(/[^\P{Cc}\n\t]/gu, '').trim();
  if (remark === '') return { text: say('tg.only-text'), keyboard: [] };
  if (remark.length > REMARK_CHARACTERS) {
    return {
      text: say('tg.remark.long', { most: REMARK_CHARACTERS, length: remark.length }),
      keyboard: [],
    };
  }
  const { branch, ticket } = contact;
  try {
    await host.operations.feedback(
      branch,
      ticket,
      invitation.score,
      remark,
      { kind: 'customer', id: ticket },
      `${contact.id}:remark`,
    );
  } catch (error) {
    // words were already given, or the branch is busy: try again with the next message
    const sentence = refusal(words, error, 'rate');
    if (!(error instanceof Busy)) await endRemark(host, chat, contact.id, invitation.score);
    return { text: sentence, keyboard: [] };
  }
  await endRemark(host, chat, contact.id, invitation.score);
  return { text: say('tg.remark.thanks'), keyboard: [] };
}
