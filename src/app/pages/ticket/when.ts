import type { esCL } from '../../texts/es-CL';
import { clockTime, Speaker } from '../../texts/format';
import { expectation, isAlmost, isWait, SaidAnyhow } from '../../texts/said-wait';
import { ShownRange, wordsFor } from './steady';

/** What to do now that the turn is near. */
export const nearWords = (said: SaidAnyhow | null) =>
  isAlmost(said) ? 'ticket.near' : 'ticket.near.later';

/** What may be said of the wait, as times of day, since the page is read later. Instants in ms. */
export function whenInWords(
  said: SaidAnyhow | null,
  shown: ShownRange | undefined,
  speaker: Pick<Speaker<typeof esCL>, 'say' | 'tag'> & {
    readonly now: number;
    readonly timeZone: string;
  },
): string {
  const { say, tag, now, timeZone } = speaker;
  if (said && said.as !== 'unknown' && !isWait(said)) return expectation(said, speaker, timeZone);
  if (!shown || !isWait(said)) return say('ticket.unknown');
  if (said.as === 'long') return say('ticket.long', { n: said.hours });
  return say(wordsFor(shown, now), {
    from: clockTime(tag, shown.from, timeZone),
    to: clockTime(tag, shown.to, timeZone),
  });
}
