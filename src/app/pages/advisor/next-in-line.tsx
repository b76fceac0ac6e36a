import { howLong } from '../../texts/format';
import type { Directory } from '../../wire/settings';
import type { ListedTicket } from '../../wire/tickets';
import type { AdvisorView } from '../../wire/views';
import { minutesSince } from '../shared/api/clock';
import { hueOf } from '../shared/api/directory';
import { QueueMark } from '../shared/look/parts';
import { shortcutsOn, useShortcuts } from '../shared/look/shortcuts';
import { staffSay } from '../shared/look/staff-words';
import { tag } from '../shared/look/words';
import { WhyWords } from './why';

/**
 * Which ticket is next and why; where the branch allows it, another one can be called by number.
 */
export function NextInLine({
  view,
  names,
  onCall,
}: {
  readonly view: AdvisorView;
  readonly names: Directory;
  readonly onCall: ((ticket: ListedTicket) => void) | undefined;
}) {
  // With no ticket in hand the slip says it, where the advisor looks.
  const idle = !view.current && view.me.state === 'available';
  const inLine = view.queues.reduce((sum, queue) => sum + queue.general + queue.preferential, 0);
  useShortcuts(
    onCall
      ? Object.fromEntries(
          view.next.slice(1).map((ticket, index) => [String(index + 2), () => onCall(ticket)]),
        )
      : {},
  );
  return (
    <section class="panel">
      <h2>{staffSay('advisor.next')}</h2>
      {view.next.length === 0 && <p class="quiet">{staffSay('advisor.next.none')}</p>}
      <ol class="next">
        {view.next.map((ticket, index) => (
          <li key={ticket.id} class={index === 0 ? 'first' : ''}>
            <QueueMark
              prefix={names.config.queues[ticket.queue]?.prefix ?? ''}
              hue={hueOf(names, ticket.queue)}
            />
            <span class="strong figures">{ticket.number}</span>
            {ticket.lane === 'preferential' && (
              <span class="tag">{staffSay('lane.preferential')}</span>
            )}
            {ticket.wish && <span class="tag">{staffSay('advisor.wish.yours')}</span>}
            <span class="end figures quiet">
              {howLong(tag.value, minutesSince(Date.parse(ticket.waitingSince)))}
            </span>
            {onCall && index > 0 && <CallButton nth={index + 1} onPress={() => onCall(ticket)} />}
            {index === 0 && view.nextWhy && !idle && (
              <p class="next-why">
                <WhyWords why={view.nextWhy} since={ticket.waitingSince} />
              </p>
            )}
          </li>
        ))}
      </ol>
      {inLine > view.next.length && (
        <p class="quiet">{staffSay('advisor.next.more', { n: inLine - view.next.length })}</p>
      )}
    </section>
  );
}

const CallButton = ({ nth, onPress }: { nth: number; onPress: () => void }) => (
  <button
    type="button"
    class="button plain small"
    {...(shortcutsOn.value ? { 'aria-keyshortcuts': String(nth) } : {})}
    onClick={onPress}
  >
    {staffSay('advisor.do.call')}
    {shortcutsOn.value && <kbd aria-hidden="true">{nth}</kbd>}
  </button>
);
