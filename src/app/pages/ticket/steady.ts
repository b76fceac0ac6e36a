import { saidTimes } from '../../texts/range';

/**
 * What this page has shown so far, so that the range does not jump about. Instants in ms of the
 * server.
 */
export interface Told {
  /** End of the first range. After it, the wait is longer than first said. */
  readonly firstTo: number;
  readonly from: number;
  readonly to: number;
  readonly raisedAt: number;
  readonly position: number;
  /** Someone went ahead of this ticket since the range was last raised. */
  readonly movedBack: boolean;
}

/** A longer range is shown at most this often. */
const RAISE_EVERY_MS = 120_000;

/** What to show now: an earlier time at once, a later one at most every two minutes. */
export function steady(
  before: Told | undefined,
  position: number,
  estimate: { readonly low: number; readonly high: number },
  now: number,
): Told {
  const fresh = saidTimes(estimate, now);
  if (!before) return { ...fresh, firstTo: fresh.to, raisedAt: now, position, movedBack: false };
  const back = position > before.position;
  const movedBack = back || (before.movedBack && position >= before.position);
  const later = fresh.to > before.to;
  if (later && now - before.raisedAt < RAISE_EVERY_MS && now <= before.to) {
    return { ...before, position, movedBack };
  }
  return { ...before, ...fresh, position, movedBack, raisedAt: later ? now : before.raisedAt };
}

/** Whether the wait is longer than the first range said. */
export const isLate = (told: Told, now: number): boolean =>
  now > told.firstTo || told.from > told.firstTo;

/**
 * The words for a range. A start that has passed (it was rounded down, or time went on) is left
 * out: only the end still says something.
 */
export function wordsFor(told: Told, now: number) {
  if (now > told.to) return 'ticket.late.unknown';
  const begun = told.from <= now;
  if (isLate(told, now)) return begun ? 'ticket.late.before' : 'ticket.late';
  return begun ? 'ticket.call-before' : 'ticket.call-between';
}
