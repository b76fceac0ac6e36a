import { duration } from '../../texts/format';
import { second } from '../shared/api/clock';
import * as icons from '../shared/look/all-icons';
import { Icon } from '../shared/look/all-icons';
import { UNDO_MS } from '../shared/look/slip-time';
import { staffSay } from '../shared/look/staff-words';
import { Console } from './console';
import { Key, keyed, useKeys } from './keys';
import { Turn } from './turn';

/** What was last finished or transferred, and for how long it can be undone. */
export function UndoLine({ desk, turn }: { desk: Console; turn: Turn }) {
  const slip = desk.slips.last.value;
  const left = slip ? slip.at + UNDO_MS - second.value : 0;
  const open = slip !== undefined && left > 0;
  // another matter is undone during its service, and a resumed customer goes back on hold; anything
  // else needs a free advisor
  const free = slip?.what === 'matter' || slip?.held;
  const busy = turn.inFlight || (turn.serving && !free);
  useKeys(open && !busy ? { undo: () => desk.undo(slip.ticket) } : {});
  return (
    <p class="turn-undo quiet">
      {open && (
        <>
          <span>{staffSay(`advisor.undo.${slip.what}`, { number: slip.number })}</span>
          <button
            type="button"
            class="button plain small"
            {...keyed('undo')}
            disabled={busy}
            onClick={() => desk.undo(slip.ticket)}
          >
            <Icon of={icons.undo} />
            {staffSay('advisor.do.undo')}
            <Key of="undo" />
          </button>
          <span class="figures">{staffSay('advisor.undo.left', { time: duration(left) })}</span>
        </>
      )}
    </p>
  );
}
