import { useState } from 'preact/hooks';
import type { CallReason } from '../../wire/enums';
import type { ListedTicket } from '../../wire/tickets';
import { Numbers } from '../shared/look/numbers';
import { Dialog } from '../shared/look/parts';
import { Reasons } from '../shared/look/reasons';
import { staffSay } from '../shared/look/staff-words';
import { say } from '../shared/look/words';

const REASONS: readonly CallReason[] = [
  'unwell',
  'unfinished',
  'our-mistake',
  'appointment',
  'supervisor',
  'other',
];

/** Asks for the reason for calling out of turn. */
export function CallDialog({
  ticket,
  onCall,
  onClose,
}: {
  ticket: ListedTicket;
  onCall: (reason: CallReason) => void;
  onClose: () => void;
}) {
  const [reason, setReason] = useState<CallReason>();
  return (
    <Dialog title={staffSay('advisor.call.title', { number: ticket.number })} onClose={onClose}>
      <Numbers />
      <form
        class="choice-list"
        onSubmit={(event) => {
          event.preventDefault();
          if (reason) onCall(reason);
        }}
      >
        <Reasons
          title={staffSay('reason.call')}
          reasons={REASONS}
          chosen={reason}
          choose={setReason}
          words={(each) => staffSay(`reason.call.${each}`)}
        />
        <p class="hint">{staffSay('reason.call.hint')}</p>
        <button class="button primary" disabled={!reason}>
          {staffSay('advisor.do.call')}
        </button>
        <button type="button" class="button plain" onClick={onClose}>
          {say('back')}
        </button>
      </form>
    </Dialog>
  );
}
