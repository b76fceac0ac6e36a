import { howLong } from '../../texts/format';
import type { Instant } from '../../wire/common';
import type { Why } from '../../wire/line';
import { minutesBetween, minutesSince } from '../shared/api/clock';
import { staffSay, staffSayIfKnown } from '../shared/look/staff-words';
import { tag } from '../shared/look/words';

/** In the reader's language; a reason from an earlier release as it was typed. */
const callWords = (reason = '') => staffSayIfKnown(`reason.call.${reason}`) ?? reason;

/** One sentence on why this ticket is next, and one on whom it overtook. */
export function WhyWords({ why, since, until }: { why: Why; since: Instant; until?: Instant }) {
  const minutes =
    until === undefined ? minutesSince(Date.parse(since)) : minutesBetween(since, until);
  const first =
    why.rule === 'due'
      ? staffSay(until === undefined ? 'why.due' : 'why.due.was', {
          time: howLong(tag.value, minutes),
        })
      : why.rule === 'out-of-turn'
        ? staffSay('why.out-of-turn', { reason: callWords(why.reason) })
        : staffSay(`why.${why.rule}`);
  return (
    <>
      <bdi>{first}</bdi>{' '}
      {why.overtookMore
        ? staffSay('why.overtook.more', { count: why.overtook })
        : why.overtook > 0
          ? staffSay(until === undefined ? 'why.overtakes' : 'why.overtook', { n: why.overtook })
          : ''}
    </>
  );
}
