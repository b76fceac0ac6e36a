import { namesItself } from '../../texts/counter-name';
import type { OwnTicket } from '../../wire/tickets';
import { TicketNumber } from '../shared/look/parts';
import { counterSaid, say } from '../shared/look/words';
import { Actions } from './actions';
import { my } from './my';

/** Length of the longest word of a counter's name, which decides how large the name can be. */
const longestWord = (name: string) =>
  Math.max(...name.split(/\s+/).map((word) => [...word].length), 1);

/** It is the customer's turn: the whole page says so, with the counter largest. */
export function Turn({ view }: { view: OwnTicket }) {
  return (
    <>
      <section class="turn" role="alert">
        <p class="turn-now">{say('ticket.turn')}</p>
        <p class="turn-go">
          {say(namesItself(view.counter ?? '') ? 'ticket.turn.go.named' : 'ticket.turn.go')}
        </p>
        <p class="turn-counter number" style={`--letters: ${longestWord(view.counter ?? '')}`}>
          <bdi>{view.counter}</bdi>
        </p>
        <p class="turn-number">
          <TicketNumber number={view.number} />
        </p>
        {view.recalls > 0 && (
          <p class="strong">
            {say('ticket.turn.again', { at: counterSaid(view.counter, 'counter.at') })}
          </p>
        )}
      </section>
      {view.defersLeft > 0 && my.value?.acts && <p class="strong">{say('ticket.turn.more')}</p>}
      <Actions view={view} />
    </>
  );
}
