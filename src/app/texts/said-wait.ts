import type { Said, SaidWait } from '../domain/model/said';
import { esCL } from './es-CL';
import { clockTime, Speaker } from './format';

/** What may be said of a wait, in words: a sentence, or a short form beside a number. */

type Say = Speaker<typeof esCL>['say'];
/** As it is folded, or as it came over the wire, with its instant as text. */
export type SaidAnyhow =
  | Exclude<Said, { readonly as: 'deferred' }>
  | { readonly as: 'deferred'; readonly until: number | string };

/** Whether it says how long the wait is, rather than why nothing is said. */
export const isWait = (said: SaidAnyhow | null | undefined): said is SaidWait =>
  said !== null &&
  said !== undefined &&
  !['closed', 'deferred', 'unattended', 'unknown'].includes(said.as);

/** It is "almost your turn" only up to this many minutes, however few are ahead. */
const ALMOST = 10;

/** Whether "almost" is true beside what is said of the wait: never beside "we don't know". */
export const isAlmost = (said: SaidAnyhow | null | undefined): boolean => {
  if (!isWait(said)) return false;
  switch (said.as) {
    case 'soon':
    case 'up-to':
      return true;
    case 'about':
      return said.minutes <= ALMOST;
    case 'between':
      return said.low <= ALMOST;
    case 'long':
      return false;
  }
};

/** `entre 8 y 15 minutos`, inside a sentence. */
export function waitInWords(wait: SaidWait, say: Say): string {
  switch (wait.as) {
    case 'soon':
      return say('wait.soon');
    case 'about':
      return say('wait.about', { n: wait.minutes });
    case 'up-to':
      return say('wait.up-to', { n: wait.minutes });
    case 'between':
      return say('wait.between', { low: wait.low, high: wait.high });
    case 'long':
      return say('wait.long', { n: wait.hours });
  }
}

/**
 * The wait as a whole sentence, on the kiosk, on paper and in messages: a range, "almost", or why
 * no range is given. Times are the branch's.
 */
export function expectation(
  said: SaidAnyhow | null | undefined,
  { say, tag }: Pick<Speaker<typeof esCL>, 'say' | 'tag'>,
  timeZone: string,
): string {
  switch (said?.as) {
    case undefined:
    case 'unknown':
      return say('kiosk.result.unknown');
    case 'closed':
      return say('wait.closed');
    case 'deferred':
      return say('ticket.deferred', {
        time: clockTime(tag, new Date(said.until).getTime(), timeZone),
      });
    case 'unattended':
      return say('wait.unattended');
    case 'soon':
      return say('kiosk.result.soon');
    case 'about':
    case 'up-to':
    case 'between':
    case 'long':
      return `${say('kiosk.result.expect', { wait: waitInWords(said, say) })}.`;
  }
}

/** `8–15 min`, where there is no room for a sentence. */
export function shortWait(said: SaidAnyhow | null | undefined, say: Say): string {
  switch (said?.as) {
    case undefined:
    case 'unknown':
    case 'deferred':
      return say('wait.unknown');
    case 'closed':
      return say('wait.short.closed');
    case 'unattended':
      return say('wait.short.unattended');
    case 'soon':
      return say('wait.soon');
    case 'about':
      return say('wait.short.about', { minutes: said.minutes });
    case 'up-to':
      return say('wait.short.up-to', { minutes: said.minutes });
    case 'between':
      return say('wait.short.between', { low: said.low, high: said.high });
    case 'long':
      return say('wait.short.long', { n: said.hours });
  }
}

/**
 * The line below a queue's name, before one is chosen: how many wait, and what may be said of the
 * wait. "No wait" is said of a wait only, not of a line: whoever is first may wait long.
 */
export function lineInWords(waiting: number, said: SaidAnyhow | undefined, say: Say): string {
  if (said?.as === 'closed') return say('kiosk.queue.closed');
  if (said?.as === 'unattended') {
    const nobody = say('kiosk.queue.unattended');
    return waiting > 0 ? `${nobody} · ${say('kiosk.waiting', { n: waiting })}` : nobody;
  }
  if (waiting === 0) {
    if (said?.as === 'soon') return say('kiosk.waiting', { n: 0 });
    const nobody = say('kiosk.waiting.none');
    return isWait(said) ? `${nobody} · ${shortWait(said, say)}` : nobody;
  }
  const people = say('kiosk.waiting', { n: waiting });
  return isWait(said) ? `${people} · ${shortWait(said, say)}` : people;
}

/** The same on the display, with the queue's name. */
export function queueInWords(
  { queue, waiting }: { readonly queue: string; readonly waiting: number },
  said: SaidAnyhow | undefined,
  say: Say,
): string {
  const values = { n: waiting, queue };
  const short = said && { ...values, wait: shortWait(said, say) };
  if (short && (said.as === 'closed' || said.as === 'unattended')) {
    return waiting > 0 ? say('display.waiting.range', short) : say('display.state', short);
  }
  const isKnown = short && isWait(said);
  if (isKnown && (waiting > 0 || said.as !== 'soon')) return say('display.waiting.range', short);
  return waiting === 0 && !isKnown
    ? say('display.waiting.none', { queue })
    : say('display.waiting', values);
}
