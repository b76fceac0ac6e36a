import { BANK } from '../../domain/model/bank';
import { Event } from '../../domain/model/events';
import { numberAsCalled } from '../../domain/model/number';
import { Vault } from '../../ports';
import type { AuditProof, AuditSearch } from '../../wire/records';
import { EventsFound, Link, ReadDeps } from './deps';
import { asOf } from './read-records';

/** What an auditor wants to know about a chain: what happened, and whether it holds. */

interface Searched extends EventsFound {
  /** First names of those whom the events name, by id. */
  readonly people: Readonly<Record<string, string>>;
  readonly asOf?: string;
}

/** Newest first. An unknown branch is refused; `bank` is the bank's own chain. */
export const searchAudit =
  ({ store, clock }: ReadDeps) =>
  async (branch: string, search: AuditSearch): Promise<Searched> => {
    if (branch !== BANK) await store.branchOf(branch);
    const { ticket, from, to, ...filter } = search;
    const { ageMs, ...found } = await store.searchEvents(branch, {
      ...filter,
      ...(ticket ? { tickets: await ticketsSought(store, branch, ticket) } : {}),
      ...(from ? { from: Date.parse(from) } : {}),
      ...(to ? { to: Date.parse(to) } : {}),
    });
    const people = await store.firstNames(idsIn(found.found.map(({ event }) => event)));
    return { ...found, people, ...asOf(clock, ageMs) };
  };

/** What may be an id of staff: an event may be of any release, and an alert's id has one in it. */
const idsIn = (events: readonly Event[]): readonly string[] => [
  ...new Set(
    events.flatMap(({ actor, fact }) => [
      actor.id,
      ...Object.values({ ...fact, ...('alert' in fact ? fact.alert : {}) }).flatMap((value) =>
        typeof value === 'string' ? [value, ...value.split(':').slice(1, 2)] : [],
      ),
    ]),
  ),
];

/** Ids of the tickets that a number or a list of ids stands for. */
export const ticketsSought = (store: ReadDeps['store'], branch: string, ticket: string) =>
  ticket.includes('-')
    ? ticket.split(',')
    : store.ticketsNumbered(branch, numberAsCalled(ticket) ?? ticket.toUpperCase());

type Fault = AuditProof['faults'][number];

/**
 * Proves the next events of a chain, few enough at a time for a quick answer: numbers without a
 * gap, each hash following from the one before, and columns that match the text. `npm run
 * audit:verify` proves rows and anchors.
 */
export const proveAudit =
  ({ store, vault }: Pick<ReadDeps, 'store'> & { readonly vault: Pick<Vault, 'chainHolds'> }) =>
  async (branch: string, after: number, limit: number): Promise<AuditProof> => {
    if (branch !== BANK) await store.branchOf(branch);
    const links = await store.auditLinks(branch, after, limit);
    const faults: Fault[] = [];
    // Older events may have been exported and removed: then the first one has no predecessor.
    let previous = after === 0 ? '' : await store.auditHash(branch, after);
    let expected = after === 0 && links[0] ? Number(links[0].seq) : after + 1;
    if (after === 0 && expected > 1) previous = undefined;
    for (const link of links) {
      const seq = Number(link.seq);
      if (seq !== expected) {
        faults.push({ seq: expected, what: 'missing' });
      } else if (previous !== undefined && !vault.chainHolds(previous, link.body, link.hash)) {
        faults.push({ seq, what: 'changed' });
      }
      if (!columnsAgree(link, branch)) faults.push({ seq, what: 'column' });
      previous = link.hash;
      expected = seq + 1;
    }
    return { checked: links.length, faults, next: links.length === limit ? expected - 1 : null };
  };

/** The columns that a search reads must say what the text says. */
export function columnsAgree(
  { seq, body, type, ticket, at, actor }: Link,
  branch: string,
): boolean {
  const event = parsedEvent(body);
  if (!event) return false;
  const { fact, actor: by } = event;
  return (
    String(event.seq) === seq &&
    event.branch === branch &&
    fact.type === type &&
    (('ticket' in fact && fact.ticket) || null) === ticket &&
    event.at === Number(at) &&
    `${by.kind}:${by.id}` === actor
  );
}

/** Undefined if the text is not an event any more. */
export function parsedEvent(body: string): Event | undefined {
  try {
    const event = JSON.parse(body) as Partial<Event> | null;
    return event?.fact && event.actor ? (event as Event) : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
