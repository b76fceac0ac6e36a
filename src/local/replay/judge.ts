import { Event } from '../../app/domain/model/events';
import { CustomerScore, OURS } from './score-table';

const SECOND = 1000;
/** Internet support has its own advisors and is not scored, as in published work on this data. */
const APART = 'in';

/** What was foretold for one customer who waited and was served, and what came true. Seconds. */
export interface JudgedTicket extends CustomerScore {
  readonly ticket: string;
}

/**
 * Scores the app's predictions by its own events: for customers who waited and were served, what
 * was foretold when they took their ticket, beside the last wait (LES) and the wait of the first in
 * line (HOL) at that moment.
 */
export class Judge {
  readonly all: JudgedTicket[] = [];
  private readonly days = new Map<string, string>();
  private readonly called = new Map<string, JudgedTicket>();

  take({ fact }: Event): void {
    if (fact.type === 'TicketIssued') this.days.set(fact.ticket, fact.day);
    if (fact.type === 'TicketCalled' && fact.foretold && fact.waitMs > 0 && fact.queue !== APART) {
      const { seconds, lowSeconds, highSeconds, raw, les = 0, hol = 0, rule = 0 } = fact.foretold;
      this.called.set(fact.ticket, {
        ticket: fact.ticket,
        day: this.days.get(fact.ticket) ?? '',
        came: fact.waitMs / SECOND,
        said: {
          [OURS]: { said: seconds, low: lowSeconds, high: highSeconds },
          simulated: { said: raw[1], low: raw[0], high: raw[2] },
          LES: { said: les },
          HOL: { said: hol },
          'RN-010': { said: rule },
        },
      });
    }
    if (fact.type === 'ServiceFinished') {
      const judged = this.called.get(fact.ticket);
      if (judged) this.all.push(judged);
      this.called.delete(fact.ticket);
    }
  }
}
