import { evolve } from '../../app/domain/fold/evolve';
import { Event } from '../../app/domain/model/events';
import { Learned } from '../../app/domain/model/learned';
import { BranchConfig, Floor } from '../../app/domain/model/state';
import { isActive } from '../../app/domain/model/ticket';
import { DayOfEvents } from '../../app/domain/predict/day-of-events';
import { coldOf, foretellNewcomer } from '../../app/domain/predict/foretell';
import { learnDay } from '../../app/domain/predict/learn-day';

/** What was foretold for a ticket, and what a rebuild from the events foretells. */
export interface Again {
  readonly ticket: string;
  readonly seq: number;
  readonly then: unknown;
  readonly now: unknown;
}

/**
 * Foretells every ticket of a branch again from only its events and its configuration, provided
 * that did not change meanwhile: each night learns again, and each call corrects again.
 */
export class ForetoldAgain {
  readonly all: Again[] = [];
  /** What was learned from each closed day. */
  readonly learned = new Map<string, Learned>();
  private readonly day: DayOfEvents;
  private last: Learned;
  private config: BranchConfig;
  private floor: Floor & { readonly seq: number };

  constructor(branch: string, config: BranchConfig) {
    const { learned: _, ...configured } = config;
    this.config = configured;
    this.last = coldOf(configured);
    this.day = new DayOfEvents(config.settings);
    this.floor = { branch, day: '', seq: 0, tickets: {}, advisors: {}, queues: {}, alerts: {} };
  }

  take(event: Event): void {
    const { fact, at, seq } = event;
    if (fact.type === 'TicketIssued' && fact.foretold) {
      const { estimate, foretold } = foretellNewcomer(this.floor, this.config, fact, at);
      const { rule: _, ...then } = fact.foretold;
      this.all.push({
        ticket: fact.ticket,
        seq,
        then: { estimate: fact.estimate, foretold: then },
        now: { estimate, foretold },
      });
    }
    this.floor = withoutEnded(evolve(this.floor, event), event);
    const day = this.day.take(event);
    if (day) {
      this.last = learnDay(this.last, day.learned);
      this.learned.set(day.day, this.last);
    }
    if (fact.type === 'DayLearned') {
      this.config = { ...this.config, learned: this.learned.get(fact.day) };
    }
  }
}

/** Removes tickets that have ended: they are not part of a line. */
function withoutEnded<F extends Floor>(floor: F, { fact }: Event): F {
  const id = 'ticket' in fact ? fact.ticket : undefined;
  const ticket = id === undefined ? undefined : floor.tickets[id];
  if (!ticket || isActive(ticket.state) || ticket.state === 'no-show') return floor;
  const { [ticket.id]: _, ...tickets } = floor.tickets;
  return { ...floor, tickets };
}
