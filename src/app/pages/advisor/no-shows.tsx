import type { ListedTicket } from '../../wire/tickets';
import type { AdvisorView } from '../../wire/views';
import { staffSay } from '../shared/look/staff-words';
import { Key, keyed, useKeys } from './keys';

/** Today's no-shows, the latest first: they may still come. */
export function NoShows({
  view: { missed },
  onReopen,
}: {
  view: AdvisorView;
  onReopen: (ticket: ListedTicket) => void;
}) {
  const [last] = missed;
  useKeys(last ? { reopen: () => onReopen(last) } : {});
  return (
    <section class="panel">
      <h2>{staffSay('advisor.missed')}</h2>
      {missed.length === 0 ? (
        <p class="quiet">{staffSay('advisor.missed.none')}</p>
      ) : (
        <ul class="missed">
          {missed.slice(0, 3).map((ticket, index) => (
            <li key={ticket.id}>
              <span class="strong figures">{ticket.number}</span>
              <span class="quiet">{staffSay('advisor.missed.text')}</span>
              <button
                type="button"
                class="button small"
                {...(index === 0 ? keyed('reopen') : {})}
                onClick={() => onReopen(ticket)}
              >
                {staffSay('advisor.do.reopen')}
                {index === 0 && <Key of="reopen" />}
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
