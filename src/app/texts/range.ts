/** How an estimate is put into words: a range, rounded outward, never a promise to the minute. */

export type SaidWait =
  /** Under three minutes, a number would be noise. */
  | { readonly as: 'soon' }
  | { readonly as: 'about'; readonly minutes: number }
  /** It may be at once, so only the end is said. */
  | { readonly as: 'up-to'; readonly minutes: number }
  | { readonly as: 'between'; readonly low: number; readonly high: number }
  /**
   * An hour or more: `hours` is rounded down, so that "more than" is true. At most four: beyond
   * that, the number makes no difference.
   */
  | { readonly as: 'long'; readonly hours: number };

const down = (minutes: number) =>
  minutes < 10 ? Math.floor(minutes) : Math.floor(minutes / 5) * 5;
const up = (minutes: number) => (minutes <= 10 ? Math.ceil(minutes) : Math.ceil(minutes / 5) * 5);

/**
 * From an estimate in minutes: whole minutes up to ten, multiples of five up to an hour, then
 * hours. `high` rounds up: waiting longer than announced hurts most.
 */
export function saidWait(estimate: { readonly low: number; readonly high: number }): SaidWait {
  const low = Math.max(0, down(estimate.low));
  const high = Math.max(low, up(estimate.high));
  if (high < 3) return { as: 'soon' };
  if (low >= 60) return { as: 'long', hours: Math.min(4, Math.floor(low / 60)) };
  if (high - low <= 3) return { as: 'about', minutes: high };
  return low === 0 ? { as: 'up-to', minutes: high } : { as: 'between', low, high };
}

/**
 * The same as clock times, for a text that is read later: `low` rounds down and `high` up to five
 * minutes. Instants in ms.
 */
export function saidTimes(
  estimate: { readonly low: number; readonly high: number },
  now: number,
): { readonly from: number; readonly to: number } {
  const five = 300_000;
  const from = Math.floor((now + estimate.low * 60_000) / five) * five;
  const to = Math.ceil((now + estimate.high * 60_000) / five) * five;
  return { from, to: to === from ? to + five : to };
}
