import { lineIsOver } from '../line/line-is-over';
import { closesForTheDay, isOpen, nextOpening } from '../model/day';
import { Refused } from '../model/errors';
import { Decision } from './decision';

/** How a branch's day comes to its end: who still gets a ticket, and what becomes of the line. */

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

/** Where the branch chose so: no ticket whose turn is expected after closing. */
export function mustComeBeforeClosing(
  { now, slice }: Decision,
  wait: { readonly seconds: number },
): void {
  const { settings } = slice.config;
  const closes = closesForTheDay(now, settings);
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

/** One bounded step: at most `batch` of those who wait are cancelled. Called ones are served. */
export function closeLine(decision: Decision, batch: number): void {
  const { slice, now } = decision;
  if (!lineIsOver(slice, slice.config.settings, now)) return;
  const waiting = Object.values(slice.tickets)
    .filter((each) => each.state === 'waiting')
    .sort((a, b) => a.seq - b.seq);
  for (const { id, queue, lane, deferredUntil } of waiting.slice(0, batch)) {
    decision.emit({
      type: 'TicketCancelled',
      ticket: id,
      queue,
      lane,
      was: 'waiting',
      deferred: deferredUntil !== undefined,
      because: 'closing',
    });
  }
}
