import { givesNumbersUntil, isSentHome, lineCancelledAt, lineIsOver } from '../line/line-is-over';
import { isOpen, nextOpening } from '../model/day';
import { Refused } from '../model/errors';
import { QueueConfig } from '../model/queue';
import { Decision } from './decision';

/** How a branch's day ends: who still gets a ticket, and what happens to the line. */

export function branchClosed({ now, slice }: Decision): Refused {
  const { settings } = slice.config;
  const opens = nextOpening(now, settings);
  const opensAt = opens === undefined ? null : new Date(opens).toISOString();
  const last = isOpen(now, settings);
  const what = last ? 'The last ticket of the day has been given.' : 'The branch is closed.';
  return new Refused(
    'conflict',
    last ? 'last_ticket_given' : 'branch_closed',
    opensAt ? `${what} It opens at ${opensAt}.` : what,
    [],
    { opensAt },
  );
}

/** If the branch chose so: refuses a ticket whose turn is expected after closing. */
export function mustComeBeforeClosing(
  { now, slice }: Decision,
  queue: QueueConfig,
  wait: { readonly seconds: number },
): void {
  const { settings } = slice.config;
  const closes = givesNumbersUntil(settings, queue, now);
  if (settings.closing.beyondEstimate === 'issue' || closes === undefined) return;
  if (now + wait.seconds * 1000 <= closes) return;
  const [minutes, at] = [Math.round(wait.seconds / 60), new Date(closes).toISOString()];
  const opens = nextOpening(now, settings);
  throw new Refused(
    'conflict',
    'turn_after_closing',
    `The wait is about ${minutes} minutes, and the branch closes at ${at}.`,
    [],
    { closesAt: at, minutes, opensAt: opens === undefined ? null : new Date(opens).toISOString() },
  );
}

/**
 * Tells customers, once per stretch of waiting, that the line is cancelled before their turn. They
 * were selected before the lock, so each ticket is checked again.
 */
export function tellPastClosing(decision: Decision, tickets: readonly string[]): void {
  const { slice, now } = decision;
  const { settings, queues } = slice.config;
  for (const id of tickets) {
    const ticket = slice.tickets[id];
    if (ticket?.state !== 'waiting' || ticket.pastClosing) continue;
    const { queue } = ticket;
    const closesAt = lineCancelledAt(settings, queues[queue], now)?.at;
    if (closesAt === undefined) continue;
    decision.emit({ type: 'TicketPastClosing', ticket: id, queue, closesAt });
  }
}

/** One bounded step: at most `batch` of those who wait are cancelled. Called ones are served. */
export function closeLine(decision: Decision, batch: number): void {
  const { slice, now } = decision;
  const { config } = slice;
  const waiting = Object.values(slice.tickets)
    .filter((each) => each.state === 'waiting' && isSentHome(slice, config, each, now))
    .sort((a, b) => a.seq - b.seq);
  for (const { id, queue, lane, day, deferredUntil } of waiting.slice(0, batch)) {
    decision.emit({
      type: 'TicketCancelled',
      ticket: id,
      queue,
      lane,
      was: 'waiting',
      deferred: deferredUntil !== undefined,
      because: 'closing',
      ...(lineIsOver(slice, config.settings, day, now) ? {} : { queueClosed: true }),
    });
  }
}
