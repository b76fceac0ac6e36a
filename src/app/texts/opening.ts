import { localDate } from '../domain/model/local-time';
import { esCL } from './es-CL';
import { clockTime, longDate, Speaker } from './format';

/** When a branch opens again, as its sentences need it: `day` is left out where it is today. */
export interface Opening {
  readonly time: string;
  readonly day?: string;
}

/**
 * Whoever reads "el viernes 27" on that Friday looks for another one: today is said as today.
 * @param at when it opens, ms
 * @param now when it is read, ms
 */
export function openingOf(tag: string, at: number, now: number, zone?: string): Opening {
  const time = clockTime(tag, at, zone);
  return isSameDay(at, now, zone) ? { time } : { time, day: longDate(tag, at, zone) };
}

const isSameDay = (at: number, now: number, zone = 'UTC') =>
  localDate(zone, at) === localDate(zone, now);

/** When to come instead, on the customer's page and in messages. */
export function comeAgainAt(
  { say, tag }: Pick<Speaker<typeof esCL>, 'say' | 'tag'>,
  at: number,
  now: number,
  zone?: string,
): string {
  const { time, day } = openingOf(tag, at, now, zone);
  return day === undefined
    ? say('ticket.come-again.today', { time })
    : say('ticket.come-again', { day, time });
}
