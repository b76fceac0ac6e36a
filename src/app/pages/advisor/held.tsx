import type { Directory } from '../../wire/settings';
import type { AdvisorView } from '../../wire/views';
import { minutesSince } from '../shared/api/clock';
import { staffSay } from '../shared/look/staff-words';
import { say } from '../shared/look/words';
import { Console } from './console';
import { Key, keyed, useKeys } from './keys';

/** Whom the advisor holds, or may take back in the place of somebody who has left. */
export function Held({
  desk,
  view: { held = [], me, current },
  names,
}: {
  desk: Console;
  view: AdvisorView;
  names: Directory;
}) {
  const serving = current?.state === 'serving';
  const [first] = held;
  useKeys(first && !serving ? { 'take-back': () => desk.takeBack(first) } : {});
  if (held.length === 0) return null;
  return (
    <section class="panel">
      <h2>{staffSay('advisor.held')}</h2>
      <ul class="missed held">
        {held.map((ticket, index) => (
          <li key={ticket.id}>
            <span class="strong figures">{ticket.number}</span>
            <span class="quiet">
              {ticket.hold && staffSay(`hold.${ticket.hold}`)}
              {ticket.advisor !== undefined && ticket.advisor !== me.id && (
                <>
                  {' · '}
                  <bdi>
                    {staffSay('advisor.held.left', {
                      name: names.staff[ticket.advisor]?.firstName ?? ticket.advisor,
                    })}
                  </bdi>
                </>
              )}
            </span>
            <span class="end figures quiet">
              {ticket.heldAt && say('minutes', { n: minutesSince(Date.parse(ticket.heldAt)) })}
            </span>
            <button
              type="button"
              class="button plain small"
              onClick={() => desk.onTicket('return', ticket)}
            >
              {staffSay('advisor.do.return')}
            </button>
            <button
              type="button"
              class="button small"
              {...(index === 0 ? keyed('take-back') : {})}
              disabled={serving}
              onClick={() => desk.takeBack(ticket)}
            >
              {staffSay('advisor.do.take-back')}
              {index === 0 && <Key of="take-back" />}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
