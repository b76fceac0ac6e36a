import { useEffect, useRef, useState } from 'preact/hooks';
import { instantOf, minutesOf } from '../../domain/model/local-time';
import type { BankFactName } from '../../wire/enums';
import type { FactType } from '../../wire/facts';
import type { AuditFound, AuditProof } from '../../wire/records';
import type { Directory } from '../../wire/settings';
import { call, command } from '../shared/api/api';
import { readDirectory } from '../shared/api/directory';
import { auditFile } from '../shared/api/report';
import { asStaff } from '../shared/api/session';
import { useLatest } from '../shared/look/use-latest';
import { language } from '../shared/look/words';
import { readBankZone } from './bank-clock';

/** What an auditor looks for, as typed. Empty = anything. */
export interface AuditCriteria {
  readonly ticket: string;
  readonly person: string;
  readonly actor: string;
  readonly type: FactType | '';
  /** On the bank's own chain: what happened. */
  readonly what: BankFactName | '';
  /** Also updates of open alerts, of which each has several a minute. */
  readonly updates: boolean;
  /** In the format of `datetime-local`, by the clock in which events are shown. */
  readonly from: string;
  readonly to: string;
}
export const anything: AuditCriteria = {
  ticket: '',
  person: '',
  actor: '',
  type: '',
  what: '',
  updates: false,
  from: '',
  to: '',
};

type Found = AuditFound['found'];
const AT_ONCE = 100;
/** The most events in an export: a browser keeps them in memory. */
const MOST_EXPORTED = 20_000;
const PROVEN_AT_ONCE = 1000;

/** The most tickets in one search. */
const MOST_TICKETS = 50;

/** A person's tickets, in place of a number. `more`: they have more than were taken. */
export interface Search extends AuditCriteria {
  /** The zone of the branch or the bank, whose clock the times are by. */
  readonly zone: string | undefined;
  readonly more?: true;
}

/** The instant at which a clock in the zone shows this time. */
const instantIn = (zone: string | undefined, local: string): string =>
  new Date(
    zone === undefined ? local : instantOf(zone, local.slice(0, 10), minutesOf(local.slice(11))),
  ).toISOString();

const UPDATED = 'AlertUpdated';
const queryOf = ({ ticket, actor, type, what, updates, from, to, zone }: Search) => ({
  ...(updates || type === UPDATED ? {} : ({ without: UPDATED } as const)),
  ...(ticket ? { ticket: ticket.trim() } : {}),
  ...(actor ? { actor } : {}),
  ...(type ? { type } : {}),
  ...(what ? { what } : {}),
  ...(from ? { from: instantIn(zone, from) } : {}),
  ...(to ? { to: instantIn(zone, to) } : {}),
});

/**
 * The address of everything that matches, in words and proven, as a workbook in the reader's
 * language.
 */
export const workbookOf = (branch: string, search: Search): string =>
  auditFile(branch, queryOf(search), language.value !== 'en');

const page = (branch: string, search: Search, before: number | undefined, limit: number) =>
  asStaff(() =>
    call('GET /api/branches/:branch/audit/search', {
      params: { branch },
      query: { ...queryOf(search), ...(before ? { before } : {}), limit },
    }),
  );

/** A search for a person is recorded; the audit is then searched for ids of tickets. */
async function withPerson(branch: string, search: Search): Promise<Search | undefined> {
  if (!search.person) return search;
  const { tickets } = await asStaff(() =>
    command('POST /api/branches/:branch/audit/person', {
      params: { branch },
      body: { nationalId: search.person.trim() },
    }),
  );
  if (tickets.length === 0) return undefined;
  // The oldest tickets come first. The person is not part of what is exported.
  const ticket = tickets.slice(-MOST_TICKETS).join(',');
  return { ...search, person: '', ticket, ...(tickets.length > MOST_TICKETS && { more: true }) };
}

/** Matching events of a chain, a page at a time. */
export function useAudit(branch: string) {
  const [events, setEvents] = useState<Found>();
  /** First names of those whom any event read so far names, by id. */
  const [people, setPeople] = useState<AuditFound['people']>({});
  const [next, setNext] = useState<number | null>(null);
  const [problem, setProblem] = useState<unknown>();
  const [directory, setDirectory] = useState<Directory>();
  /** The zone in which times are shown and searched for. */
  const [zone, setZone] = useState<string>();
  const clock = useRef<Promise<string> | undefined>(undefined);
  /** Undefined: the person was not found, so there is nothing to export either. */
  const [asked, setAsked] = useState<Search | undefined>({ ...anything, zone: undefined });
  /** While the database is away: up to when a standby is complete. */
  const [asOf, setAsOf] = useState<string>();
  const latest = useLatest();
  const read = async (search: Search, before?: number, kept: Found = []) => {
    setProblem(undefined);
    const isLast = latest();
    try {
      const {
        found,
        people: named,
        next: further,
        asOf: at,
      } = await page(branch, search, before, AT_ONCE);
      if (!isLast()) return;
      setPeople((known) => ({ ...known, ...named }));
      setAsOf(at);
      setEvents([...kept, ...found]);
      setNext(further);
    } catch (error) {
      if (isLast()) setProblem(error);
    }
  };
  /** Throws the errors that a form shows at its fields. */
  const search = async (criteria: AuditCriteria) => {
    const isLast = latest();
    const timed = criteria.from !== '' || criteria.to !== '';
    const by = timed ? await clock.current : undefined;
    const narrowed = await withPerson(branch, { ...criteria, zone: by });
    if (!isLast()) return;
    setEvents(undefined);
    setAsked(narrowed);
    if (narrowed) return read(narrowed);
    setEvents([]);
    setNext(null);
  };
  useEffect(() => {
    let gone = false;
    const names = branch === 'bank' ? undefined : asStaff(() => readDirectory(branch));
    clock.current = names ? names.then(({ config }) => config.settings.timeZone) : readBankZone();
    Promise.all([names, clock.current]).then(
      ([found, of]) => {
        if (gone) return;
        setDirectory(found);
        setZone(of);
      },
      (error: unknown) => !gone && setProblem(error),
    );
    void search(anything);
    return () => {
      gone = true;
    };
  }, [branch]);
  const more = async () => asked && read(asked, next ?? undefined, events);
  return { events, people, next, problem, directory, zone, search, more, asked, asOf };
}

/** Everything that matches, newest first, with the hash that ties each event to the one before. */
export async function exported(
  branch: string,
  search: Search,
  told: (n: number) => void,
): Promise<{ readonly events: Found; readonly cut: boolean }> {
  const events: Found[number][] = [];
  for (let before: number | undefined; events.length < MOST_EXPORTED;) {
    const { found, next } = await page(branch, search, before, 500);
    events.push(...found);
    told(events.length);
    if (next === null) return { events, cut: false };
    before = next;
  }
  return { events, cut: true };
}

export interface Proven {
  readonly checked: number;
  readonly faults: AuditProof['faults'];
}

/** Proves the whole chain, a batch of events at a time. */
export async function proven(branch: string, told: (n: number) => void): Promise<Proven> {
  const faults: AuditProof['faults'][number][] = [];
  let checked = 0;
  for (let after: number | null = 0; after !== null;) {
    const at: number = after;
    const answer: AuditProof = await asStaff(() =>
      call('GET /api/branches/:branch/audit/proof', {
        params: { branch },
        query: { after: at, limit: PROVEN_AT_ONCE },
      }),
    );
    faults.push(...answer.faults);
    checked += answer.checked;
    told(checked);
    after = answer.next;
  }
  return { checked, faults };
}
