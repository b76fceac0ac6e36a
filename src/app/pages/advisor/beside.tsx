import { useState } from 'preact/hooks';
import { howLong } from '../../texts/format';
import type { Directory } from '../../wire/settings';
import type { ListedTicket } from '../../wire/tickets';
import type { AdvisorView } from '../../wire/views';
import { minutesSince } from '../shared/api/clock';
import { hueOf } from '../shared/api/directory';
import { QueueMark } from '../shared/look/parts';
import { staffSay } from '../shared/look/staff-words';
import { named, tag } from '../shared/look/words';
import { AtCounter } from './at-counter';
import { CallDialog } from './call-dialog';
import { Console } from './console';
import { Held } from './held';
import { NextInLine } from './next-in-line';
import { NoShows } from './no-shows';
import { Predicted } from './predict';

/**
 * Beside the turn: who is here, who is next, the advisor's queues, today's no-shows. Numbers and
 * waits, no names.
 */
export function Beside({ desk, view }: Predicted & { desk: Console }) {
  const names = desk.directory.value!;
  const [calling, setCalling] = useState<ListedTicket>();
  const mayChoose =
    names.config.settings.outOfTurnAllowed &&
    !view.current &&
    view.me.state === 'available' &&
    view.me.counter !== undefined;
  const { me } = view;
  return (
    <div class="beside">
      {view.current && <AtCounter key={view.current.id} current={view.current} names={names} />}
      <NextInLine view={view} names={names} onCall={mayChoose ? setCalling : undefined} />
      <MyQueues view={view} names={names} />
      <Held desk={desk} view={view} names={names} />
      <NoShows view={view} onReopen={(ticket) => desk.onTicket('reopen', ticket)} />
      {calling && (
        <CallDialog
          ticket={calling}
          onClose={() => setCalling(undefined)}
          onCall={(reason) => {
            desk.call(me.counter!, calling, reason);
            setCalling(undefined);
          }}
        />
      )}
    </div>
  );
}

/** A view, and the directory its names come from. */
interface Named {
  readonly view: AdvisorView;
  readonly names: Directory;
}

const MyQueues = ({ view, names }: Named) => (
  <section class="panel">
    <h2>{staffSay('advisor.queues')}</h2>
    <ul class="my-queues">
      {view.queues.map((queue) => (
        <MyQueue key={queue.id} queue={queue} names={names} />
      ))}
    </ul>
  </section>
);

function MyQueue({ queue, names }: { queue: AdvisorView['queues'][number]; names: Directory }) {
  return (
    <li>
      <QueueMark
        prefix={names.config.queues[queue.id]?.prefix ?? ''}
        hue={hueOf(names, queue.id)}
      />
      <bdi class="two-lines" title={named(names.config.queues[queue.id]?.names)}>
        {named(names.config.queues[queue.id]?.names)}
      </bdi>
      <span class="end figures">
        <span class="strong">
          {staffSay('advisor.queue.in-line', { n: queue.general + queue.preferential })}
        </span>
        {queue.longestWaitSince !== undefined && (
          <span class="quiet">
            {' '}
            ·{' '}
            {staffSay('advisor.queue.longest', {
              time: howLong(tag.value, minutesSince(Date.parse(queue.longestWaitSince))),
            })}
          </span>
        )}
        {queue.deferred > 0 && (
          <span class="quiet"> · {staffSay('advisor.queue.deferred', { n: queue.deferred })}</span>
        )}
      </span>
    </li>
  );
}
