import type { BankFactName } from '../domain/model/branch-facts';
import { markedName } from '../domain/model/told-apart';
import { namesItself } from './counter-name';
import { alertOf, configured, Facts, valueOf, wayOf, whichOf } from './event-facts';

/**
 * Events in people's words: what happened, to what, and who did it. Shared by the auditor's page
 * and the workbook, each with its own catalogue and language.
 */

/** The parts of an event that are put into words. */
export interface WordedEvent {
  readonly fact: { readonly type: string };
  readonly actor: { readonly kind: string; readonly id: string };
}

/** Names for the ids in an event; undefined where they are unknown. */
export interface EventNames {
  readonly queue: (id: string) => string | undefined;
  readonly counter: (id: string) => string | undefined;
  readonly staff: (id: string) => string | undefined;
  readonly branch: (id: string) => string | undefined;
  /** How a service of a queue ended, by the queue's code. */
  readonly outcome: (code: string, queue: string | undefined) => string | undefined;
}

/** What the subject of each of the bank's facts is the id of, where that has a name. */
const SUBJECT: Readonly<Record<BankFactName, 'staff' | 'branch' | 'unnamed'>> = {
  'signed-in': 'staff',
  'signed-out': 'staff',
  'sign-ins-failed': 'staff',
  'proved-again': 'staff',
  'second-step-failed': 'staff',
  'second-factor-enrolled': 'staff',
  'second-factor-used': 'staff',
  'second-factor-ended': 'staff',
  'second-factor-rule-saved': 'unnamed',
  'recovery-codes-made': 'staff',
  'admin-link-made': 'staff',
  'passkey-added': 'staff',
  'passkey-renamed': 'staff',
  'passkey-removed': 'staff',
  'passkey-refused': 'staff',
  'sessions-ended': 'staff',
  'staff-saved': 'staff',
  'branch-saved': 'branch',
  'device-saved': 'unnamed',
  'device-enrolled': 'unnamed',
  'device-key-renewed': 'unnamed',
  'device-key-taken': 'unnamed',
  'device-key-reused': 'unnamed',
  'device-revoked': 'unnamed',
  'device-asked': 'unnamed',
  'webhook-saved': 'unnamed',
  'webhook-unlinked': 'unnamed',
  'keys-rotated': 'unnamed',
  'audit-verified': 'branch',
  'audit-broken': 'branch',
  'customer-exported': 'unnamed',
  'customer-erased': 'unnamed',
  'customer-forgotten': 'unnamed',
  'person-not-found': 'unnamed',
  'person-asked': 'unnamed',
  'person-answered': 'unnamed',
  'person-extended': 'unnamed',
  'customer-rectified': 'unnamed',
  'customer-opposed': 'unnamed',
  'requests-read': 'unnamed',
  'audit-read': 'branch',
  'report-read': 'branch',
  'report-mail-asked': 'unnamed',
  'report-mail-confirmed': 'unnamed',
  'report-mail-ended': 'unnamed',
  'report-mail-sent': 'unnamed',
  'report-mail-skipped': 'unnamed',
  'report-mail-failed': 'unnamed',
};
/** A text by its key, with its placeholders filled; undefined where the catalogue has none. */
export type Known = (key: string, values?: Readonly<Record<string, string>>) => string | undefined;

/** What a kind of event is called; its type if the catalogue has no name for it yet. */
export const kindOfEvent = (known: Known, type: string): string =>
  known(`admin.audit.type.${type}`) ?? known(`admin.webhook.type.${type}`) ?? type;

/** What happened. The bank's facts, and other events that may mean several things, say which. */
export function whatHappened(known: Known, { fact }: WordedEvent): string {
  const { type, what } = fact as { readonly type: string; readonly what?: unknown };
  const which = whichOf(fact as Facts);
  const own =
    type === 'BankFact'
      ? known(`admin.audit.bank.${String(what)}`)
      : which && known(`admin.audit.type.${type}.${which}`);
  return own ?? kindOfEvent(known, type);
}

/**
 * Which ticket, queue and counter the event is about, by name, as far as the event itself says.
 * @param ticket the number of the ticket that it is about: most events have only its id
 */
export function aboutEvent(
  known: Known,
  { fact }: WordedEvent,
  names: EventNames,
  ticket?: string,
): readonly string[] {
  const facts = { ...fact, ...configured(fact as Facts) } as Facts;
  const by = (name: string, nameOf: (id: string) => string | undefined) => {
    const id = valueOf(facts[name]);
    return id === undefined ? undefined : (nameOf(id) ?? id);
  };
  const alert = aboutAlert(known, facts, names);
  const reason = valueOf(facts.reason);
  const counter = by('counter', names.counter);
  const named = counter !== undefined && namesItself(counter);
  const [from, to] = wayOf(facts).map((id) => names.queue(id) ?? id);
  const lane = valueOf(facts.lane);
  const parts = [
    ['number', valueOf(facts.number) ?? ticket],
    ['queue', to === undefined ? (alert.queue ?? by('queue', names.queue)) : undefined],
    ['counter', named ? undefined : counter],
    ['advisor', alert.advisor ?? by('advisor', (id) => person(names, id))],
    ['reason', reason && (known(`admin.audit.reason.${reason}`) ?? reason)],
    ['outcome', facts.type === 'DeliveryEnded' ? undefined : outcomeOf(facts, names)],
    ['minutes', valueOf(facts.minutes)],
    ['score', valueOf(facts.score)],
    [
      'subject',
      alert.subject ?? (facts.type === 'BankFact' ? ofBank(known, facts, names) : undefined),
    ],
  ] as const;
  return [
    alert.kind,
    ...parts.map(([name, value]) =>
      value === undefined ? undefined : known(`admin.audit.${name}`, { value }),
    ),
    to === undefined ? undefined : known('admin.audit.way', { from, to }),
    named ? counter : undefined,
    lane === undefined ? undefined : known(`admin.audit.lane.${lane}`),
  ].filter((part) => part !== undefined);
}

/** What an alert is about: its kind in words, and its subject. */
function aboutAlert(
  known: Known,
  facts: Facts,
  names: EventNames,
): Partial<Readonly<Record<'kind' | 'queue' | 'advisor' | 'subject', string>>> {
  const alert = alertOf(facts);
  if (!alert) return {};
  const { kind, subject, of } = alert;
  return {
    kind: known(`admin.audit.alert.${kind}`) ?? kind,
    ...(of === 'queue' && { queue: names.queue(subject) ?? subject }),
    ...(of === 'advisor' && { advisor: person(names, subject) ?? subject }),
    ...(of === 'device' && { subject }),
  };
}

/**
 * How a service ended, in words. If it goes on with another matter, the code is of the queue it was
 * in before.
 */
function outcomeOf(facts: Facts, names: EventNames): string | undefined {
  const code = valueOf(facts.outcome);
  const queue = valueOf(facts.type === 'MatterBegun' ? facts.from : facts.queue);
  return code === undefined ? undefined : (names.outcome(code, queue) ?? code);
}

/** The subject of a fact of the bank; undefined if it has none. */
function ofBank(known: Known, { subject, what }: Facts, names: EventNames): string | undefined {
  const id = valueOf(subject);
  if (id === undefined || id === 'nobody') return undefined;
  const of = (SUBJECT as Readonly<Record<string, string | undefined>>)[String(what)];
  if (of === 'staff') return person(names, id) ?? id;
  if (of !== 'branch') return id;
  return id === 'bank' ? known('admin.audit.xlsx.bank') : (names.branch(id) ?? id);
}

/** By first name and id: two may have one name, and it may change. */
const person = ({ staff }: EventNames, id: string): string | undefined => {
  const name = staff(id);
  return name && markedName(name, id);
};

/** Who did it: staff by their first name and id, everything else by what it is. */
export function whoDid(known: Known, { actor }: WordedEvent, names: EventNames): string {
  const kind = known(`admin.audit.by.${actor.kind}`) ?? actor.kind;
  if (actor.kind === 'customer') return kind;
  const name = actor.kind === 'staff' ? person(names, actor.id) : undefined;
  return name ?? `${kind} ${actor.id}`;
}
