import { useState } from 'preact/hooks';
import { hoursAndMinutes } from '../../texts/format';
import type { ListedTicket } from '../../wire/tickets';
import { minutesSince, second } from '../shared/api/clock';
import { hueOf } from '../shared/api/directory';
import { Dialog, QueueMark } from '../shared/look/parts';
import { staffSay } from '../shared/look/staff-words';
import { named, say } from '../shared/look/words';
import { Console } from './console';
import { Predicted } from './predict';

/** Beside the turn: who is next, own queues, today's no-shows. Numbers and waits, no names. */
export function Beside({ desk, view }: Predicted & { desk: Console }) {
  const names = desk.directory.value!;
  const [calling, setCalling] = useState<ListedTicket>();
  const inLine = view.queues.reduce((sum, queue) => sum + queue.general + queue.preferential, 0);
  const mayChoose =
    names.config.settings.outOfTurnAllowed &&
    !view.current &&
    view.me.state === 'available' &&
    view.me.counter !== undefined;
  const { me } = view;
  return (
    <div class="beside">
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
                {say('minutes', { n: minutesSince(Date.parse(ticket.issuedAt)) })}
              </span>
              {mayChoose && index > 0 && (
                <button type="button" class="button plain small" onClick={() => setCalling(ticket)}>
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
      <section class="panel">
        <h2>{staffSay('advisor.queues')}</h2>
        <ul class="my-queues">
          {view.queues.map((queue) => (
            <li key={queue.id}>
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
                  <span class="quiet">
                    {' '}
                    · {staffSay('advisor.queue.deferred', { n: queue.deferred })}
                  </span>
                )}
              </span>
            </li>
          ))}
        </ul>
      </section>
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
                <button
                  type="button"
                  class="button small"
                  onClick={() => desk.onTicket('reopen', ticket)}
                >
                  {staffSay('advisor.do.reopen')}
                </button>
              </li>
            ))}
          </ul>
        )}
      </section>
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

/** How many, and for how long, today. */
export function MyDay({ view: { me } }: Pick<Predicted, 'view'>) {
  const dutyMs =
    me.dutyMs +
    (me.onDutySince === undefined ? 0 : Math.max(0, second.value - Date.parse(me.onDutySince)));
  return (
    <section class="panel my-day" aria-label={staffSay('advisor.day')}>
      <p>
        <span class="figure figures">{me.served}</span>{' '}
        {staffSay('advisor.day.served', { n: me.served })}
      </p>
      <p>
        <span class="figure figures">{hoursAndMinutes(dutyMs)}</span> {staffSay('advisor.day.duty')}
      </p>
      {me.served > 0 && (
        <p>
          <span class="figure figures">
            {say('minutes', { n: Math.round(dutyMs / me.served / 60_000) })}
          </span>{' '}
          {staffSay('advisor.day.mean')}
        </p>
      )}
    </section>
  );
}

function CallDialog({
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
