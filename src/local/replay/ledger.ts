import type { Event, FactOf } from '../../app/wire/facts';
import { Arrival } from './arrivals';
import { emptyTally, Figures, figuresOf } from './figures';
import { poolOf, QueueId, Visit } from './visit';

/** What the app's own events say about a ticket. Instants in ms. */
interface TicketRecord {
  readonly queue: QueueId;
  readonly issuedAt: number;
  state: 'waiting' | 'called' | 'serving' | 'ended';
  calledAt?: number;
  startedAt?: number;
  finishedAt?: number;
  leftAt?: number;
  advisor?: string;
}

const seconds = (from: number, to: number) => (to - from) / 1000;
/** More faults of one kind would say nothing new. */
const FAULTS_SHOWN = 20;

/**
 * Reads a branch's events once, in order, as anybody with access to its audit can. It computes
 * figures and checks what must never happen, with its own bookkeeping and without the app's rows.
 */
export class Ledger {
  private readonly tickets = new Map<string, TicketRecord>();
  private readonly hands = new Map<string, string>();
  private readonly numbers = new Set<string>();
  private seq = 0;
  /**
   * Tickets that the app ended with the day, and calls that nobody answered: none if a file is
   * replayed as it was.
   */
  closed = 0;
  missed = 0;
  readonly faults: Record<'sequence' | 'numbers' | 'calls', string[]> = {
    sequence: [],
    numbers: [],
    calls: [],
  };

  get events(): number {
    return this.seq;
  }

  take(event: Event): void {
    if (event.seq !== this.seq + 1) {
      this.fault('sequence', `event ${this.seq} is followed by event ${event.seq}`);
    }
    this.seq = event.seq;
    const { fact } = event;
    const at = Date.parse(event.at);
    switch (fact.type) {
      case 'TicketIssued':
        return this.issued(event, fact);
      case 'TicketCalled':
        return this.called(event, fact);
      case 'ServiceStarted': {
        const ticket = this.move(event, fact.ticket, ['called'], 'serving');
        if (ticket) ticket.startedAt = at;
        return;
      }
      case 'ServiceFinished':
        return this.finished(event, fact);
      case 'TicketCancelled': {
        const ticket = this.move(event, fact.ticket, ['waiting', 'called', 'serving'], 'ended');
        if (fact.advisor !== undefined) this.hands.delete(fact.advisor);
        if (fact.because === 'customer' && ticket) ticket.leftAt = at;
        else this.closed += 1;
        return;
      }
      case 'TicketMissed': {
        this.move(event, fact.ticket, ['called'], 'ended');
        this.hands.delete(fact.advisor);
        this.missed += 1;
        return;
      }
      case 'TicketHeld':
        this.hands.delete(fact.advisor);
        return;
      case 'TicketResumed':
        this.hands.set(fact.advisor, fact.ticket);
        return;
      default:
        return;
    }
  }

  private issued(event: Event, fact: FactOf<'TicketIssued'>): void {
    for (const number of [`queue ${fact.queue}, ${fact.n}`, fact.number]) {
      const key = `${fact.day}: ${number}`;
      if (this.numbers.has(key)) {
        this.fault('numbers', `event ${event.seq}: number given twice on ${key}`);
      }
      this.numbers.add(key);
    }
    const pool = poolOf(fact.queue);
    if (!pool) {
      this.fault(
        'numbers',
        `event ${event.seq}: a ticket of queue ${fact.queue}, which the month does not have`,
      );
    }
    this.tickets.set(fact.ticket, {
      queue: pool ?? 'rest',
      issuedAt: Date.parse(event.at),
      state: 'waiting',
    });
  }

  private called(event: Event, fact: FactOf<'TicketCalled'>): void {
    const held = this.hands.get(fact.advisor);
    if (held !== undefined) {
      this.fault(
        'calls',
        `event ${event.seq}: advisor ${fact.advisor} is called a second ticket, ` +
          `${fact.ticket}, while with ${held}`,
      );
    }
    this.hands.set(fact.advisor, fact.ticket);
    const ticket = this.move(event, fact.ticket, ['waiting'], 'called');
    if (!ticket) return;
    const at = Date.parse(event.at);
    Object.assign(ticket, { calledAt: at, advisor: fact.advisor });
    if (fact.waitMs !== at - ticket.issuedAt) {
      this.fault(
        'calls',
        `event ${event.seq}: says a wait of ${fact.waitMs} ms, ` +
          `its ticket waited ${at - ticket.issuedAt} ms`,
      );
    }
  }

  private finished(event: Event, fact: FactOf<'ServiceFinished'>): void {
    const at = Date.parse(event.at);
    const ticket = this.move(event, fact.ticket, ['serving'], 'ended');
    if (!fact.held) this.hands.delete(fact.advisor);
    if (fact.closing) this.closed += 1;
    else if (ticket) ticket.finishedAt = at;
    if (ticket?.startedAt !== undefined && fact.serviceMs !== at - ticket.startedAt) {
      this.fault(
        'calls',
        `event ${event.seq}: ` +
          `says a service of ${fact.serviceMs} ms, it took ${at - ticket.startedAt} ms`,
      );
    }
  }

  private move(
    event: Event,
    id: string,
    from: readonly TicketRecord['state'][],
    to: TicketRecord['state'],
  ): TicketRecord | undefined {
    const ticket = this.tickets.get(id);
    if (!ticket || !from.includes(ticket.state)) {
      this.fault(
        'calls',
        `event ${event.seq}: ` +
          `${event.fact.type} of ticket ${id}, which is ${ticket?.state ?? 'unknown'}`,
      );
    }
    if (ticket) ticket.state = to;
    return ticket;
  }

  private fault(kind: keyof Ledger['faults'], sentence: string): void {
    if (this.faults[kind].length < FAULTS_SHOWN) this.faults[kind].push(sentence);
  }

  /**
   * The bank's figures according to the app's events: waits from issue to call, services from start
   * to finish.
   */
  figures(): Figures {
    const tallies = { in: emptyTally(), rest: emptyTally() };
    for (const {
      queue,
      issuedAt,
      calledAt,
      startedAt,
      finishedAt,
      leftAt,
    } of this.tickets.values()) {
      const tally = tallies[queue];
      tally.issued += 1;
      if (leftAt !== undefined) tally.abandoned += 1;
      if (finishedAt === undefined) continue;
      tally.served += 1;
      tally.waits.push(seconds(issuedAt, calledAt!));
      tally.services.push(seconds(startedAt!, finishedAt));
    }
    return figuresOf(tallies);
  }

  /**
   * Rows of the file that went differently in the app, as sentences. `ids` says which ticket a line
   * became.
   */
  compare(visits: readonly Visit[], ids: ReadonlyMap<number, string>): readonly string[] {
    return visits.flatMap((visit) => {
      const record = this.tickets.get(ids.get(visit.line) ?? '');
      if (!record) return [`line ${visit.line}: has no ticket`];
      const { end } = visit;
      const wanted =
        end.how === 'left'
          ? [visit.issuedAt, end.at]
          : [visit.issuedAt, end.calledAt, end.calledAt, end.finishedAt];
      const found =
        end.how === 'left'
          ? [record.issuedAt, record.leftAt]
          : [record.issuedAt, record.calledAt, record.startedAt, record.finishedAt];
      const same = record.queue === visit.queue && wanted.every((at, index) => at === found[index]);
      return same
        ? []
        : [
            `line ${visit.line}: file says ${visit.queue} ${wanted.map(clock).join(', ')}; ` +
              `the app says ${record.queue} ${found.map(clock).join(', ')}`,
          ];
    });
  }
  /**
   * If the app decides who is next: rows whose customer did not come, wait or get served as long as
   * the file says, as sentences.
   */
  compareOurs(arrivals: readonly Arrival[], ids: ReadonlyMap<number, string>): readonly string[] {
    return arrivals.flatMap(({ visit: { line, queue, issuedAt }, patience, service }) => {
      const record = this.tickets.get(ids.get(line) ?? '');
      if (!record) return [`line ${line}: has no ticket`];
      const faults = [
        ...(record.queue === queue && record.issuedAt === issuedAt
          ? []
          : [
              `came to ${queue} at ${clock(issuedAt)}; ` +
                `the app says ${record.queue} at ${clock(record.issuedAt)}`,
            ]),
        ...(record.state === 'ended' ? [] : [`has never ended; it is ${record.state}`]),
        ...(record.leftAt === undefined || record.leftAt === issuedAt + (patience ?? Infinity)
          ? []
          : [`was to leave after ${patience ?? 'no'} ms; it left at ${clock(record.leftAt)}`]),
        ...(record.finishedAt === undefined || record.finishedAt - record.startedAt! === service
          ? []
          : [
              `was to be served for ${service} ms; ` +
                `it took ${record.finishedAt - record.startedAt!} ms`,
            ]),
      ];
      return faults.map((fault) => `line ${line}: ${fault}`);
    });
  }
}

const clock = (at: number | undefined) =>
  at === undefined ? 'never' : new Date(at).toISOString().replace('.000Z', '');
