import type { Directory } from '../../wire/settings';
import type { AdvisorView } from '../../wire/views';
import { ownPauseWords, staffSay } from '../shared/look/staff-words';
import { named } from '../shared/look/words';
import { Turn } from './turn';

/**
 * What screen readers hear when the current ticket changes: once, without the clocks, which change
 * every second.
 */
export const TurnSaid = (shown: {
  readonly view: AdvisorView;
  readonly turn: Turn;
  readonly names: Directory;
}) => (
  <p class="unseen" role="status">
    {wordsOf(shown)}
  </p>
);

function wordsOf({ view, turn, names }: Parameters<typeof TurnSaid>[0]): string {
  const { current, me } = view;
  if (turn.inFlight) return staffSay('advisor.sending');
  if (current) {
    return [
      staffSay(turn.called ? 'advisor.called' : 'advisor.serving'),
      current.number,
      named(names.config.queues[current.queue]?.names),
      current.lane === 'preferential' ? staffSay('lane.preferential') : '',
    ].join(' ');
  }
  if (turn.paused) return `${staffSay('state.paused')} ${ownPauseWords(me.reason)}`;
  return turn.waiting === 0
    ? staffSay('advisor.nobody')
    : `${staffSay('advisor.idle')}. ${staffSay('advisor.waiting', { n: turn.waiting })}`;
}
