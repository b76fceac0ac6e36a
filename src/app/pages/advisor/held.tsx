import { useEffect, useState } from 'preact/hooks';
import { howLong } from '../../texts/format';
import type { Directory } from '../../wire/settings';
import type { ListedTicket } from '../../wire/tickets';
import type { AdvisorView } from '../../wire/views';
import { minutesSince } from '../shared/api/clock';
import { firstNameOf } from '../shared/api/directory';
import { OutcomeDialog } from '../shared/look/outcome-dialog';
import { staffSay } from '../shared/look/staff-words';
import { tag } from '../shared/look/words';
import { Console } from './console';
import { Key, keyed, useKeys } from './keys';

interface HeldProps {
  readonly desk: Console;
  readonly view: AdvisorView;
  readonly names: Directory;
}

/** Customers whom the advisor holds, or may take back in place of an advisor who has left. */
export function Held({ desk, view, names }: HeldProps) {
  const { held = [], current } = view;
  const [ending, setEnding] = useState<string>();
  const serving = current?.state === 'serving';
  const outcomesOf = ({ queue }: ListedTicket) => names.config.queues[queue]?.outcomes;
  const finish = (ticket: ListedTicket) => {
    if (outcomesOf(ticket)?.codes.length) setEnding(ticket.id);
    else desk.finish(ticket, false);
  };
  const [first] = held;
  useKeys(
    first
      ? {
          ...(serving ? {} : { 'take-back': () => desk.takeBack(first) }),
          'finish-held': () => finish(first),
        }
      : {},
  );
  // a question about a customer who is no longer on hold must not come back when they are again
  const asked = held.find(({ id }) => id === ending);
  useEffect(() => {
    if (!asked) setEnding(undefined);
  }, [asked === undefined]);
  if (held.length === 0) return null;
  const outcomes = asked && outcomesOf(asked);
  return (
    <section class="panel">
      <h2>{staffSay('advisor.held')}</h2>
      <ul class="missed held">
        {held.map((ticket, index) => (
          <HeldRow
            key={ticket.id}
            desk={desk}
            ticket={ticket}
            first={index === 0}
            serving={serving}
            by={ticket.advisor === view.me.id ? undefined : ticket.advisor}
            names={names}
            onFinish={() => finish(ticket)}
          />
        ))}
      </ul>
      {asked && outcomes && (
        <OutcomeDialog
          number={asked.number}
          outcomes={outcomes}
          onClose={() => setEnding(undefined)}
          onFinish={(outcome) => {
            setEnding(undefined);
            desk.finish(asked, false, outcome);
          }}
        />
      )}
    </section>
  );
}

function HeldRow({
  desk,
  ticket,
  first,
  serving,
  by,
  names,
  onFinish,
}: Omit<HeldProps, 'view'> & {
  ticket: ListedTicket;
  /** Keyboard shortcuts act on the first one. */
  first: boolean;
  serving: boolean;
  /** The advisor who held them and has left. */
  by: string | undefined;
  onFinish: () => void;
}) {
  return (
    <li>
      <span class="strong figures">{ticket.number}</span>
      <span class="quiet">
        {ticket.hold && staffSay(`hold.${ticket.hold}`)}
        {by !== undefined && (
          <>
            {' · '}
            <bdi>{staffSay('advisor.held.left', { name: firstNameOf(names, by) })}</bdi>
          </>
        )}
      </span>
      <span class="end figures quiet">
        {ticket.heldAt && howLong(tag.value, minutesSince(Date.parse(ticket.heldAt)))}
      </span>
      <span class="held-do">
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
          {...(first ? keyed('finish-held') : {})}
          onClick={onFinish}
        >
          {staffSay('advisor.do.finish')}
          {first && <Key of="finish-held" />}
        </button>
        <button
          type="button"
          class="button small"
          {...(first ? keyed('take-back') : {})}
          disabled={serving}
          onClick={() => desk.takeBack(ticket)}
        >
          {staffSay('advisor.do.take-back')}
          {first && <Key of="take-back" />}
        </button>
      </span>
    </li>
  );
}
