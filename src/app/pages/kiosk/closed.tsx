import { clockTime, longDate } from '../../texts/format';
import { branch as data } from '../shared/api/watch-branch';
import { clock, door } from '../shared/look/icons';
import { EmptyPage } from '../shared/look/parts';
import { named, say, tag } from '../shared/look/words';

/** Outside opening hours: when it opens, and that today's tickets remain valid. */
export function Closed() {
  const { opensAt, branch, lastTicketGiven, reason } = data.value!;
  const at = opensAt === null ? undefined : Date.parse(opensAt);
  return (
    <main class="step kiosk-closed">
      <EmptyPage
        icon={clock}
        title={
          at === undefined
            ? say(lastTicketGiven ? 'kiosk.closed.last.unknown' : 'kiosk.closed.unknown')
            : say(lastTicketGiven ? 'kiosk.closed.last' : 'kiosk.closed', {
                day: longDate(tag.value, at, branch.timeZone),
                time: clockTime(tag.value, at, branch.timeZone),
              })
        }
      >
        {reason && <p class="strong">{named(reason)}</p>}
        {say('kiosk.closed.mine')}
      </EmptyPage>
    </main>
  );
}

/** Open, but no queue issues tickets. */
export const NoQueues = () => (
  <main class="step kiosk-closed">
    <EmptyPage icon={door} title={say('kiosk.empty')} />
  </main>
);
