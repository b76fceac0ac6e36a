import { esCL } from './es-CL';
import { Speaker } from './format';
import { saidWait, SaidWait } from './range';

type Say = Speaker<typeof esCL>['say'];
type Wait = { readonly low: number; readonly high: number };

/** `entre 8 y 15 minutos`, inside a sentence. */
const waitInWords = (estimate: Wait | null | undefined, say: Say): string =>
  estimate ? inWords(saidWait(estimate), say) : say('wait.unknown');

function inWords(wait: SaidWait, say: Say): string {
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
 * The wait as a sentence of its own, on the kiosk and on paper: a range, "almost", or that it is
 * not known yet.
 */
export function expectation(estimate: Wait | null | undefined, say: Say): string {
  if (!estimate) return say('kiosk.result.unknown');
  return saidWait(estimate).as === 'soon'
    ? say('kiosk.result.soon')
    : `${say('kiosk.result.expect', { wait: waitInWords(estimate, say) })}.`;
}
