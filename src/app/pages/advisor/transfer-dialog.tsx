import { useState } from 'preact/hooks';
import { isQueueOpen } from '../../domain/model/sign';
import type { TransferReason } from '../../wire/enums';
import type { Directory } from '../../wire/settings';
import type { ListedTicket } from '../../wire/tickets';
import { second } from '../shared/api/clock';
import { hueOf } from '../shared/api/directory';
import { Dialog, QueueMark } from '../shared/look/parts';
import { Reasons } from '../shared/look/reasons';
import { staffSay } from '../shared/look/staff-words';
import { named, say } from '../shared/look/words';
import { Numbers } from './keys';

const REASONS: readonly TransferReason[] = [
  'wrong-queue',
  'another-matter',
  'specialist',
  'customer-asked',
  'other',
];

/** Which queue to transfer to, and a reason for the record. */
export function TransferDialog({
  current,
  directory,
  onTransfer,
  onClose,
}: {
  current: ListedTicket;
  directory: Directory;
  onTransfer: (queue: string, reason?: TransferReason) => void;
  onClose: () => void;
}) {
  const [reason, setReason] = useState<TransferReason>();
  const others = Object.values(directory.config.queues).filter(
    (queue) => queue.id !== current.queue && isQueueOpen(queue, second.value),
  );
  return (
    <Dialog
      title={staffSay('advisor.transfer.title', { number: current.number })}
      onClose={onClose}
    >
      <Numbers />
      <Reasons
        title={staffSay('reason.transfer')}
        reasons={REASONS}
        chosen={reason}
        choose={setReason}
        words={(each) => staffSay(`reason.transfer.${each}`)}
      />
      <div class="choice-list">
        {others.map((queue) => (
          <button
            key={queue.id}
            type="button"
            class="button queue-choice"
            onClick={() => onTransfer(queue.id, reason)}
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
