import type { HoldReason } from '../../wire/enums';
import { Numbers } from '../shared/look/numbers';
import { Dialog } from '../shared/look/parts';
import { staffSay } from '../shared/look/staff-words';
import { say } from '../shared/look/words';

const REASONS: readonly HoldReason[] = ['documents', 'form', 'approval', 'other'];

/** Asks why the customer is held, from a list of reasons. */
export const HoldDialog = ({
  number,
  onHold,
  onClose,
}: {
  number: string;
  onHold: (reason: HoldReason) => void;
  onClose: () => void;
}) => (
  <Dialog title={staffSay('advisor.hold.title', { number })} onClose={onClose}>
    <Numbers />
    <div class="row">
      {REASONS.map((reason) => (
        <button key={reason} type="button" class="button" onClick={() => onHold(reason)}>
          {staffSay(`hold.${reason}`)}
        </button>
      ))}
    </div>
    <button type="button" class="button plain" onClick={onClose}>
      {say('back')}
    </button>
  </Dialog>
);
