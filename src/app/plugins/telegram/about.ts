import { isOpen, opensAgain } from '../../domain/model/day';
import { optional } from '../../domain/model/records';
import { Language } from '../../domain/model/ticket';
import { closingOf } from '../../domain/views/closing';
import { Contact, PluginHost } from '../../plugin';
import { mayAct } from './chat';
import { About } from './render';
import { wordsOf } from './words';

/** What is kept of a chat that follows a ticket: the message that is edited, its language. */
export interface ContactData {
  readonly card?: number;
  /** Something else was said after the card: what the card says is not read last. */
  readonly below?: boolean;
  readonly language?: Language;
}
export const dataOf = (contact: Contact) => contact.data as ContactData;

/** What messages about a contact's ticket are made from, as it is now. */
export const aboutOf = async (host: PluginHost, contact: Contact): Promise<About> => {
  const [view, directory] = await Promise.all([
    host.operations.ticketView(contact.branch, contact.ticket),
    host.operations.directory(contact.branch),
  ]);
  const { settings } = directory.config;
  const now = host.clock();
  const site = host.publicUrl.replace(/\/$/, '');
  const acts = mayAct(contact);
  const { ticketKey, readingKey } = host.operations;
  const page = `${site}/t#${(acts ? ticketKey : readingKey)(contact.ticket)}`;
  return {
    words: wordsOf(dataOf(contact).language ?? view.language),
    view,
    directory,
    contact: contact.id,
    acts,
    asks: acts && contact.asksFeedback !== false,
    page,
    ...optional('closing', closingOf(directory.config, view.queue, now)),
    open: isOpen(now, settings),
    now,
    ...optional('opensAt', opensAgain(now, settings)),
  };
};
