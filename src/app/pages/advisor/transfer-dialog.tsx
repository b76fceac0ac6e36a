import { useEffect, useState } from 'preact/hooks';
import { isQueueOpen } from '../../domain/model/sign';
import type { Seat } from '../../wire/counters';
import type { TransferReason } from '../../wire/enums';
import type { Directory, Queue } from '../../wire/settings';
import type { ListedTicket } from '../../wire/tickets';
import { ApiProblem, call } from '../shared/api/api';
import { second } from '../shared/api/clock';
import { hueOf } from '../shared/api/directory';
import { session } from '../shared/api/session';
import { Numbers } from '../shared/look/numbers';
import { Dialog, QueueMark } from '../shared/look/parts';
import { Reasons } from '../shared/look/reasons';
import { staffSay } from '../shared/look/staff-words';
import { named, say } from '../shared/look/words';
import type { TransferTo } from './console';

const REASONS: readonly TransferReason[] = [
  'wrong-queue',
  'another-matter',
  'specialist',
  'customer-asked',
  'other',
];

/** Asks for the queue to transfer to, and a reason for the record. */
export function TransferDialog({
  current,
  directory,
  onTransfer,
  onReturn,
  onClose,
}: {
  current: ListedTicket;
  directory: Directory;
  onTransfer: (to: TransferTo) => void;
  /** Back to the same queue, for one advisor. */
  onReturn: (advisor: string) => void;
  onClose: () => void;
}) {
  const [reason, setReason] = useState<TransferReason>();
  const [wish, setWish] = useState<Seat>();
  const people = usePeople(directory);
  const theirs = ({ id }: Queue) => wish === undefined || wish.queues.includes(id);
  const { queues } = directory.config;
  const others = Object.values(queues).filter(
    (queue) => queue.id !== current.queue && isQueueOpen(queue, second.value) && theirs(queue),
  );
  return (
    <Dialog
      title={staffSay('advisor.transfer.title', { number: current.number })}
      wide
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
      {people.length > 0 && (
        <Whom people={people} wish={wish} minutes={minutesOf(directory)} choose={setWish} />
      )}
      <div class="choice-list">
        {wish?.queues.includes(current.queue) && (
          <button type="button" class="button queue-choice" onClick={() => onReturn(wish.advisor)}>
            <QueueMark
              prefix={queues[current.queue]?.prefix ?? ''}
              hue={hueOf(directory, current.queue)}
            />
            <bdi class="cut">
              {staffSay('advisor.wish.same', { queue: named(queues[current.queue]?.names) })}
            </bdi>
          </button>
        )}
        {others.map((queue) => (
          <button
            key={queue.id}
            type="button"
            class="button queue-choice"
            onClick={() => onTransfer({ queue: queue.id, reason, advisor: wish?.advisor })}
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

const minutesOf = ({ config }: Directory) => config.settings.wishes.minutes;

/** Colleagues on duty whom a customer may wait for; none if the branch does not allow wishes. */
function usePeople(directory: Directory): readonly Seat[] {
  const [people, setPeople] = useState<readonly Seat[]>([]);
  const wishes = minutesOf(directory) > 0;
  useEffect(() => {
    if (!wishes) return;
    const params = { branch: directory.branch.id };
    call('GET /api/branches/:branch/seats', { params }).then(
      (seats) => setPeople(seats.filter(({ advisor }) => advisor !== session.value?.staff.id)),
      (error: unknown) => {
        // Not reached: nobody can be named then, and the transfer goes on without.
        if (!(error instanceof ApiProblem)) throw error;
      },
    );
  }, [directory.branch.id, wishes]);
  return people;
}

/** Whether any advisor may call the customer, or one named advisor. */
const Whom = ({
  people,
  wish,
  minutes,
  choose,
}: {
  people: readonly Seat[];
  wish: Seat | undefined;
  minutes: number;
  choose: (wish: Seat | undefined) => void;
}) => (
  <label class="field">
    <span class="strong">{staffSay('advisor.wish')}</span>
    <select
      class="input"
      value={wish?.advisor ?? ''}
      onChange={(event) =>
        choose(people.find(({ advisor }) => advisor === event.currentTarget.value))
      }
    >
      <option value="">{staffSay('advisor.wish.anybody')}</option>
      {people.map(({ advisor, firstName }) => (
        <option key={advisor} value={advisor}>
          {firstName ?? advisor}
        </option>
      ))}
    </select>
    {wish && <span class="hint">{staffSay('advisor.wish.hint', { minutes })}</span>}
  </label>
);
