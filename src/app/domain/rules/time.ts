import { isOnDuty } from '../model/advisor';
import { Approaching } from '../model/commands';
import { targetMs } from '../model/queue';
import { isInLine, Ticket, waitFrom } from '../model/ticket';
import { raise } from './alerts';
import { endDeferrals } from './call';
import { Decision } from './decision';
import { pauseAdvisor } from './duty';
import { giveBack } from './moves';

/**
 * What time does to a branch. Each command is one bounded step: run it until it decides nothing.
 */

/**
 * After this many automatic no-shows in a row, with nothing done by the advisor, they are paused.
 */
const UNANSWERED_LIMIT = 2;

export function tick(decision: Decision, consolesHeard: boolean, batch: number): void {
  endDeferrals(decision, batch);
  callsUnanswered(decision, batch);
  if (consolesHeard && decision.slice.config.settings.pauseAbsent) absentAdvisors(decision);
}

/** Recalls, then a no-show, one step at a time: after an outage the recalls are still spaced. */
function callsUnanswered(decision: Decision, batch: number): void {
  const { times, everySeconds } = decision.slice.config.settings.recalls;
  const late = Object.values(decision.slice.tickets).filter(
    (each) => each.state === 'called' && lastCall(each) + everySeconds * 1000 <= decision.now,
  );
  for (const ticket of late
    .sort((a, b) => lastCall(a) - lastCall(b) || a.seq - b.seq)
    .slice(0, batch)) {
    const about = {
      ticket: ticket.id,
      queue: ticket.queue,
      advisor: ticket.advisor!,
      counter: ticket.counter!,
    };
    if (ticket.recalls < times) {
      decision.emit({
        type: 'TicketRecalled',
        ...about,
        number: ticket.number,
        times: ticket.recalls + 1,
        automatic: true,
      });
    } else {
      decision.emit({ type: 'TicketMissed', ...about, automatic: true });
      pauseUnanswering(decision, ticket.advisor!);
    }
  }
}

const lastCall = (ticket: Ticket) => ticket.lastCallAt ?? ticket.calledAt ?? 0;

function pauseUnanswering(decision: Decision, id: string): void {
  const missed = decision.slice.advisors[id]?.unanswered ?? 0;
  if (missed < UNANSWERED_LIMIT) return;
  pauseAdvisor(decision, id, 'unanswered');
  raise(decision, {
    kind: 'advisor-unanswered',
    subject: id,
    value: missed,
    threshold: UNANSWERED_LIMIT,
  });
}

/**
 * Pauses advisors whose console is silent, and returns the ticket they called. While they serve,
 * only an alert is raised.
 */
function absentAdvisors(decision: Decision): void {
  const { absentSeconds } = decision.slice.config.settings;
  for (const advisor of Object.values(decision.slice.advisors).filter(isOnDuty)) {
    const seen = Math.max(decision.slice.seenAt[advisor.id] ?? 0, advisor.onDutySince ?? 0);
    if (decision.now - seen <= absentSeconds * 1000) continue;
    const ticket =
      advisor.ticket === undefined ? undefined : decision.slice.tickets[advisor.ticket];
    if (advisor.state === 'busy' && ticket?.state !== 'called') {
      if (!ticket) continue; // not loaded in this batch: a later step finds it
      raise(decision, {
        kind: 'console-silent',
        subject: advisor.id,
        value: Math.floor((decision.now - seen) / 60_000),
        threshold: Math.floor(absentSeconds / 60),
      });
      continue;
    }
    if (ticket) giveBack(decision, ticket, 'advisor-gone');
    pauseAdvisor(decision, advisor.id, 'absent');
  }
}

/**
 * Tells customers that their turn is near, once per stretch of waiting. The positions were measured
 * before the lock, so each ticket is checked again.
 */
export function tellApproaching(decision: Decision, candidates: readonly Approaching[]): void {
  const near = decision.slice.config.settings.approaching;
  for (const { ticket: id, position, minutes, low, high } of candidates) {
    const ticket = decision.slice.tickets[id];
    if (
      !ticket ||
      !isInLine(ticket) ||
      ticket.told ||
      (position > near.position && low > near.lowMinutes)
    ) {
      continue;
    }
    decision.emit({
      type: 'TicketApproaching',
      ticket: id,
      queue: ticket.queue,
      position,
      estimate: { minutes, low, high },
    });
  }
}

/** After a queue's target changed: the tickets in line get their new due, a batch at a time. */
export function redue(decision: Decision, queueId: string, batch: number): void {
  const queue = decision.slice.config.queues[queueId];
  if (!queue) return; // the queue was removed after the sweep looked
  const due = (ticket: Ticket) => waitFrom(ticket) + targetMs(queue);
  const wrong = Object.values(decision.slice.tickets).filter(
    (each) => each.queue === queueId && each.state === 'waiting' && each.due !== due(each),
  );
  for (const ticket of wrong.sort((a, b) => a.seq - b.seq).slice(0, batch)) {
    decision.emit({ type: 'TicketRedued', ticket: ticket.id, queue: queueId, due: due(ticket) });
  }
}
