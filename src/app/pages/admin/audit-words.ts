import { naturally } from '../../domain/model/natural';
import { outcomesInWords } from '../../domain/model/outcome-names';
import { adminEsCL } from '../../texts/admin-es-CL';
import {
  aboutEvent,
  EventNames,
  kindOfEvent,
  Known,
  whatHappened,
  whoDid,
} from '../../texts/event-words';
import type { BankFactName } from '../../wire/enums';
import type { Event, FactType } from '../../wire/facts';
import type { AuditFound } from '../../wire/records';
import type { Directory } from '../../wire/settings';
import { named } from '../shared/look/words';
import { branchName } from './branches-field';
import { adminSay } from './words';

/** Events in the reader's language, as the page shows them. */

const known: Known = (key, values) =>
  key in adminEsCL
    ? (adminSay as (key: string, values?: Readonly<Record<string, string>>) => string)(key, values)
    : undefined;

/** First names by the ids of staff, as a search brought them. */
export type People = AuditFound['people'];

const namesIn = (directory: Directory | undefined, people: People): EventNames => ({
  queue: (id) => named(directory?.config.queues[id]?.names) || undefined,
  counter: (id) => directory?.config.counters[id]?.label,
  staff: (id) => people[id],
  branch: branchName,
  outcome: (code, queue) =>
    outcomesInWords(code, queue, directory?.config.queues ?? {}, (of) => named(of) || undefined),
});

const OF_BANK = 'admin.audit.bank.';
type OfBank = `${typeof OF_BANK}${BankFactName}`;

/** Every kind of fact in the bank's own chain, with its words. */
export const happenings = (): readonly { readonly value: BankFactName; readonly label: string }[] =>
  Object.keys(adminEsCL)
    .filter((key): key is OfBank => key.startsWith(OF_BANK))
    .map((key) => ({ value: key.slice(OF_BANK.length) as BankFactName, label: adminSay(key) }))
    .sort((a, b) => naturally(a.label, b.label));

export const kindWords = (type: FactType): string => kindOfEvent(known, type);
export const whatWords = (event: Event): string => whatHappened(known, event);
export const aboutWords = (
  { event, number }: AuditFound['found'][number],
  directory: Directory | undefined,
  people: People,
): readonly string[] => aboutEvent(known, event, namesIn(directory, people), number);
export const actorWords = (event: Event, people: People): string =>
  whoDid(known, event, namesIn(undefined, people));
