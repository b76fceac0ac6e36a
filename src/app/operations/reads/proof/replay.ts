import { evolve } from '../../../domain/fold/evolve';
import { evolveTicket } from '../../../domain/fold/evolve-ticket';
import { StretchBook } from '../../../domain/fold/stretches';
import { Alert } from '../../../domain/model/alert';
import { DayLearned } from '../../../domain/model/branch-facts';
import { KeptPlan } from '../../../domain/model/day-plan';
import { Event } from '../../../domain/model/events';
import { Instant } from '../../../domain/model/instant';
import { RowChange } from '../../../domain/model/recorded-rows';
import { State } from '../../../domain/model/state';
import { Ticket } from '../../../domain/model/ticket';
import { RequestRow } from './store';

interface Ended {
  readonly outcome: string;
  readonly attempts: number;
  readonly reason: string | null;
  readonly consumer: string;
  readonly about: string;
  readonly ticket: string | null;
  readonly at: Instant;
}

type Values = RowChange['after'];

/**
 * What rows have to be if a chain is true. Tickets are folded beside the state: a month of them in
 * one object would be copied with every event.
 */
export class Replay {
  state: State;
  readonly tickets = new Map<string, Ticket>();
  readonly numbers = new Map<string, number>();
  /** `day queue` → the last number given. */
  readonly counters = new Map<string, number>();
  readonly alerts = new Map<string, { readonly body: Alert; readonly closedAt: number | null }>();
  readonly plans = new Map<string, KeptPlan>();
  /** By business day. */
  readonly learned = new Map<string, DayLearned>();
  readonly deliveries = new Map<string, Ended>();
  /** Those that were not taken away. */
  readonly notes = new Map<
    string,
    { readonly ticket: string; readonly at: Instant; readonly by: string }
  >();
  readonly remarks = new Map<string, { readonly ticket: string; readonly at: Instant }>();
  /** `table id` → the values that the last event about the row gave it; null: it was removed. */
  readonly rows = new Map<string, Values>();
  /** The same for rows whose last event is of a release that recorded no values. */
  readonly unrecorded = new Set<string>();
  readonly erased = new Map<string, Instant>();
  /** Who does not want to be asked how it was, since when. */
  readonly opposed = new Map<string, Instant>();
  /** What persons have asked by their rights, without what they wrote. */
  readonly requests = new Map<string, Omit<RequestRow, 'cipher'>>();
  readonly forgotten = new Map<string, Instant>();
  /** Keys that were given out, by session or digest of a device's token. */
  readonly keys = new Map<string, Readonly<Record<string, unknown>>>();
  /** Keys of devices, by their digests, that have come back: what they follow has ended. */
  readonly takenKeys = new Set<string>();
  /** When keys were given by a release that did not say which, by `session` or `device` owner. */
  readonly olderKeys = new Map<string, Instant[]>();
  /** Session, owner and instant of each proof that was given. */
  readonly proofs = new Set<string>();
  readonly branches = new Set<string>();
  /** Ids of readings that had waited outside. */
  readonly readings = new Set<string>();
  readonly stretches = new StretchBook();
  configured = 0;

  constructor(private readonly branch: string) {
    this.state = { branch, day: '', tickets: {}, advisors: {}, queues: {}, alerts: {} };
  }

  see(event: Event): void {
    const { fact, at } = event;
    const alertsBefore = this.state.alerts;
    this.state = evolve({ ...this.state, tickets: {} }, event);
    this.stretches.take(event, this.state.day);
    const id = 'ticket' in fact ? fact.ticket : undefined;
    const ticket = id && evolveTicket(this.tickets.get(id), event);
    if (id && ticket) this.tickets.set(id, ticket);
    switch (fact.type) {
      case 'TicketIssued':
        this.numbers.set(fact.ticket, fact.n);
        this.counters.set(`${fact.day} ${fact.queue}`, fact.n);
        break;
      case 'AlertRaised':
      case 'AlertUpdated':
      case 'AlertAcknowledged': {
        const alert = fact.type === 'AlertRaised' ? fact.alert.id : fact.id;
        const body = this.state.alerts[alert];
        if (body) this.alerts.set(alert, { body, closedAt: null });
        break;
      }
      case 'AlertClosed':
        if (alertsBefore[fact.id]) {
          this.alerts.set(fact.id, { body: alertsBefore[fact.id], closedAt: at });
        }
        break;
      case 'DeliveryEnded':
        this.deliveries.set(fact.delivery, {
          outcome: fact.outcome,
          attempts: fact.attempts,
          reason: fact.reason ?? null,
          consumer: fact.consumer,
          about: fact.about,
          ticket: fact.ticket ?? null,
          at,
        });
        break;
      case 'FeedbackGiven':
        if (fact.remark !== undefined) this.remarks.set(fact.remark, { ticket: fact.ticket, at });
        break;
      case 'NoteWritten':
        this.notes.set(fact.note, { ticket: fact.ticket, at, by: event.actor.id });
        break;
      case 'NoteRemoved':
        this.notes.delete(fact.note);
        break;
      case 'BranchConfigured':
        this.configured += 1;
        this.configuredRows(fact);
        break;
      case 'DayLearned':
        this.learned.set(fact.day, fact);
        break;
      case 'DayPlanned': {
        const { day, version, plan } = fact;
        this.plans.set(day, { day, version, ...(plan ? { plan } : {}) });
        break;
      }
      case 'BankFact':
        this.bank(fact, event);
        break;
      default:
    }
  }

  private configuredRows(fact: Extract<Event['fact'], { type: 'BranchConfigured' }>): void {
    const { what, changed, rows } = fact;
    if (rows) return this.recorded(rows);
    if (what === 'settings' && changed[0] !== 'bank') {
      this.unrecorded.add(`settings ${this.branch}`);
    }
    if (what !== 'queues' && what !== 'counters') return;
    for (const id of changed) this.unrecorded.add(`${what} ${this.branch}/${id}`);
  }

  private recorded(rows: readonly RowChange[]): void {
    for (const { table, id, after } of rows) {
      this.rows.set(`${table} ${id}`, after);
      this.unrecorded.delete(`${table} ${id}`);
    }
  }

  private bank(
    fact: Extract<Event['fact'], { type: 'BankFact' }>,
    { at, actor }: Pick<Event, 'at' | 'actor'>,
  ): void {
    const { what, subject, details = {}, rows } = fact;
    if (rows) this.recorded(rows);
    const old: Readonly<Record<string, string>> = {
      'staff-saved': 'staff',
      'device-saved': 'devices',
      'device-revoked': 'devices',
      'webhook-saved': 'webhooks',
      'branch-saved': 'branches',
    };
    if (!rows && old[what]) {
      const key = `${old[what]} ${subject}`;
      this.unrecorded.add(key);
      this.rows.delete(key);
    }
    if (what === 'branch-saved') this.branches.add(subject);
    if (what === 'customer-erased') this.erased.set(subject, at);
    if (what === 'customer-forgotten') this.forgotten.set(subject, at);
    if (what === 'customer-opposed' && details.feedback === true && !this.opposed.has(subject)) {
      this.opposed.set(subject, at);
    }
    if (what === 'person-asked') {
      this.requests.set(String(details.request), asked(subject, details, at));
    }
    const request = what === 'person-answered' ? this.requests.get(subject) : undefined;
    if (request) {
      const { state, reason } = details;
      this.requests.set(subject, {
        ...request,
        state: String(state),
        reason: reason === undefined ? null : String(reason),
        answeredBy: actor.id,
        ended: at,
      });
    }
    if (what === 'signed-in') {
      if (typeof details.session !== 'string') this.older(`session ${subject}`, at);
      else this.keys.set(`session ${details.session}`, { ...details, owner: subject });
    }
    if (typeof details.kept === 'string') this.readings.add(details.kept);
    if (what === 'proved-again') {
      this.proofs.add(`${String(details.session)} ${subject} ${String(details.at)}`);
    }
    if (what === 'device-key-taken') this.takenKeys.add(String(details.key));
    if (what === 'device-enrolled' || what === 'device-key-renewed') {
      if (typeof details.key !== 'string') this.older(`device ${subject}`, at);
      else this.keys.set(`device ${details.key}`, { ...details, owner: subject });
    }
  }

  private older(key: string, at: Instant): void {
    this.olderKeys.set(key, [...(this.olderKeys.get(key) ?? []), at]);
  }
}

/** A request as its event tells of it. */
const asked = (
  subject: string,
  { request, asked: right, ticket, branch, due }: Readonly<Record<string, unknown>>,
  at: Instant,
): Omit<RequestRow, 'cipher'> => ({
  id: String(request),
  asked: String(right),
  customer: subject === 'nobody' ? null : subject,
  ticket: ticket === undefined ? null : String(ticket),
  branch: String(branch),
  at,
  due: Number(due),
  state: 'open',
  reason: null,
  answeredBy: null,
  ended: null,
});
