import { useState } from 'preact/hooks';
import type { ListedTicket } from '../../wire/tickets';
import { Dialog } from '../shared/look/parts';
import { staffSay } from '../shared/look/staff-words';
import { say } from '../shared/look/words';

/** Calling out of turn takes a reason. */
export function CallDialog({
  ticket,
  onCall,
  onClose,
}: {
  ticket: ListedTicket;
  onCall: (reason: string) => void;
  onClose: () => void;
}) {
  const [reason, setReason] = useState('');
  return (
    <Dialog title={staffSay('advisor.call.title', { number: ticket.number })} onClose={onClose}>
      <form
        class="choice-list"
        onSubmit={(event) => {
          event.preventDefault();
          if (reason.trim()) onCall(reason.trim());
        }}
      >
        <div class="field">
          <label for="call-reason">{staffSay('advisor.call.reason')}</label>
          <input
            id="call-reason"
            class="input"
            dir="auto"
            maxLength={200}
            required
            value={reason}
            onInput={(event) => setReason(event.currentTarget.value)}
            aria-describedby="call-hint"
          />
          <span class="hint" id="call-hint">
            {staffSay('advisor.call.hint')}
          </span>
        </div>
        <button class="button primary" disabled={reason.trim() === ''}>
          {staffSay('advisor.do.call')}
        </button>
        <button type="button" class="button plain" onClick={onClose}>
          {say('back')}
        </button>
      </form>
    </Dialog>
  );
}
