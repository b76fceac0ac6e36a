import { DeliveryOutcome } from '../ports';

/** Not retried: the next check of positions sends a newer one. */
export const NOT_AGAIN = { outcome: 'superseded', reason: 'a position is not sent again' } as const;
export const NO_LONGER_TRUE = {
  outcome: 'superseded',
  reason: 'no longer true, or replaced by a newer call',
} as const;

type WithoutIds<T> = T extends unknown ? Omit<T, 'delivery' | 'lease'> : never;
/** The outcome of a delivery of either kind. */
export type Outcome = WithoutIds<DeliveryOutcome>;
