import { ComponentChildren } from 'preact';
import { my } from './my';
import { TicketView } from '../../domain/views/views';
import { TicketNumber } from '../shared/look/parts';
import { named, say } from '../shared/look/words';

/** The number on its slip, with the state below the tear. */
export function Slip({ view, children }: { view: TicketView; children: ComponentChildren }) {
  return (
    <div class="slip">
      <div class="slip-number" style={{ '--characters': view.number.length }}>
        <p class="quiet">{say('ticket.number')}</p>
        <TicketNumber number={view.number} />
        {my.value?.queue && <bdi class="quiet cut">{named(my.value.queue.names)}</bdi>}
      </div>
      <div class="tear" />
      <div class="slip-state">{children}</div>
    </div>
  );
}
