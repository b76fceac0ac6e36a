import { saidWait } from '../../texts/range';
import { say, waitInWords } from '../shared/words';

/** What to expect, as a sentence: a range, "almost", or that it is not known yet. */
export function expectation(estimate: { readonly low: number; readonly high: number } | null | undefined): string {
  if (!estimate) return say('kiosk.result.unknown');
  return saidWait(estimate).as === 'soon' ? say('kiosk.result.soon') : `${say('kiosk.result.expect', { wait: waitInWords(estimate) })}.`;
}
