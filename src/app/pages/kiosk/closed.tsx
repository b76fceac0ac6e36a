import { clockTime, longDate } from '../../texts/format';
import { branch as data } from '../shared/api/watch-branch';
import { clock, door } from '../shared/look/icons';
import { EmptyPage } from '../shared/look/parts';
import { say, tag } from '../shared/look/words';

/** Outside opening hours: when it opens, and that today's tickets remain valid. */
export function Closed() {
  const { opensAt, branch } = data.value!;
  const at = opensAt === null ? undefined : Date.parse(opensAt);
  return (
    <main class="step kiosk-closed">
      <EmptyPage
        icon={clock}
        title={
          at === undefined
            ? say('kiosk.closed.unknown')
            : say('kiosk.closed', {
                day: longDate(tag.value, at, branch.timeZone),
                time: clockTime(tag.value, at, branch.timeZone),
              })
        }
      >
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
