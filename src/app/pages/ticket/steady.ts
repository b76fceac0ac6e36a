import { saidTimes } from '../../texts/range';

/**
 * What this page has shown so far, so that the range does not jump. Instants by the server's clock,
 * ms.
 */
export interface ShownRange {
  /** End of the first range. After it, the wait is longer than first said. */
  readonly firstTo: number;
  readonly from: number;
  readonly to: number;
  readonly raisedAt: number;
  readonly position: number;
  /** Somebody was put ahead of this ticket since the range was last raised. */
  readonly movedBack: boolean;
}

/** A longer range is shown at most this often. */
const RAISE_EVERY_MS = 120_000;

/** What to show now: an earlier time at once, a later one at most every two minutes. */
export function steady(
  before: ShownRange | undefined,
  position: number,
  estimate: { readonly low: number; readonly high: number },
  now: number,
): ShownRange {
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
export const isLate = (shown: ShownRange, now: number): boolean =>
  now > shown.firstTo || shown.from > shown.firstTo;

/**
 * The words for a range. A start in the past (it was rounded down, or time has passed) is left out:
 * only the end is still useful.
 */
export function wordsFor(shown: ShownRange, now: number) {
  if (now > shown.to) return 'ticket.late.unknown';
  const begun = shown.from <= now;
  if (isLate(shown, now)) return begun ? 'ticket.late.before' : 'ticket.late';
  return begun ? 'ticket.call-before' : 'ticket.call-between';
}
