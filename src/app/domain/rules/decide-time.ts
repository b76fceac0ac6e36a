import { isOnDuty } from '../model/advisor';
import { Command } from '../model/commands';
import { pauseAdvisor } from './decide-advisor';
import { raise } from './decide-alerts';
import { endDeferrals } from './decide-call';
import { giveBack } from './decide-line';
import { Draft } from './draft';
import { isInLine, Ticket, waitFrom } from '../model/ticket';

/**
 * What time does to a branch. Each command is one bounded step; run again while it decides
 * anything.
 */

/**
 * Automatic no-shows in a row, without the advisor touching anything, after which the advisor is
 * paused.
 */
export const UNANSWERED_LIMIT = 2;

export function tick(draft: Draft, consolesHeard: boolean, batch: number): void {
  endDeferrals(draft, batch);
  callsUnanswered(draft, batch);
  if (consolesHeard && draft.slice.config.settings.pauseAbsent) absentAdvisors(draft);
}

/**
 * Recalls, then the no-show, one step per ticket: after an outage the customer still gets every
 * recall, spaced.
 */
function callsUnanswered(draft: Draft, batch: number): void {
  const { times, everySeconds } = draft.slice.config.settings.recalls;
  const late = Object.values(draft.slice.tickets).filter(
    (each) => each.state === 'called' && lastCall(each) + everySeconds * 1000 <= draft.now,
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
      draft.emit({
        type: 'TicketRecalled',
        ...about,
        number: ticket.number,
        times: ticket.recalls + 1,
        automatic: true,
      });
    } else {
      draft.emit({ type: 'TicketMissed', ...about, automatic: true });
      pauseUnanswering(draft, ticket.advisor!);
    }
  }
}

const lastCall = (ticket: Ticket) => ticket.lastCallAt ?? ticket.calledAt ?? 0;

function pauseUnanswering(draft: Draft, id: string): void {
  const missed = draft.slice.advisors[id]?.unanswered ?? 0;
  if (missed < UNANSWERED_LIMIT) return;
  pauseAdvisor(draft, id, 'unanswered');
  raise(draft, {
    kind: 'advisor-unanswered',
    subject: id,
    value: missed,
    threshold: UNANSWERED_LIMIT,
    action: { do: 'call-back', advisor: id },
  });
}

/**
 * Advisors whose console has been silent: paused, their called ticket given back; while serving
 * only an alert.
 */
function absentAdvisors(draft: Draft): void {
  const { absentSeconds } = draft.slice.config.settings;
  for (const advisor of Object.values(draft.slice.advisors).filter(isOnDuty)) {
    const seen = Math.max(draft.slice.seenAt[advisor.id] ?? 0, advisor.onDutySince ?? 0);
    if (draft.now - seen <= absentSeconds * 1000) continue;
    const ticket = advisor.ticket === undefined ? undefined : draft.slice.tickets[advisor.ticket];
    if (advisor.state === 'busy' && ticket?.state !== 'called') {
      if (!ticket) continue; // not loaded in this batch: a later step looks at it
      raise(draft, {
        kind: 'advisor-offline',
        subject: advisor.id,
        value: Math.floor((draft.now - seen) / 60_000),
        threshold: Math.floor(absentSeconds / 60),
        action: { do: 'finish', ticket: ticket.id },
      });
      continue;
    }
    if (ticket) giveBack(draft, ticket, 'advisor-gone');
    pauseAdvisor(draft, advisor.id, 'absent');
  }
}

/**
 * Tells those who have come near, once per stretch of waiting; who is near was measured before the
 * lock.
 */
export function tellApproaching(
  draft: Draft,
  candidates: Extract<Command, { type: 'TellApproaching' }>['candidates'],
): void {
  const near = draft.slice.config.settings.approaching;
  for (const { ticket: id, position, minutes, low, high } of candidates) {
    const ticket = draft.slice.tickets[id];
    if (
      !ticket ||
      !isInLine(ticket) ||
      ticket.told ||
      (position > near.position && low > near.lowMinutes)
    )
      continue;
    draft.emit({
      type: 'TicketApproaching',
      ticket: id,
      queue: ticket.queue,
      position,
      estimate: { minutes, low, high },
    });
  }
}

/**
 * After a queue's target changed: tickets waiting in it get the due it now gives, a batch at a
 * time.
 */
export function redue(draft: Draft, queueId: string, batch: number): void {
  const queue = draft.slice.config.queues[queueId];
  if (!queue) return; // the queue was removed after the sweep had looked
  const due = (ticket: Ticket) => waitFrom(ticket) + queue.targetMinutes * 60_000;
  const wrong = Object.values(draft.slice.tickets).filter(
    (each) => each.queue === queueId && each.state === 'waiting' && each.due !== due(each),
  );
  for (const ticket of wrong.sort((a, b) => a.seq - b.seq).slice(0, batch))
    draft.emit({ type: 'TicketRedued', ticket: ticket.id, queue: queueId, due: due(ticket) });
}
