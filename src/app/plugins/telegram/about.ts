import { isOpen, opensAgain } from '../../domain/model/day';
import { optional } from '../../domain/model/records';
import { Language, TicketState } from '../../domain/model/ticket';
import { closingOf } from '../../domain/views/closing';
import { Contact, PluginHost } from '../../plugin';
import { mayAct } from './chat';
import type { Messages } from './messages';
import { MessageContext } from './render';
import { wordsOf } from './words';

/** What is kept about a chat that follows a ticket: its messages and its language. */
interface ContactData extends Messages {
  readonly language?: Language;
  /** The ticket's state when it was linked; unknown for links of older releases. */
  readonly was?: TicketState;
}
export const dataOf = (contact: Contact) => contact.data as ContactData;

/** What messages about a contact's ticket are made from, as it is now. */
export const aboutOf = async (host: PluginHost, contact: Contact): Promise<MessageContext> => {
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
