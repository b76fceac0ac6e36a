import { useState } from 'preact/hooks';
import { isQueueOpen } from '../../domain/model/sign';
import { howLong, percent } from '../../texts/format';
import { judgedShare } from '../../texts/judged';
import { minutesSince, second } from '../shared/api/clock';
import { hueOf } from '../shared/api/directory';
import { QueueMark, Status } from '../shared/look/parts';
import { staffSay } from '../shared/look/staff-words';
import { named, shortWait, tag } from '../shared/look/words';
import { FloorParts } from './floor-parts';
import { isRed, needsOfQueue, QueueNeed } from './needs-help';
import { pointed } from './pointed';
import { byNeed, inLine, minutesToTarget, QueueRow, shareInTarget, waiting } from './queue-figures';
import { BranchDoor, SignLine } from './sign';
import { SignDialog } from './sign-dialog';
import { TurnsDialog } from './turns-dialog';
import { WaitMarks } from './wait-marks';

/**
 * Every queue: how many wait, how long, the estimate, the share in target. The most urgent come
 * first.
 */
export function Queues(parts: FloorParts) {
  const [open, setOpen] = useState<string>();
  const [door, setDoor] = useState(false);
  return (
    <section class="column queues" aria-labelledby="queues-title">
      <div class="queues-top">
        <h2 id="queues-title">{staffSay('floor.queues')}</h2>
        <BranchDoor directory={parts.directory} onOpen={() => setDoor(true)} />
      </div>
      {Object.keys(parts.directory.config.queues).length === 0 && (
        <p class="quiet">{staffSay('floor.queues.none')}</p>
      )}
      <ul class="queue-list">
        {byNeed(parts.view, second.value).map((queue) => (
          <Row key={queue.id} queue={queue} {...parts} onOpen={() => setOpen(queue.id)} />
        ))}
      </ul>
      {door && <SignDialog {...parts} onClose={() => setDoor(false)} />}
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
  const { queues, settings } = directory.config;
  const config = queues[queue.id];
  const left = minutesToTarget(view.floor, queue.id, second.value);
  const share = shareInTarget(queue);
  const people = waiting(queue);
  const needs = needsOfQueue(queue, view.floor, directory.config, second.value);
  const tone = isRed(needs) ? 'red' : needs.length > 0 ? 'near' : '';
  const row = `queue-${queue.id}` as const;
  const more = [
    queue.preferential > 0 ? staffSay('floor.preferential', { n: queue.preferential }) : '',
    queue.deferred > 0 ? staffSay('floor.deferred', { n: queue.deferred }) : '',
    queue.held > 0 ? staffSay('floor.held', { n: queue.held }) : '',
  ].filter(Boolean);
  return (
    <li class={`queue-row ${tone} ${pointed.value === row ? 'pointed' : ''}`}>
      <button type="button" class="queue-head" id={row} onClick={onOpen}>
        <QueueMark prefix={config.prefix} hue={hueOf(directory, queue.id)} />
        <bdi class="queue-name two-lines">{named(config.names)}</bdi>
        <RowState
          queue={queue}
          needs={needs}
          left={left}
          open={isQueueOpen(config, second.value)}
        />
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
              : howLong(tag.value, minutesSince(queue.longestWaitSince))}
          </dd>
        </div>
        <div>
          <dt>{staffSay('floor.expected')}</dt>
          <dd>{shortWait(queue.said)}</dd>
        </div>
        <div>
          <dt>{staffSay('floor.in-target')}</dt>
          <dd>
            {share === undefined ? (
              '–'
            ) : needs.includes('share') ? (
              <Status tone="alarm">
                {judgedShare(tag.value, share, settings.alerts.targetShare)}
              </Status>
            ) : (
              percent(tag.value, share)
            )}
          </dd>
        </div>
      </dl>
      <WaitMarks tickets={inLine(view.floor, queue.id)} targetMinutes={config.targetMinutes} />
      <SignLine sign={config.sign} directory={directory} />
      {more.length > 0 && <p class="quiet queue-more">{more.join(' · ')}</p>}
    </li>
  );
}

/** The state of a row: past its target, near it, or who serves it. */
function RowState({
  queue,
  needs,
  left,
  open,
}: {
  queue: QueueRow;
  needs: readonly QueueNeed[];
  /** Minutes to the target of the first in line. */
  left: number;
  open: boolean;
}) {
  return (
    <span class="queue-state">
      {needs.includes('passed') ? (
        <Status tone="alarm">{pastTarget(left)}</Status>
      ) : needs.includes('near') ? (
        <Status tone="attention">
          {staffSay('floor.to-target', { time: howLong(tag.value, Math.ceil(left)) })}
        </Status>
      ) : needs.includes('unattended') ? (
        <Status tone="alarm">{staffSay('floor.on-duty', { n: 0 })}</Status>
      ) : (
        <span class="quiet">
          {open ? staffSay('floor.on-duty', { n: queue.onDuty }) : staffSay('floor.closed')}
        </span>
      )}
    </span>
  );
}

/** Whole minutes past the target, as in the alert. */
function pastTarget(left: number): string {
  const n = Math.floor(-left);
  return staffSay('floor.past-target', { n, time: howLong(tag.value, n) });
}
