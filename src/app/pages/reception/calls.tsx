import type { DisplayView } from '../../wire/views';
import { TicketNumber } from '../shared/look/parts';
import { counterSaid } from '../shared/look/words';
import { deskSay } from './words';

const MOST = 8;

/** Which tickets are being called, and where to: what people ask the desk most often. */
export function Calls({ view, lost }: { view: DisplayView | undefined; lost: boolean }) {
  const calling = view?.calling.slice(0, MOST) ?? [];
  return (
    <section class={`reception-card ${lost ? 'aged' : ''}`} aria-labelledby="reception-calls">
      <h2 id="reception-calls">{deskSay('reception.calls')}</h2>
      {calling.length === 0 ? (
        <p class="quiet">{deskSay('reception.calls.none')}</p>
      ) : (
        <ul class="reception-calls">
          {calling.map(({ ticket, number, counter }) => (
            <li key={ticket}>
              <TicketNumber number={number} />
              <bdi>{counterSaid(counter)}</bdi>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
