import { Instant } from '../model/instant';
import { Said, SaidWait, WaitRange } from '../model/said';

/** What is asked about: a queue, by somebody who thinks of coming, or a ticket's place in it. */
export type SaidSubject =
  | { readonly queue: { readonly open: boolean } }
  | { readonly place: { readonly deferredUntil?: Instant } };

/**
 * The one answer to "how long?" for every screen, the paper and the messages. A range is only given
 * while somebody serves the queue: a calculation for a line that nobody serves is not true.
 */
export function said(
  subject: SaidSubject,
  attended: boolean,
  range: WaitRange | null | undefined,
): Said {
  if ('queue' in subject && !subject.queue.open) return { as: 'closed' };
  if ('place' in subject && subject.place.deferredUntil !== undefined) {
    return { as: 'deferred', until: subject.place.deferredUntil };
  }
  if (!attended) return { as: 'unattended' };
  return range ? saidWait(range) : { as: 'unknown' };
}

/**
 * Whether the customer should come, by the branch's setting: they are among the next, or may be
 * called within these minutes. Never for a place that nobody is about to call: with an hour or more
 * to go, even the next in line may leave and come back.
 */
export const isNear = (
  place: Said,
  { position, low }: { readonly position: number; readonly low?: number },
  near: { readonly position: number; readonly lowMinutes: number },
): boolean =>
  place.as !== 'unattended' &&
  place.as !== 'deferred' &&
  place.as !== 'closed' &&
  place.as !== 'long' &&
  (position <= near.position || (low !== undefined && low <= near.lowMinutes));

const down = (minutes: number) =>
  minutes < 10 ? Math.floor(minutes) : Math.floor(minutes / 5) * 5;
const up = (minutes: number) => (minutes <= 10 ? Math.ceil(minutes) : Math.ceil(minutes / 5) * 5);

/**
 * From a range in minutes: whole minutes up to ten, multiples of five up to an hour, then hours.
 * `high` rounds up: waiting longer than announced hurts most.
 */
export function saidWait(range: WaitRange): SaidWait {
  const low = Math.max(0, down(range.low));
  const high = Math.max(low, up(range.high));
  if (high < 3) return { as: 'soon' };
  if (low >= 60) return { as: 'long', hours: Math.min(4, Math.floor(low / 60)) };
  if (high - low <= 3) return { as: 'about', minutes: high };
  return low === 0 ? { as: 'up-to', minutes: high } : { as: 'between', low, high };
}
