import { useState } from 'preact/hooks';
import type { Directory } from '../../wire/settings';
import type { ListedTicket } from '../../wire/tickets';
import type { AdvisorView } from '../../wire/views';
import { minutesSince } from '../shared/api/clock';
import { hueOf } from '../shared/api/directory';
import { QueueMark } from '../shared/look/parts';
import { staffSay } from '../shared/look/staff-words';
import { named, say } from '../shared/look/words';
import { CallDialog } from './call-dialog';
import { Console } from './console';
import { Held } from './held';
import { PersonHere } from './person-here';
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
      {view.current && (
        <PersonHere
          key={`${view.current.id} ${view.current.state}`}
          ticket={view.current.id}
          names={names}
        />
      )}
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

function NextInLine({
  view,
  names,
  onCall,
}: Named & { onCall: ((ticket: ListedTicket) => void) | undefined }) {
  const inLine = view.queues.reduce((sum, queue) => sum + queue.general + queue.preferential, 0);
  return (
    <section class="panel">
      <h2>{staffSay('advisor.next')}</h2>
      {view.next.length === 0 && <p class="quiet">{staffSay('advisor.next.none')}</p>}
      <ol class="next">
        {view.next.map((ticket, index) => (
          <li key={ticket.id} class={index === 0 ? 'first' : ''}>
            <QueueMark
              prefix={names.config.queues[ticket.queue]?.prefix ?? ''}
              hue={hueOf(names, ticket.queue)}
            />
            <span class="strong figures">{ticket.number}</span>
            {ticket.lane === 'preferential' && (
              <span class="tag">{staffSay('lane.preferential')}</span>
            )}
            <span class="end figures quiet">
              {say('minutes', { n: minutesSince(Date.parse(ticket.waitingSince)) })}
            </span>
            {onCall && index > 0 && (
              <button type="button" class="button plain small" onClick={() => onCall(ticket)}>
                {staffSay('advisor.do.call')}
              </button>
            )}
          </li>
        ))}
      </ol>
      {inLine > view.next.length && (
        <p class="quiet">{staffSay('advisor.next.more', { n: inLine - view.next.length })}</p>
      )}
    </section>
  );
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
              minutes: minutesSince(Date.parse(queue.longestWaitSince)),
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

function NoShows({
  view,
  onReopen,
}: {
  view: AdvisorView;
  onReopen: (ticket: ListedTicket) => void;
}) {
  return (
    <section class="panel">
      <h2>{staffSay('advisor.missed')}</h2>
      {view.missed.length === 0 ? (
        <p class="quiet">{staffSay('advisor.missed.none')}</p>
      ) : (
        <ul class="missed">
          {view.missed.slice(0, 3).map((ticket) => (
            <li key={ticket.id}>
              <span class="strong figures">{ticket.number}</span>
              <span class="quiet cut">{staffSay('advisor.missed.text')}</span>
              <button type="button" class="button small" onClick={() => onReopen(ticket)}>
                {staffSay('advisor.do.reopen')}
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
