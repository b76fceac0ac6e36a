import { useState } from 'preact/hooks';
import { Ticket } from '../../domain/model/ticket';
import { howLong } from '../../texts/format';
import { minutesSince, second } from '../shared/api/clock';
import { Notice } from '../shared/look/parts';
import { staffSay } from '../shared/look/staff-words';
import { tag } from '../shared/look/words';
import { staffName } from './alert-words';
import { FinishFromFloor, outcomesOf } from './finish-from-floor';
import { FloorParts } from './floor-parts';
import { useAct } from './use-act';

/**
 * Tickets on hold: by which advisor, why and for how long. A supervisor can finish them or return
 * them to the line, also for an advisor who has gone home, since nobody else might.
 */
export function OnHold({ held, actions, directory }: Omit<FloorParts, 'view'> & HeldTicketsProps) {
  const { busy, problem, run } = useAct(held.map(({ id }) => id).join());
  const [ending, setEnding] = useState<string>();
  const asked = held.find(({ id }) => id === ending);
  const finish = (ticket: Ticket) => {
    if (outcomesOf(directory, ticket)) setEnding(ticket.id);
    else run(() => actions.finish(ticket));
  };
  return (
    <>
      {problem && (
        <Notice tone="attention" live>
          {problem}
        </Notice>
      )}
      {held.length > 0 && <h3>{staffSay('advisor.held')}</h3>}
      <ul class="on-hold">
        {held.map((ticket) => (
          <li key={ticket.id}>
            <span class="strong figures">{ticket.number}</span>
            <span class="quiet">
              {[
                staffSay(`hold.${ticket.hold ?? 'other'}`),
                staffName(directory, ticket.advisor ?? ''),
                howLong(tag.value, minutesSince(ticket.heldAt ?? second.value)),
              ].join(' · ')}
            </span>
            <button
              type="button"
              class="button plain small"
              disabled={busy}
              onClick={() => run(() => actions.onTicket('return', ticket.id))}
            >
              {staffSay('advisor.do.return')}
            </button>
            <button
              type="button"
              class="button small"
              disabled={busy}
              onClick={() => finish(ticket)}
            >
              {staffSay('floor.act.finish')}
            </button>
          </li>
        ))}
      </ul>
      {asked && (
        <FinishFromFloor
          ticket={asked}
          directory={directory}
          onFinish={(outcome) => run(() => actions.finish(asked, outcome))}
          onClose={() => setEnding(undefined)}
        />
      )}
    </>
  );
}

interface HeldTicketsProps {
  readonly held: readonly Ticket[];
}

/** Tickets on hold, the longest first. */
export const onHold = (
  { floor: { tickets } }: FloorParts['view'],
  of: (ticket: Ticket) => boolean,
): readonly Ticket[] =>
  Object.values(tickets)
    .filter((ticket) => ticket.state === 'held' && of(ticket))
    .sort((a, b) => (a.heldAt ?? 0) - (b.heldAt ?? 0) || a.seq - b.seq);
