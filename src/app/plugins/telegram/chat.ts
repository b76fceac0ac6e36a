import { isActive, Language } from '../../domain/model/ticket';
import { Contact, PluginHost } from '../../plugin';
import { chatKey } from './settings';
import { Words, wordsOf } from './words';

/** A private chat with a customer. */
export interface Chat {
  /** Telegram's id: the address. */
  readonly id: string;
  /** The chat's name in keys and limits. */
  readonly key: string;
  readonly words: Words;
}

/**
 * A choice outlives its chat's link, under a keyed digest of the chat, for as long as persons are
 * kept by default.
 */
const LANGUAGE_SECONDS = 30 * 86_400;

/** Language: the customer's choice here, otherwise what Telegram says, otherwise Spanish. */
export async function openChat(
  host: PluginHost,
  token: string,
  id: string,
  spoken: string | undefined,
): Promise<Chat> {
  const key = chatKey(token, id);
  const chosen = (await host.store.get(`language:${key}`))?.value as Language | undefined;
  return {
    id,
    key,
    words: wordsOf(chosen ?? (spoken?.toLowerCase().startsWith('en') ? 'en' : 'es')),
  };
}

/** Sets the language from now on, for this chat and every ticket it follows. */
export async function chooseLanguage(
  host: PluginHost,
  chat: Chat,
  language: Language,
): Promise<Words> {
  await host.store.put(`language:${chat.key}`, language, { seconds: LANGUAGE_SECONDS });
  for (const contact of await host.contacts.byAddress(chat.id)) {
    await host.contacts.update(contact.id, { language });
  }
  return wordsOf(language);
}

/**
 * Whether an update is older than the chat's *Start* for this ticket: updates have rising numbers,
 * and a failed one comes again after later ones.
 */
export function startedSince({ data }: Contact, update: number): boolean {
  const { since } = data as { readonly since?: number };
  return since !== undefined && since > update;
}

/** The number of an update that `converse` was given. */
export const numberOf = (update: string): number => Number.parseInt(update, 10);

/** Tickets this chat follows that have not ended, newest first. */
export async function activeOf(host: PluginHost, chat: Chat): Promise<readonly Contact[]> {
  return (await host.contacts.byAddress(chat.id)).filter(({ state }) => isActive(state));
}

/**
 * Whether the chat may act for the customer. A chat whose link went through the hands of staff gets
 * news of the ticket, and can change nothing.
 */
export const mayAct = ({ data }: Contact): boolean =>
  (data as { readonly reads?: boolean }).reads !== true;

/** The contact a button names, if it belongs to this chat. */
export async function ownContact(
  host: PluginHost,
  chat: Chat,
  id: string,
): Promise<Contact | undefined> {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) return undefined;
  const contact = await host.contacts.byId(id);
  return contact?.address === chat.id ? contact : undefined;
}
