import { useEffect, useRef, useState } from 'preact/hooks';
import { inOrder } from '../../domain/model/queue-order';
import type { Queue, Settings } from '../../wire/settings';
import { call } from '../shared/api/api';
import { asStaff } from '../shared/api/session';
import { downward, Icon, up } from '../shared/look/all-icons';
import { Problem } from '../shared/look/parts';
import { QueuePicture } from '../shared/look/queue-icons';
import { named, say } from '../shared/look/words';
import { Field } from './form';
import { adminSay } from './words';

type Order = Settings['queueOrder'];
type Way = -1 | 1;

/**
 * Moves a queue up or down by one. The whole list is sent, so that the order is exactly this one.
 */
function moved(ids: readonly string[], at: number, way: Way): Order {
  const to = at + way;
  if (to < 0 || to >= ids.length) return ids;
  return ids.map((id, index) => (index === at ? ids[to] : index === to ? ids[at] : id));
}

/**
 * The queues of the branch as the kiosk offers them, moved by buttons: no dragging, which keyboards
 * and shaky hands cannot do. Entries for queues of other branches stay behind them.
 */
export function QueueOrderField({
  branch,
  value,
  set,
}: {
  branch: string;
  value: Order;
  set: (order: Order) => void;
}) {
  const [queues, setQueues] = useState<readonly Queue[]>();
  const [failed, setFailed] = useState<unknown>();
  useEffect(() => {
    asStaff(() => call('GET /api/branches/:branch/queues', { params: { branch } })).then(
      setQueues,
      setFailed,
    );
  }, [branch]);
  const shown = inOrder(queues ?? [], value);
  const ids = shown.map(({ id }) => id);
  return (
    <Field
      name="queueOrder"
      label={adminSay('admin.set.queueOrder')}
      help={adminSay('admin.set.queueOrder.help')}
      group
    >
      {() => (
        <>
          <Problem error={failed} />
          {!queues && failed === undefined && <p role="status">{say('loading')}</p>}
          {queues && (
            <Ordered
              queues={shown}
              move={(at, way) =>
                set([...moved(ids, at, way), ...value.filter((id) => !ids.includes(id))])
              }
            />
          )}
        </>
      )}
    </Field>
  );
}

function Ordered({
  queues,
  move,
}: {
  queues: readonly Queue[];
  move: (at: number, way: Way) => void;
}) {
  const list = useRef<HTMLOListElement>(null);
  const [last, setLast] = useState<{ readonly id: string; readonly way: Way }>();
  // the row moves away from under the finger, and takes the focus along
  useEffect(() => {
    if (!last) return;
    list.current
      ?.querySelector<HTMLElement>(`[data-queue="${last.id}"] [data-way="${last.way}"]`)
      ?.focus();
  }, [last, queues.map(({ id }) => id).join(' ')]);
  const at = queues.findIndex(({ id }) => id === last?.id);
  return (
    <>
      <ol class="queue-order" ref={list}>
        {queues.map((queue, index) => (
          <li key={queue.id} data-queue={queue.id}>
            <span class="strong">{queue.prefix}</span>
            <QueuePicture icon={queue.icon} />
            <bdi class="grow">{named(queue.names)}</bdi>
            {([-1, 1] as const).map((way) => (
              <button
                key={way}
                type="button"
                class="button plain icon-only"
                data-way={way}
                // never `disabled`: the focus would be lost at the end of the list
                aria-disabled={way < 0 ? index === 0 : index === queues.length - 1}
                aria-label={adminSay(way < 0 ? 'admin.order.up' : 'admin.order.down', {
                  name: named(queue.names),
                })}
                onClick={() => {
                  move(index, way);
                  setLast({ id: queue.id, way });
                }}
              >
                <Icon of={way < 0 ? up : downward} />
              </button>
            ))}
          </li>
        ))}
      </ol>
      <p class="unseen" role="status">
        {at >= 0 &&
          adminSay('admin.order.at', {
            name: named(queues[at].names),
            n: at + 1,
            all: queues.length,
          })}
      </p>
    </>
  );
}
