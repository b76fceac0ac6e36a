import { Plan } from './plan';

/** What a customer who follows their ticket wants to do now; `over` = nothing any more. */
export type Wish = 'nothing' | 'cancel' | 'more-time' | 'score' | 'over';

/** The part of `GET /api/my` that decides it. Times in ms since 1970. */
export interface Followed {
  readonly state: string;
  readonly issuedAt: number;
  readonly deferred: boolean;
  readonly defersLeft: number;
}

export function wishOf(
  plan: Plan,
  ticket: Followed,
  asked: { readonly moreTime: boolean },
  now: number,
): Wish {
  if (ticket.state === 'served') return plan.score === undefined ? 'over' : 'score';
  if (ticket.state === 'cancelled' || ticket.state === 'no-show') return 'over';
  const since = now - ticket.issuedAt;
  if (ticket.state === 'serving' || ticket.deferred) return 'nothing';
  if (
    ticket.state === 'waiting' &&
    plan.leavesAfterMs !== undefined &&
    since >= plan.leavesAfterMs
  ) {
    return 'cancel';
  }
  const wantsTime = plan.moreTimeAfterMs !== undefined && !asked.moreTime && ticket.defersLeft > 0;
  return wantsTime && (ticket.state === 'called' || since >= plan.moreTimeAfterMs!)
    ? 'more-time'
    : 'nothing';
}

/**
 * Whether the customer will ever do anything. One who only waits for their number need not be
 * followed.
 */
export const follows = (plan: Plan) =>
  plan.leavesAfterMs !== undefined ||
  plan.moreTimeAfterMs !== undefined ||
  plan.score !== undefined ||
  plan.phone;
