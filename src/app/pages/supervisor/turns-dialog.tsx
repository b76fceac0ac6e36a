import { useState } from 'preact/hooks';
import { wishedFor } from '../../domain/line/wish';
import { Ticket, waitingSince } from '../../domain/model/ticket';
import { clockTime, howLong } from '../../texts/format';
import { minutesSince, second } from '../shared/api/clock';
import { Dialog } from '../shared/look/parts';
import { staffSay } from '../shared/look/staff-words';
import { say, tag } from '../shared/look/words';
import { queueName, staffName } from './alert-words';
import { FloorParts } from './floor-parts';
import { FloorUndo } from './floor-undo';
import { OnHold, onHold } from './on-hold';
import { inLine } from './queue-figures';
import { SignDialog } from './sign-dialog';

/** More rows than this would be of no use to anyone. */
const MOST = 100;

/** The tickets in line of one queue, longest wait first. */
export function TurnsDialog({
  queue,
  onClose,
  ...parts
}: FloorParts & { queue: string; onClose: () => void }) {
  const { directory, view } = parts;
  const [door, setDoor] = useState(false);
  const tickets = inLine(view.floor, queue);
  const deferred = Object.values(view.floor.tickets).filter(
    (ticket) => ticket.queue === queue && ticket.deferredUntil !== undefined,
  );
  const held = onHold(view, (ticket) => ticket.queue === queue);
  if (door) return <SignDialog queue={queue} {...parts} onClose={onClose} />;
  return (
    <Dialog
      title={`${queueName(directory, queue)}: ${staffSay('floor.tickets').toLowerCase()}`}
      onClose={onClose}
    >
      {tickets.length + deferred.length + held.length === 0 && (
        <p class="quiet">{staffSay('floor.tickets.none')}</p>
      )}
      {tickets.length + deferred.length > 0 && (
        <Turns
          tickets={tickets}
          deferred={deferred}
          directory={directory}
          advisors={view.floor.advisors}
        />
      )}
      {tickets.length > MOST && (
        <p class="quiet">{staffSay('advisor.next.more', { n: tickets.length - MOST })}</p>
      )}
      <OnHold held={held} {...parts} />
      <FloorUndo actions={parts.actions} />
      <div class="row">
        <button type="button" class="button" onClick={() => setDoor(true)}>
          {staffSay('sign.queue')}
        </button>
        <button type="button" class="button" onClick={onClose}>
          {say('close')}
        </button>
      </div>
    </Dialog>
  );
}

function Turns({
  tickets,
  deferred,
  directory,
  advisors,
}: {
  tickets: readonly Ticket[];
  deferred: readonly Ticket[];
  directory: FloorParts['directory'];
  advisors: FloorParts['view']['floor']['advisors'];
}) {
  const time = (at: number) => clockTime(tag.value, at, directory.config.settings.timeZone);
  return (
    <table class="turns figures">
      <thead>
        <tr>
          <th>{staffSay('floor.ticket')}</th>
          <th class="end">{staffSay('floor.ticket.wait')}</th>
          <th class="end">{staffSay('floor.ticket.due')}</th>
        </tr>
      </thead>
      <tbody>
        {tickets.slice(0, MOST).map((ticket) => (
          <tr key={ticket.id} class={ticket.due < second.value ? 'late' : ''}>
            <td>
              <span class="strong">{ticket.number}</span>{' '}
              {ticket.lane === 'preferential' && (
                <span class="tag">{staffSay('lane.preferential')}</span>
              )}
              {wishedFor(ticket, advisors, second.value) !== undefined && (
                <span class="tag">
                  {staffSay('floor.wish', {
                    name: staffName(directory, ticket.wish!.advisor),
                    time: time(ticket.wish!.until),
                  })}
                </span>
              )}
            </td>
            <td class="end">{howLong(tag.value, minutesSince(waitingSince(ticket)))}</td>
            <td class="end">{time(ticket.due)}</td>
          </tr>
        ))}
        {deferred.map((ticket) => (
          <tr key={ticket.id}>
            <td class="strong">{ticket.number}</td>
            <td class="end quiet" colSpan={2}>
              {staffSay('floor.ticket.deferred', { time: time(ticket.deferredUntil!) })}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
