import { namesItself } from './counter-name';

/**
 * Events in the words of people: what happened, to what, and who did it. One for the auditor's page
 * and for the workbook, each with its own catalogue and language.
 */

/** An event, as far as it is put into words. */
export interface WordedEvent {
  readonly fact: { readonly type: string };
  readonly actor: { readonly kind: string; readonly id: string };
}

/** Names of what an event knows by its id; undefined where nobody knows them. */
export interface EventNames {
  readonly queue: (id: string) => string | undefined;
  readonly counter: (id: string) => string | undefined;
  readonly staff: (id: string) => string | undefined;
  readonly branch: (id: string) => string | undefined;
}

/** The bank's facts that are about a branch. */
const OF_BRANCH: readonly unknown[] = ['audit-read', 'report-read', 'branch-saved'];

/** A text by its key, with its placeholders filled; undefined where the catalogue has none. */
export type Known = (key: string, values?: Readonly<Record<string, string>>) => string | undefined;

/** What a kind of event is called; its own name where nobody has named it yet. */
export const kindOfEvent = (known: Known, type: string): string =>
  known(`admin.audit.type.${type}`) ?? known(`admin.webhook.type.${type}`) ?? type;

/** What happened. The bank's own facts say which. */
export function whatHappened(known: Known, { fact }: WordedEvent): string {
  const { type, what } = fact as { readonly type: string; readonly what?: unknown };
  const own = type === 'BankFact' ? known(`admin.audit.bank.${String(what)}`) : undefined;
  return own ?? kindOfEvent(known, type);
}

/** To which ticket, in which queue, at which counter: what the event itself says, by name. */
export function aboutEvent(
  known: Known,
  { fact }: WordedEvent,
  names: EventNames,
): readonly string[] {
  const facts = fact as unknown as Readonly<Record<string, unknown>>;
  const text = (name: string) => {
    const value = facts[name];
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const by = (
    name: 'queue' | 'counter' | 'advisor',
    nameOf: (id: string) => string | undefined,
  ) => {
    const id = text(name);
    return id === undefined ? undefined : (nameOf(id) ?? id);
  };
  /** Whom or what a fact of the bank is about; nothing, where it is about nobody. */
  const subject = () => {
    const id = text('subject');
    if (id === undefined || id === 'nobody') return undefined;
    if (!OF_BRANCH.includes(facts.what)) return id;
    return id === 'bank' ? known('admin.audit.xlsx.bank') : (names.branch(id) ?? id);
  };
  const reason = text('reason');
  const counter = by('counter', names.counter);
  const named = counter !== undefined && namesItself(counter);
  const parts = [
    ['number', text('number')],
    ['queue', by('queue', names.queue)],
    ['counter', named ? undefined : counter],
    ['advisor', by('advisor', names.staff)],
    ['reason', reason && (known(`admin.audit.reason.${reason}`) ?? reason)],
    ['subject', subject()],
  ] as const;
  const lane = text('lane');
  return [
    ...parts.map(([name, value]) =>
      value === undefined ? undefined : known(`admin.audit.${name}`, { value }),
    ),
    named ? counter : undefined,
    lane === undefined ? undefined : known(`admin.audit.lane.${lane}`),
  ].filter((part) => part !== undefined);
}

/** Who did it: staff by their first name and id, everything else by what it is. */
export function whoDid(known: Known, { actor }: WordedEvent, { staff }: EventNames): string {
  const kind = known(`admin.audit.by.${actor.kind}`) ?? actor.kind;
  if (actor.kind === 'customer') return kind;
  const name = actor.kind === 'staff' ? staff(actor.id) : undefined;
  return name ? `${name} (${actor.id})` : `${kind} ${actor.id}`;
}
