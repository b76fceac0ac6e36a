import { Instant } from './instant';

/** Why a supervisor closes or opens: from a list, because the audit trail keeps it. */
type SignReason = 'no-staff' | 'systems' | 'safety' | 'full-house' | 'event' | 'other';

/**
 * A supervisor's sign on the door of the branch or of a queue, for today. It overrides the
 * calendar, and what an administrator has configured for the queue.
 */
export interface Sign {
  readonly says: 'open' | 'closed';
  readonly fromMs: Instant;
  /** When it comes down by itself: at the latest with the business day. */
  readonly untilMs: Instant;
  readonly reason: SignReason;
  /** What happens to those who wait once it says closed. */
  readonly line: 'serve' | 'cancel';
  /** The supervisor's id. */
  readonly by: string;
}

/** What it says now; undefined before it hangs and once it is down. */
export const saysNow = (sign: Sign | undefined, now: Instant): Sign['says'] | undefined =>
  sign && sign.fromMs <= now && now < sign.untilMs ? sign.says : undefined;

/** Whether a queue gives numbers, as far as that depends on the queue. */
export const isQueueOpen = (
  { open, sign }: { readonly open: boolean; readonly sign?: Sign },
  now: Instant,
): boolean => {
  const says = saysNow(sign, now);
  return says === undefined ? open : says === 'open';
};

/** A sign that cancels a line, now or from a later time. */
export const cancelsFrom = (sign: Sign | undefined, now: Instant): Instant | undefined =>
  sign?.says === 'closed' && sign.line === 'cancel' && now < sign.untilMs ? sign.fromMs : undefined;
