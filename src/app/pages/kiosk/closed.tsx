import { openingOf } from '../../texts/opening';
import { second } from '../shared/api/clock';
import { branch as data } from '../shared/api/watch-branch';
import { attention, clock, door } from '../shared/look/all-icons';
import { useLate } from '../shared/look/late';
import { EmptyPage } from '../shared/look/parts';
import { say } from '../shared/look/screen-words';
import { named, tag } from '../shared/look/words';
import { hasOpened } from './gives';

/**
 * Outside opening hours: says when the branch opens, and that today's tickets remain valid while
 * they do. A screen that lost its connection before the branch opened does not say that it is
 * closed.
 */
export function Closed({ lost }: { lost: boolean }) {
  if (lost && hasOpened(data.value!, second.value)) return <CutOff />;
  const { opensAt, openedToday, lastTicketGiven, lineOver, reason } = data.value!;
  const at = opensAt === null ? undefined : Date.parse(opensAt);
  return (
    <main class="step kiosk-closed">
      <EmptyPage
        icon={clock}
        title={sentences(
          at === undefined
            ? say(lastTicketGiven ? 'kiosk.closed.last.unknown' : 'kiosk.closed.unknown')
            : closedUntil(at),
        )}
      >
        {reason && <p class="strong">{named(reason)}</p>}
        {(openedToday || lastTicketGiven) && !lineOver && say('kiosk.closed.mine')}
      </EmptyPage>
    </main>
  );
}

/** Each sentence starts on a new line: that the branch is closed, and when to come. */
const sentences = (text: string) =>
  text.split('. ').map((each, at, all) => (
    <span key={each} class="sentence">
      {at + 1 < all.length ? `${each}. ` : each}
    </span>
  ));

/**
 * Why it is closed: after the last ticket, before opening, between two openings, or until another
 * day.
 */
function closedUntil(at: number): string {
  const { branch, openedToday, lastTicketGiven } = data.value!;
  const { time, day } = openingOf(tag.value, at, second.value, branch.timeZone);
  if (day !== undefined) {
    return say(lastTicketGiven ? 'kiosk.closed.last' : 'kiosk.closed', { day, time });
  }
  return say(openedToday ? 'kiosk.closed.between' : 'kiosk.closed.not-yet', { time });
}

/** Open, but no queue issues tickets. */
export const NoQueues = () => (
  <main class="step kiosk-closed">
    <EmptyPage icon={door} title={say('kiosk.empty')}>
      {say('kiosk.empty.text')}
    </EmptyPage>
  </main>
);

const CutOff = ({ again }: { again?: boolean }) => (
  <main class="step kiosk-closed" aria-live="polite">
    <EmptyPage icon={attention} title={sentences(say('kiosk.nothing'))}>
      {again && say('kiosk.offline.again')}
    </EmptyPage>
  </main>
);

/** Shown before the branch is known, and where numbers are given elsewhere meanwhile. */
export function NotYet() {
  const late = useLate();
  return late ? (
    <CutOff again />
  ) : (
    <main class="kiosk-wait">
      <p role="status">{say('loading')}</p>
    </main>
  );
}
