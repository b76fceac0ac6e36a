import type { PauseReason } from '../../wire/enums';
import { Numbers } from '../shared/look/numbers';
import { Dialog } from '../shared/look/parts';
import { staffSay } from '../shared/look/staff-words';
import { say } from '../shared/look/words';

const REASONS: readonly PauseReason[] = ['break', 'paperwork', 'meeting', 'personal', 'other'];

/** Asks for the reason for a pause, with one press. */
export function PauseDialog({
  onPause,
  onClose,
}: {
  onPause: (reason: PauseReason) => void;
  onClose: () => void;
}) {
  return (
    <Dialog title={staffSay('advisor.pause.title')} onClose={onClose}>
      <Numbers />
      <div class="row">
        {REASONS.map((reason) => (
          <button key={reason} type="button" class="button" onClick={() => onPause(reason)}>
            {staffSay(`reason.pause.${reason}`)}
          </button>
        ))}
      </div>
      <button type="button" class="button plain" onClick={onClose}>
        {say('back')}
      </button>
    </Dialog>
  );
}
