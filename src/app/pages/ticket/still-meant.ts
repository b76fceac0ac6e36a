import type { OwnTicket } from '../../wire/tickets';

/** A customer's action on their own ticket. */
export type Press =
  | { readonly what: 'cancel' }
  | { readonly what: 'arrived' }
  | { readonly what: 'defer'; readonly minutes: number }
  | { readonly what: 'feedback'; readonly score: number; readonly remark: string };

/** In these a customer is still expected at a counter. */
const EXPECTED: readonly string[] = ['waiting', 'called'];

/**
 * Whether a press that waited for a connection, perhaps for a night, still means what it meant. A
 * place that somebody wanted to give up is not given up once an advisor has them at the counter.
 * Pure.
 * @param at when it was pressed, ms
 * @param view the ticket as it is now; undefined: not known yet
 */
export function isStillMeant(
  press: Press,
  at: number,
  view: Pick<OwnTicket, 'state' | 'deferredUntil' | 'rated'> | undefined,
  now: number,
): boolean {
  // more time that would already be over
  if (press.what === 'defer' && now - at > press.minutes * 60_000) return false;
  if (!view) return true;
  const { state, deferredUntil, rated } = view;
  switch (press.what) {
    case 'cancel':
    case 'defer':
      return EXPECTED.includes(state);
    case 'arrived':
      return state === 'no-show' || (state === 'waiting' && deferredUntil !== null);
    case 'feedback':
      return state === 'served' && !rated;
  }
}
