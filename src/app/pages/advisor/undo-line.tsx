import { duration } from '../../texts/format';
import { second } from '../shared/api/clock';
import * as icons from '../shared/look/icons';
import { Icon } from '../shared/look/icons';
import { staffSay } from '../shared/look/staff-words';
import { Console } from './console';
import { Key, keyed, useKeys } from './keys';
import { UNDO_MS } from './slips';

/** What was finished or transferred last, and for how long it can be taken back. */
export function UndoLine({ desk, busy }: { desk: Console; busy: boolean }) {
  const slip = desk.slips.last.value;
  const left = slip ? slip.at + UNDO_MS - second.value : 0;
  const open = slip !== undefined && left > 0;
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
