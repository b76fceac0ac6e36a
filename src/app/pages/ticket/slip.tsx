import { ComponentChildren } from 'preact';
import type { OwnTicket } from '../../wire/tickets';
import { TicketNumber } from '../shared/look/parts';
import { named, say } from '../shared/look/words';
import { my } from './my';

/** The number on its slip, with the state below the tear. */
export function Slip({ view, children }: { view: OwnTicket; children: ComponentChildren }) {
  return (
    <div class="slip">
      <div class="slip-number" style={{ '--characters': view.number.length }}>
        <p class="quiet">{say('ticket.number')}</p>
        <TicketNumber number={view.number} />
        {/* never another queue's name while the new one is loading */}
        {my.value?.queue?.id === view.queue && (
          <bdi class="quiet two-lines">{named(my.value.queue.names)}</bdi>
        )}
      </div>
      <div class="tear" />
      <div class="slip-state">{children}</div>
    </div>
  );
}
