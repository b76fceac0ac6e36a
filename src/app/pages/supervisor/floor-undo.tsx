import { duration } from '../../texts/format';
import { second } from '../shared/api/clock';
import * as icons from '../shared/look/all-icons';
import { Icon } from '../shared/look/all-icons';
import { Notice } from '../shared/look/parts';
import { UNDO_MS } from '../shared/look/slip-time';
import { staffSay } from '../shared/look/staff-words';
import { FloorActions } from './act';
import { useAct } from './use-act';

/** What was last finished from the floor, and for how long it can be undone. */
export function FloorUndo({ actions }: { actions: FloorActions }) {
  const slip = actions.slip.value;
  const left = slip ? slip.at + UNDO_MS - second.value : 0;
  const { busy, problem, run } = useAct(left > 0 ? slip?.ticket : '');
  return (
    <div aria-live="polite">
      {problem && <Notice tone="attention">{problem}</Notice>}
      {slip && left > 0 && (
        <p class="floor-undo">
          <span>{staffSay('advisor.undo.finish', { number: slip.number })}</span>
          <button
            type="button"
            class="button small"
            disabled={busy}
            onClick={() =>
              run(
                () => actions.onTicket('undo', slip.ticket),
                () => {
                  actions.slip.value = undefined;
                },
              )
            }
          >
            <Icon of={icons.undo} />
            {staffSay('advisor.do.undo')}
          </button>
          <span class="quiet figures">
            {staffSay('advisor.undo.left', { time: duration(left) })}
          </span>
        </p>
      )}
    </div>
  );
}
