import { esCL } from './es-CL';
import { Speaker } from './format';

type Say = Speaker<typeof esCL>['say'];

/** Up to then it is a few seconds, which nobody counts; then seconds, minutes and hours. */
const [FEW, MINUTE, HOUR] = [10, 60, 3600];

/**
 * How long to wait before trying again, inside a sentence: `40 segundos`. Never too short.
 * @param after seconds, as the server has said
 * @param unsaid where it has not
 */
export function untilAgain(
  after: number | undefined,
  say: Say,
  unsaid: 'again.few-seconds' | 'again.few-minutes' = 'again.few-seconds',
): string {
  if (after === undefined) return say(unsaid);
  if (after <= FEW) return say('again.few-seconds');
  if (after < MINUTE) return say('again.seconds', { n: 10 * Math.ceil(after / 10) });
  if (after < 2 * HOUR) return say('again.minutes', { n: Math.ceil(after / MINUTE) });
  return say('again.hours', { n: Math.ceil(after / HOUR) });
}
