import { useState } from 'preact/hooks';
import { percent } from '../../texts/format';
import { minutesSince, second } from '../shared/api/clock';
import { hueOf } from '../shared/api/directory';
import { QueueMark, Status } from '../shared/look/parts';
import { staffSay } from '../shared/look/staff-words';
import { named, say, shortWait, tag } from '../shared/look/words';
import { FloorParts } from './floor-parts';
import { byNeed, inLine, minutesToTarget, QueueRow, shareInTarget, waiting } from './queue-figures';
import { TurnsDialog } from './turns-dialog';
import { WaitMarks } from './wait-marks';

/** Every queue: how many, how long, the estimate, the share in target. Those in need come first. */
export function Queues(parts: FloorParts) {
  const [open, setOpen] = useState<string>();
  return (
    <section class="column queues" aria-labelledby="queues-title">
      <h2 id="queues-title">{staffSay('floor.queues')}</h2>
      <ul class="queue-list">
        {byNeed(parts.view, second.value).map((queue) => (
          <Row key={queue.id} queue={queue} {...parts} onOpen={() => setOpen(queue.id)} />
        ))}
      </ul>
      {open && <TurnsDialog queue={open} {...parts} onClose={() => setOpen(undefined)} />}
    </section>
  );
}

function Row({
  queue,
  directory,
  view,
  onOpen,
}: FloorParts & { queue: QueueRow; onOpen: () => void }) {
  const config = directory.config.queues[queue.id];
  const left = minutesToTarget(view.floor, queue.id, second.value);
  const share = shareInTarget(queue);
  const people = waiting(queue);
  return (
    <li class="queue-row">
      <button type="button" class="queue-head" onClick={onOpen}>
        <QueueMark prefix={config.prefix} hue={hueOf(directory, queue.id)} />
        <bdi class="queue-name two-lines">{named(config.names)}</bdi>
        <span class="queue-state">
          {left < 0 ? (
            <Status tone="alarm">
              {staffSay('floor.past-target', { minutes: Math.max(1, Math.floor(-left)) })}
            </Status>
          ) : left < config.targetMinutes / 4 ? (
            <Status tone="attention">
              {staffSay('floor.to-target', { minutes: Math.ceil(left) })}
            </Status>
          ) : people > 0 && queue.onDuty === 0 ? (
            <Status tone="alarm">{staffSay('floor.on-duty', { n: 0 })}</Status>
          ) : (
            <span class="quiet">
              {config.open
                ? staffSay('floor.on-duty', { n: queue.onDuty })
                : staffSay('floor.closed')}
            </span>
          )}
        </span>
      </button>
      <dl class="queue-figures figures">
        <div class="main">
          <dt>{staffSay('floor.waiting', { n: people === 1 ? 1 : 2 })}</dt>
          <dd>{people}</dd>
        </div>
        <div>
          <dt>{staffSay('floor.longest')}</dt>
          <dd>
            {queue.longestWaitSince === undefined
              ? '–'
              : say('minutes', { n: minutesSince(queue.longestWaitSince) })}
          </dd>
        </div>
        <div>
          <dt>{staffSay('floor.expected')}</dt>
          <dd>{shortWait(queue.said)}</dd>
        </div>
        <div>
          <dt>{staffSay('floor.in-target')}</dt>
          <dd>{share === undefined ? '–' : percent(tag.value, share)}</dd>
        </div>
      </dl>
      <WaitMarks tickets={inLine(view.floor, queue.id)} targetMinutes={config.targetMinutes} />
      {(queue.preferential > 0 || queue.deferred > 0) && (
        <p class="quiet queue-more">
          {queue.preferential > 0 && staffSay('floor.preferential', { n: queue.preferential })}
          {queue.preferential > 0 && queue.deferred > 0 && ' · '}
          {queue.deferred > 0 && staffSay('floor.deferred', { n: queue.deferred })}
        </p>
      )}
    </li>
  );
}
