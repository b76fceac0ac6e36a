import { useState } from 'preact/hooks';
import type { Directory } from '../../wire/settings';
import type { ListedTicket } from '../../wire/tickets';
import { hueOf } from '../shared/api/directory';
import { Dialog, QueueMark } from '../shared/look/parts';
import { staffSay } from '../shared/look/staff-words';
import { named, say } from '../shared/look/words';

/** Which queue to transfer to, and a reason for the record. */
export function TransferDialog({
  current,
  directory,
  onTransfer,
  onClose,
}: {
  current: ListedTicket;
  directory: Directory;
  onTransfer: (queue: string, reason: string) => void;
  onClose: () => void;
}) {
  const [reason, setReason] = useState('');
  const others = Object.values(directory.config.queues).filter(
    (queue) => queue.id !== current.queue && queue.open,
  );
  return (
    <Dialog
      title={staffSay('advisor.transfer.title', { number: current.number })}
      onClose={onClose}
    >
      <div class="field">
        <label for="transfer-reason">{staffSay('advisor.transfer.reason')}</label>
        <input
          id="transfer-reason"
          class="input"
          dir="auto"
          maxLength={200}
          value={reason}
          onInput={(event) => setReason(event.currentTarget.value)}
          aria-describedby="transfer-hint"
        />
        <span class="hint" id="transfer-hint">
          {staffSay('advisor.transfer.hint')}
        </span>
      </div>
      <div class="choice-list">
        {others.map((queue) => (
          <button
            key={queue.id}
            type="button"
            class="button queue-choice"
            onClick={() => onTransfer(queue.id, reason.trim())}
          >
            <QueueMark prefix={queue.prefix} hue={hueOf(directory, queue.id)} />
            <bdi class="cut">{staffSay('advisor.transfer.do', { queue: named(queue.names) })}</bdi>
          </button>
        ))}
      </div>
      <button type="button" class="button plain" onClick={onClose}>
        {say('back')}
      </button>
    </Dialog>
  );
}
