import { Event, FactOf } from '../model/events';
import { Instant } from '../model/instant';
import { optional, without } from '../model/records';
import { Stretch, StretchEnd, Stretches } from '../model/stretch';
import { Begun, serving, waiting } from './begun';

/**
 * The stretches that events begin and end. From the events alone: what was open before need not be
 * known, so the write path passes the few of one commit, and a rebuild passes all of a branch's.
 */
export class StretchBook implements Stretches {
  /** The seed, then what these events began, in order; open ones have no end. */
  private readonly made = new Map<number, Stretch>();
  private next = 0;
  /** The index in `made` of a subject's open stretch. */
  private readonly open = new Map<string, number>();
  private readonly endedBefore = new Map<string, StretchEnd>();
  private readonly undoneBefore: Stretches['undone'][number][] = [];
  private turnedTo?: Stretches['turned'];

  /** @param seed what was open before these events, where it is known */
  constructor(seed: readonly Stretch[] = []) {
    for (const stretch of seed) this.add(stretch);
  }

  get begun(): readonly Stretch[] {
    return [...this.made.values()];
  }

  /** The same by index; a reader of a long chain may `forget` those that ended. */
  get places(): ReadonlyMap<number, Stretch> {
    return this.made;
  }

  forget(place: number): void {
    this.made.delete(place);
  }

  /** Ends of stretches that were open before these events. */
  get ended(): readonly StretchEnd[] {
    return [...this.endedBefore.values()];
  }

  get undone() {
    return this.undoneBefore;
  }

  /** A day opened: stretches that go on are cut there. */
  get turned() {
    return this.turnedTo;
  }

  /** @param day the business day after the event */
  take(event: Event, day: string): void {
    const { fact } = event;
    switch (fact.type) {
      case 'TicketIssued':
        return this.begin(event, day, fact.ticket, waiting(fact, 'issued'));
      case 'TicketCalled':
        return this.called(event, day, fact);
      case 'ServiceStarted':
        this.end(event, fact.ticket, 'started');
        return this.begin(event, day, fact.ticket, serving(fact, fact.queue, 'started'));
      case 'ServiceFinished':
        this.end(event, fact.ticket, howFinished(fact), served(fact));
        return fact.held ? undefined : this.idle(event, day, fact);
      case 'MatterBegun':
        return this.matter(event, day, fact);
      case 'TicketHeld':
      case 'TicketResumed':
        return this.held(event, day, fact);
      case 'AdvisorStateChanged':
        return this.advisor(event, day, fact);
      case 'DayOpened':
        return this.turn(event, fact);
      default:
        return this.moved(event, day);
    }
  }

  /** Facts that take a ticket out of the line, back into it, or elsewhere. */
  private moved(event: Event, day: string): void {
    const { fact } = event;
    switch (fact.type) {
      case 'TicketTransferred':
        this.end(
          event,
          fact.ticket,
          fact.left ? 'transferred-left-open' : 'transferred',
          optional('serviceMs', fact.serviceMs),
        );
        this.begin(event, day, fact.ticket, {
          kind: fact.deferred ? 'deferred' : 'waiting',
          ticket: fact.ticket,
          queue: fact.to,
          lane: fact.lane,
          began: 'transferred',
        });
        return this.idle(event, day, fact);
      case 'TicketMoved':
        this.end(event, fact.ticket, 'moved');
        return this.begin(event, day, fact.ticket, {
          kind: fact.deferred ? 'deferred' : 'waiting',
          ticket: fact.ticket,
          queue: fact.to,
          lane: fact.lane,
          began: fact.from === fact.to ? 'lane' : 'moved',
        });
      case 'TicketReturned':
        this.end(event, fact.ticket, 'returned');
        this.begin(event, day, fact.ticket, waiting(fact, 'returned'));
        return this.idle(event, day, fact);
      case 'TicketDeferred':
        if (fact.extended) return;
        this.end(event, fact.ticket, 'deferred');
        return this.begin(event, day, fact.ticket, {
          ...waiting(fact, 'deferred'),
          kind: 'deferred',
        });
      case 'DeferralEnded':
        this.end(event, fact.ticket, 'over');
        return this.begin(event, day, fact.ticket, waiting(fact, 'deferred'));
      case 'TicketUndone':
        return this.undo(event, day, fact);
      case 'TicketMissed':
        this.end(event, fact.ticket, 'missed');
        return this.idle(event, day, fact);
      case 'TicketReopened':
        return this.begin(event, day, fact.ticket, waiting(fact, 'reopened'));
      case 'TicketCancelled':
        this.end(event, fact.ticket, fact.because === 'closing' ? 'closing' : 'cancelled');
        return this.idle(event, day, fact);
      default:
    }
  }

  /** The service of one matter was finished; the next one begins at once, in its own queue. */
  private matter(event: Event, day: string, fact: FactOf<'MatterBegun'>): void {
    this.end(event, fact.ticket, howFinished(fact), served(fact));
    this.begin(event, day, fact.ticket, serving(fact, fact.to, 'matter'));
  }

  private held(
    event: Event,
    day: string,
    fact: FactOf<'TicketHeld'> | FactOf<'TicketResumed'>,
  ): void {
    const { ticket, queue, advisor, counter } = fact;
    const about = { ticket, queue, advisor, counter };
    if (fact.type === 'TicketHeld') {
      this.end(event, ticket, 'held');
      const { reason } = fact;
      this.begin(event, day, ticket, { kind: 'held', ...about, reason, began: 'held' });
      return this.idle(event, day, fact);
    }
    this.end(event, ticket, 'resumed');
    this.end(event, advisor, 'resumed');
    return this.begin(event, day, ticket, { kind: 'serving', ...about, began: 'resumed' });
  }

  private called(event: Event, day: string, fact: FactOf<'TicketCalled'>): void {
    const { ticket, queue, lane, advisor, counter, waitMs, inTarget, courtesyMs } = fact;
    this.end(
      event,
      ticket,
      'called',
      fact.again ? {} : { waitMs, inTarget, courtesyMs: courtesyMs ?? 0 },
    );
    this.begin(event, day, ticket, {
      kind: 'called',
      ticket,
      queue,
      lane,
      advisor,
      counter,
      began: 'called',
    });
    this.end(event, advisor, 'called');
  }

  /**
   * The wait that a slip began is over, and the service that it ended goes on, in a new stretch.
   */
  private undo(event: Event, day: string, fact: FactOf<'TicketUndone'>): void {
    const { ticket, queue, again, advisor, heldBy, endedAt } = fact;
    const counter = heldBy === undefined ? fact.counter : again.counter;
    if (fact.what === 'transfer') this.end(event, ticket, 'undone');
    // the other matter never happened, and its advisor was never without a customer
    if (fact.what === 'matter') this.end(event, ticket, 'not-begun');
    else if (advisor !== undefined) this.end(event, advisor, 'undone');
    const { state } = again;
    if (state === 'serving' || state === 'held') this.goesOn(ticket, endedAt);
    const kind =
      state === 'serving' || state === 'called' || state === 'held'
        ? state
        : again.deferredUntil === undefined
          ? 'waiting'
          : 'deferred';
    this.begin(event, day, ticket, {
      kind,
      ticket,
      queue,
      ...(kind === 'serving' || kind === 'held' ? {} : { lane: again.lane }),
      ...(kind === 'held' ? optional('reason', again.hold) : {}),
      ...optional('advisor', heldBy ?? advisor),
      ...optional('counter', counter),
      began: 'undone',
    });
  }

  /**
   * For a serving stretch that seemed to end a service: the stretch ended, but the service did not.
   */
  private goesOn(subject: string, endedAt: Instant): void {
    const last = [...this.made].findLast(
      ([, each]) =>
        each.subject === subject &&
        (each.kind === 'serving' || each.kind === 'held') &&
        each.endedAt === endedAt &&
        each.how !== 'not-begun',
    );
    if (!last) this.undoneBefore.push({ subject, endedAt });
    else this.made.set(last[0], { ...without(last[1], 'serviceMs'), how: 'undone' });
  }

  /** An advisor who no longer has a ticket. */
  private idle(event: Event, day: string, { advisor, counter }: Freeing): void {
    if (advisor === undefined) return;
    this.begin(event, day, advisor, {
      kind: 'idle',
      advisor,
      ...optional('counter', counter),
      began: 'freed',
    });
  }

  private advisor(event: Event, day: string, fact: FactOf<'AdvisorStateChanged'>): void {
    const { advisor, from, to, counter, reason } = fact;
    if (from === to && to === 'available') return; // moved to another counter
    this.end(event, advisor, to);
    if (to === 'offline') return;
    this.begin(event, day, advisor, {
      kind: to === 'paused' ? 'paused' : 'idle',
      advisor,
      ...optional('counter', counter),
      ...(to === 'paused' ? optional('reason', reason) : {}),
      began: to,
    });
  }

  /** Those who stay belong to the new day from there on: a call counts on the day it happens. */
  private turn(event: Event, { day, kept }: FactOf<'DayOpened'>): void {
    this.turnedTo = { day, seq: event.seq, kept: kept === true };
    for (const [subject, at] of [...this.open]) {
      const { day: _, beganAt: __, beganSeq: ___, subject: ____, ...same } = this.made.get(at)!;
      if (same.ticket !== undefined && !kept) continue;
      this.end(event, subject, 'day');
      this.begin(event, day, subject, { ...same, began: 'day' });
    }
  }

  private begin(event: Event, day: string, subject: string, begun: Begun): void {
    this.add({ subject, ...begun, day, beganAt: event.at, beganSeq: event.seq });
  }

  private add(stretch: Stretch): void {
    this.open.set(stretch.subject, this.next);
    this.made.set(this.next, stretch);
    this.next += 1;
  }

  private end(
    event: Event,
    subject: string,
    how: string,
    figures: Pick<Stretch, 'waitMs' | 'inTarget' | 'courtesyMs' | 'serviceMs' | 'outcome'> = {},
  ): void {
    const end = { endedAt: event.at, how, ...figures };
    const at = this.open.get(subject);
    if (at !== undefined) {
      this.made.set(at, { ...this.made.get(at)!, ...end });
      this.open.delete(subject);
    } else if (!this.endedBefore.has(subject)) {
      this.endedBefore.set(subject, { subject, endedSeq: event.seq, ...end });
    }
  }
}

type Finish = Pick<FactOf<'ServiceFinished'>, 'closing' | 'left' | 'serviceMs' | 'outcome'>;
const howFinished = ({ closing, left }: Finish) =>
  closing ? 'closing' : left ? 'left-open' : 'finished';
const served = ({ serviceMs, outcome }: Finish) => ({ serviceMs, ...optional('outcome', outcome) });

interface Freeing {
  readonly advisor?: string;
  readonly counter?: string;
}
