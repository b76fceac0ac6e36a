import { evolveLine } from '../../../domain/fold/evolve';
import { Alert } from '../../../domain/model/alert';
import { DayLearned } from '../../../domain/model/branch-facts';
import { KeptPlan } from '../../../domain/model/day-plan';
import { Event, FactOf } from '../../../domain/model/events';
import { Instant } from '../../../domain/model/instant';
import { RowChange } from '../../../domain/model/recorded-rows';
import { sameJson } from '../../../domain/model/same-json';
import { State } from '../../../domain/model/state';
import { BankReplay } from './bank-replay';
import { Faults } from './faults';
import { Ledger } from './ledger';
import { AuditSnapshot, Link as ChainLink } from './store';
import { StretchRows } from './stretches';
import { TicketBook } from './tickets';

interface Ended {
  readonly outcome: string;
  readonly attempts: number;
  readonly reason: string | null;
  readonly consumer: string;
  readonly about: string;
  readonly ticket: string | null;
  readonly at: Instant;
}

/** Remarks and notes, of which the chain has the id. */
interface Words {
  readonly ticket: string;
  readonly at: Instant;
  readonly by?: string;
}

/** A chat that follows or followed a ticket. */
export interface Link {
  readonly ticket: string;
  readonly consumer: string;
  readonly active: boolean;
  /** Its address is kept in its row. */
  readonly address?: boolean;
}

type Numbers = Readonly<Record<string, number>>;

export interface ReplayDeps {
  readonly snapshot: AuditSnapshot;
  readonly branch: string;
  /** Receives what is found about rows on the way. */
  readonly faults: Faults;
  readonly keyHashes?: (ticket: string) => readonly string[];
  /** The stretches to compare, if they can be. */
  readonly stretches?: StretchRows;
  /** Days for which the lesson learned is stored. */
  readonly learnedDays?: ReadonlySet<string>;
  readonly bank: BankReplay;
}

/**
 * What rows must be if a chain is true. Rows are compared on the way, a page of the chain at a
 * time, and forgotten: only open things are held, and what exists once per day, queue or row of
 * configuration.
 */
export class Replay {
  state: State;
  readonly tickets: TicketBook;
  /** By business day, the last number given in each queue. */
  readonly counters: Ledger<Numbers>;
  readonly alerts: Ledger<{ readonly body: Alert; readonly closedAt: number | null }>;
  readonly plans: Ledger<KeptPlan>;
  readonly messages: Ledger<Ended>;
  readonly remarks: Ledger<Words>;
  /** null: the note was removed. */
  readonly notes: Ledger<Words | null>;
  /** By business day, for the days of which something is kept. */
  readonly learned = new Map<string, DayLearned>();
  lastLearned: DayLearned | undefined;
  /** The events that closed those days. */
  readonly closings = new Set<string>();
  /** Which chats follow which tickets, by row. */
  readonly links: Ledger<Link>;
  /** `table id` → the values that the last event about the row gave it; null: it was removed. */
  readonly rows = new Map<string, RowChange['after']>();
  /** The same for rows whose last event is of a release that recorded no values. */
  readonly unrecorded = new Set<string>();
  private seq = 0;
  /**
   * The number before the first existing event: 0, unless earlier ones were exported and removed.
   */
  private since = 0;

  constructor(private readonly deps: ReplayDeps) {
    const { snapshot, branch, keyHashes, faults } = deps;
    this.state = { branch, day: '', tickets: {}, advisors: {}, queues: {}, alerts: {} };
    this.tickets = new TicketBook(snapshot, branch, keyHashes, faults);
    this.counters = new Ledger(snapshot, 'counters', branch, (folded, row) =>
      sameJson(folded, this.since > 0 ? onlyThese(row as Numbers | undefined, folded) : row),
    );
    this.alerts = new Ledger(snapshot, 'alerts', branch);
    this.plans = new Ledger(snapshot, 'plans', branch);
    this.links = new Ledger<Link>(
      snapshot,
      'links',
      branch,
      linkFits,
      (_, row) => (row as Link).active,
    );
    this.messages = new Ledger(snapshot, 'messages', branch);
    // Missing words were erased with their person.
    this.remarks = new Ledger<Words>(snapshot, 'remarks', branch, orGone);
    this.notes = new Ledger<Words | null>(snapshot, 'notes', branch, orGone);
  }

  /** How many things are held whose number grows with the chain. */
  get held(): number {
    const { stretches, bank } = this.deps;
    return [this.tickets, ...this.ledgers, stretches, bank]
      .map((each) => each?.size ?? 0)
      .reduce((sum, each) => sum + each, 0);
  }

  private get ledgers() {
    const { counters, alerts, plans, links, messages, remarks, notes } = this;
    return [counters, alerts, plans, links, messages, remarks, notes];
  }

  /** Requests the rows that the next events are about. */
  expect(links: readonly ChainLink[]): void {
    this.tickets.expect(links);
  }

  /** @param since the number before the first existing event */
  async ready(since: number): Promise<void> {
    this.since = since;
    this.tickets.since = since;
    await this.tickets.ready();
  }

  see(event: Event): void {
    const { fact, at } = event;
    const alertsBefore = this.state.alerts;
    this.seq = Math.max(this.seq, event.seq);
    this.state = evolveLine(this.state, event);
    this.tickets.see(event);
    if (this.since === 0) this.deps.stretches?.see(event, this.state.day);
    switch (fact.type) {
      case 'TicketIssued':
        this.counters.put(
          fact.day,
          { ...this.counters.get(fact.day), [fact.queue]: fact.n },
          false,
        );
        break;
      case 'DayOpened':
        this.counters.ripen();
        break;
      case 'DayClosed':
        if (this.deps.learnedDays?.has(fact.day)) this.closings.add(closing(fact.day, event.seq));
        break;
      case 'AlertRaised':
      case 'AlertUpdated':
      case 'AlertAcknowledged': {
        const alert = fact.type === 'AlertRaised' ? fact.alert.id : fact.id;
        const body = this.state.alerts[alert];
        if (body) this.alerts.put(alert, { body, closedAt: null }, false);
        break;
      }
      case 'AlertClosed':
        if (alertsBefore[fact.id]) {
          this.alerts.put(fact.id, { body: alertsBefore[fact.id], closedAt: at });
        }
        break;
      case 'ContactLinked':
      case 'ContactUnlinked':
        this.linked(fact);
        break;
      case 'DeliveryEnded':
        this.messages.put(fact.delivery, ended(fact, at));
        break;
      case 'FeedbackGiven':
        if (fact.remark !== undefined) this.remarks.put(fact.remark, { ticket: fact.ticket, at });
        break;
      case 'NoteWritten':
        this.notes.put(fact.note, { ticket: fact.ticket, at, by: event.actor.id });
        break;
      case 'NoteRemoved':
        this.notes.put(fact.note, null);
        break;
      case 'BranchConfigured':
        this.configuredRows(fact);
        break;
      case 'DayLearned':
        this.lastLearned = fact;
        if (this.deps.learnedDays?.has(fact.day)) this.learned.set(fact.day, fact);
        break;
      case 'DayPlanned': {
        const { day, version, plan } = fact;
        this.plans.put(day, { day, version, ...(plan ? { plan } : {}) });
        break;
      }
      case 'BankFact':
        this.bank(fact, event);
        break;
      default:
    }
  }

  /** After a page: compares what it has made, and forgets what matches its row. */
  async settle(): Promise<void> {
    this.tickets.settle();
    for (const each of this.ledgers) await each.settle();
    await this.deps.bank.settle();
    if (this.since === 0) await this.deps.stretches?.settle(this.seq + 1);
  }

  /** Reports the stretches that do not match their rows. */
  async stretchesEnd(): Promise<void> {
    await this.deps.stretches?.end(this.seq);
  }

  private linked({ type, link, ticket, consumer }: FactOf<'ContactLinked' | 'ContactUnlinked'>) {
    const active = type === 'ContactLinked';
    if (link !== undefined) this.links.put(link, { ticket, consumer, active });
  }

  private configuredRows(fact: FactOf<'BranchConfigured'>): void {
    const { branch } = this.deps;
    const { what, changed, rows } = fact;
    if (rows) return this.recorded(rows);
    if (what === 'settings' && changed[0] !== 'bank') this.unrecorded.add(`settings ${branch}`);
    if (what !== 'queues' && what !== 'counters') return;
    for (const id of changed) this.unrecorded.add(`${what} ${branch}/${id}`);
  }

  private recorded(rows: readonly RowChange[]): void {
    for (const { table, id, after } of rows) {
      this.rows.set(`${table} ${id}`, after);
      this.unrecorded.delete(`${table} ${id}`);
    }
  }

  private bank(fact: FactOf<'BankFact'>, event: Pick<Event, 'at' | 'actor'>): void {
    const { what, subject, rows } = fact;
    if (rows) this.recorded(rows);
    const table = OLDER[what];
    if (!rows && table) {
      const key = `${table} ${subject}`;
      this.unrecorded.add(key);
      this.rows.delete(key);
    }
    this.deps.bank.see(fact, event);
  }
}

/** Rows that an older release's events mention without their values. */
const OLDER: Readonly<Record<string, string | undefined>> = {
  'staff-saved': 'staff',
  'device-saved': 'devices',
  'device-revoked': 'devices',
  'webhook-saved': 'webhooks',
  'branch-saved': 'branches',
};

export const closing = (day: string, seq: number): string => `${day} at ${seq}`;

/**
 * A person who opposes, is erased or is forgotten gets no more messages: their address goes with
 * that.
 */
const linkFits = (folded: Link, row: unknown): boolean => {
  const { ticket, consumer, active, address } = (row ?? {}) as Partial<Link>;
  return (
    ticket === folded.ticket &&
    consumer === folded.consumer &&
    (active === folded.active || (!active && !address))
  );
};

const orGone = (folded: unknown, row: unknown) => row === undefined || sameJson(folded, row);

const ended = (fact: FactOf<'DeliveryEnded'>, at: Instant): Ended => ({
  outcome: fact.outcome,
  attempts: fact.attempts,
  reason: fact.reason ?? null,
  consumer: fact.consumer,
  about: fact.about,
  ticket: fact.ticket ?? null,
  at,
});

/** The first day of a chain may begin in the middle: only what its events mention is compared. */
const onlyThese = (row: Numbers | undefined, { ...folded }: Numbers) =>
  row && Object.fromEntries(Object.keys(folded).map((queue) => [queue, row[queue]]));
