import { Event, FactOf } from '../model/events';
import { Instant } from '../model/instant';
import { minutesOf } from '../model/local-time';
import { BranchSettings } from '../model/settings';
import { Lane } from '../model/ticket';
import { ClosedDay, Visit } from './closed-day';
import { kindOfDay, secondOfDay } from './day-kind';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
type Open = Mutable<Omit<Visit, 'call'>> & { call?: Mutable<NonNullable<Visit['call']>> };

/** A day whose events are complete. */
export interface CompleteDay {
  readonly day: string;
  /** Of the event that closed it. */
  readonly seq: number;
  readonly learned: ClosedDay;
  readonly calls: number;
}

/** For this long after a day ends, those inside may still be served; what closes later was left. */
const INSIDE_STILL = 3 * 3600;
const DAY = 86_400;

/**
 * Reads a branch's events in order and returns each day as it is closed, as visits. What is open
 * then belongs to no day.
 */
export class DayOfEvents {
  private visits: Open[] = [];
  /** The visit of each ticket that has not ended. */
  private readonly open = new Map<string, Open>();
  /** The visit of each ticket that a service or a transfer ended last. */
  private readonly last = new Map<string, Open>();
  private day = '';

  constructor(
    private readonly settings: Pick<BranchSettings, 'hours' | 'timeZone'> &
      Partial<Pick<BranchSettings, 'dayStartsAt'>>,
  ) {}

  take({ fact, at, seq }: Event): CompleteDay | undefined {
    switch (fact.type) {
      case 'DayOpened':
        this.begin(fact.day);
        return undefined;
      case 'DayClosed':
        return this.close(fact.day, seq);
      case 'TicketIssued':
        this.wait(fact.ticket, fact.queue, fact.lane, this.second(at));
        return undefined;
      case 'TicketCalled':
        this.call(fact, this.second(at));
        return undefined;
      default:
        if ('ticket' in fact && fact.ticket !== undefined) this.move(fact.ticket, fact, at);
        return undefined;
    }
  }

  private begin(day: string): void {
    this.day = day;
    this.visits = [];
    this.open.clear();
    this.last.clear();
  }

  private close(day: string, seq: number): CompleteDay | undefined {
    const known = this.day === day;
    const unended = new Set(this.open.values());
    // Nothing is known about those who still wait or are being served when a day ends without them.
    const visits = this.visits.filter((each) => !unended.has(each));
    this.begin('');
    if (!known) return undefined;
    const calls = visits.filter(({ call, until, from }) => call && until > from).length;
    return { day, seq, calls, learned: { day, kind: kindOfDay(this.settings, day), visits } };
  }

  private second(at: Instant): number {
    return this.day === '' ? 0 : secondOfDay(this.settings, this.day, at);
  }

  private wait(ticket: string, queue: string, lane: Lane, from: number): void {
    if (this.day === '') return;
    const visit: Open = { queue, lane, from, until: from };
    this.visits.push(visit);
    this.open.set(ticket, visit);
  }

  private call(fact: FactOf<'TicketCalled'>, at: number): void {
    const visit = this.open.get(fact.ticket);
    if (!visit) return;
    visit.until = at;
    visit.call = {
      advisor: fact.advisor,
      ended: at,
      ...(fact.why.rule === 'out-of-turn' ? { outOfTurn: true } : {}),
      ...(fact.foretold ? { promised: fact.foretold } : {}),
    };
  }

  private move(
    ticket: string,
    fact: Exclude<Event['fact'], { type: 'TicketIssued' | 'TicketCalled' }>,
    at: Instant,
  ): void {
    const now = this.second(at);
    const visit = this.open.get(ticket);
    if (fact.type === 'TicketReopened' || fact.type === 'DeferralEnded') {
      return this.wait(ticket, fact.queue, fact.lane, now);
    }
    if (fact.type === 'TicketUndone') {
      // For those who wait, several matters are one long service: nothing ended, nothing came back.
      return fact.what === 'matter' ? undefined : this.undo(ticket, visit);
    }
    if (!visit) return;
    switch (fact.type) {
      case 'ServiceFinished':
        if (fact.closing && this.isLeftOver(now)) return this.forget(ticket, visit);
        return this.end(ticket, visit, now, fact.closing === true || fact.left === true);
      case 'MatterBegun':
        // as one that was left open, it says nothing of how long people are served
        if (fact.left && visit.call) visit.call.closedByDay = true;
        return undefined;
      case 'TicketMissed':
        return this.end(ticket, visit, now, false);
      case 'TicketCancelled':
        if (fact.because === 'closing' && this.isLeftOver(now)) return this.forget(ticket, visit);
        return this.end(ticket, visit, now, fact.because === 'closing');
      case 'TicketReturned':
        this.end(ticket, visit, now, true);
        return this.wait(ticket, fact.queue, fact.lane, now);
      case 'TicketTransferred':
        this.end(ticket, visit, now, fact.was === 'waiting' || fact.left === true);
        return this.wait(ticket, fact.to, fact.lane, now);
      case 'TicketMoved':
        this.end(ticket, visit, now, true);
        return fact.deferred ? undefined : this.wait(ticket, fact.to, fact.lane, now);
      case 'TicketDeferred':
      case 'TicketHeld':
        return this.end(ticket, visit, now, true);
      default:
        return undefined;
    }
  }

  /** Nobody closed the day in its night: how long they were there is not known. */
  private isLeftOver(now: number): boolean {
    const { dayStartsAt = '00:00' } = this.settings;
    return now > DAY + minutesOf(dayStartsAt) * 60 + INSIDE_STILL;
  }

  private forget(ticket: string, visit: Open): void {
    this.open.delete(ticket);
    this.visits.splice(this.visits.indexOf(visit), 1);
  }

  /** The wait that a slip began has not been, and what it ended goes on. */
  private undo(ticket: string, since: Open | undefined): void {
    if (since) this.visits.splice(this.visits.indexOf(since), 1);
    const visit = this.last.get(ticket);
    if (!visit) return;
    if (visit.call) delete visit.call.closedByDay;
    this.open.set(ticket, visit);
  }

  /** `cut`: it says nothing of how long people wait, or are served. */
  private end(ticket: string, visit: Open, at: number, cut: boolean): void {
    this.open.delete(ticket);
    this.last.set(ticket, visit);
    if (visit.call) {
      visit.call.ended = at;
      if (cut) visit.call.closedByDay = true;
      return;
    }
    visit.until = at;
    if (cut) visit.cut = true;
  }
}
