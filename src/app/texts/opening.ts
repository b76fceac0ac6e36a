import { localDate } from '../domain/model/local-time';
import { esCL } from './es-CL';
import { clockTime, longDate, Speaker } from './format';

/** When a branch opens again, for use in a sentence: `day` is absent if it is today. */
export interface Opening {
  readonly time: string;
  readonly day?: string;
}

/**
 * Today is called today: on that very Friday, "el viernes 27" would sound like another one.
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
