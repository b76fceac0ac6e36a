import { lineCancelledAt, lineIsOver } from '../line/line-is-over';
import { closesForTheDay, opensAgain } from '../model/day';
import { Instant } from '../model/instant';
import { optional } from '../model/records';
import { BranchConfig, Floor } from '../model/state';

interface Closing {
  readonly at: Instant;
  /** Those who wait are cancelled then. */
  readonly cancels: boolean;
  readonly of: 'branch' | 'queue';
  /** When to come instead; undefined if only the queue closes, or if it is unknown. */
  readonly opensAt?: Instant;
}

/**
 * Whether nobody who still waits with a ticket of the day will be called. Before a branch's first
 * day there are none.
 */
export const isLineOver = (floor: Floor, { settings }: BranchConfig, now: Instant): boolean =>
  floor.day !== '' && lineIsOver(floor, settings, floor.day, now);

/** When those in a queue's line are no longer called, or the branch closes; for their pages. */
export function closingOf(
  { settings, queues }: BranchConfig,
  queue: string,
  now: Instant,
): Closing | undefined {
  const cancelled = lineCancelledAt(settings, queues[queue], now);
  if (cancelled?.of === 'queue') return { ...cancelled, cancels: true };
  const at = cancelled?.at ?? closesForTheDay(now, settings);
  if (at === undefined) return undefined;
  const cancels = cancelled !== undefined;
  return { at, cancels, of: 'branch', ...optional('opensAt', opensAgain(now, settings)) };
}
