import { useState } from 'preact/hooks';
import { Advisor } from '../../domain/model/advisor';
import * as icons from '../shared/look/icons';
import { Icon } from '../shared/look/icons';
import { Dialog, Notice } from '../shared/look/parts';
import { staffSay } from '../shared/look/staff-words';
import { named, say } from '../shared/look/words';
import { counterLabel, staffName } from './alert-words';
import { FloorParts } from './alerts';
import { useAct } from './use-act';

/**
 * What a supervisor may do for one advisor: act on their turn when they are absent, pause or call
 * back, open and close queues for today.
 */
export function CounterDialog({
  advisor,
  acts,
  directory,
  view,
  onClose,
}: FloorParts & { advisor: Advisor; onClose: () => void }) {
  const { busy, problem, run } = useAct();
  const [queues, setQueues] = useState<readonly string[]>(advisor.queues);
  const name = staffName(directory, advisor.id);
  const ticket = advisor.ticket === undefined ? undefined : view.floor.tickets[advisor.ticket];
  const free = Object.keys(directory.config.counters).find(
    (counter) =>
      !Object.values(view.floor.advisors).some(
        (each) => each.counter === counter && each.state !== 'offline',
      ),
  );
  const counter = advisor.counter ?? free;
  const changed =
    queues.length !== advisor.queues.length ||
    queues.some((queue) => !advisor.queues.includes(queue));
  return (
    <Dialog
      title={
        advisor.counter
          ? staffSay('floor.act.title', { counter: counterLabel(directory, advisor.counter), name })
          : name
      }
      onClose={onClose}
    >
      {problem && (
        <Notice tone="attention" live>
          {problem}
        </Notice>
      )}
      {ticket && (
        <div class="row">
          <p class="strong figures act-number">
            {ticket.number} · {staffSay(`ticket.state.${ticket.state}`)}
          </p>
          {ticket.state === 'called' && (
            <button
              type="button"
              class="button"
              disabled={busy}
              onClick={() => run(() => acts.onTicket('recall', ticket.id))}
            >
              <Icon of={icons.again} />
              {staffSay('floor.act.recall')}
            </button>
          )}
          {ticket.state === 'serving' && (
            <button
              type="button"
              class="button"
              disabled={busy}
              onClick={() => run(() => acts.onTicket('finish', ticket.id))}
            >
              <Icon of={icons.check} />
              {staffSay('floor.act.finish')}
            </button>
          )}
          <button
            type="button"
            class="button"
            disabled={busy}
            onClick={() => run(() => acts.onTicket('return', ticket.id))}
          >
            <Icon of={icons.undo} />
            {staffSay('floor.act.return')}
          </button>
          {ticket.state === 'called' && (
            <button
              type="button"
              class="button danger"
              disabled={busy}
              onClick={() => run(() => acts.onTicket('no-show', ticket.id))}
            >
              <Icon of={icons.absent} />
              {staffSay('floor.act.no-show')}
            </button>
          )}
        </div>
      )}
      <fieldset>
        <legend class="strong">{staffSay('floor.open-queue.queues', { name })}</legend>
        {Object.values(directory.config.queues).map((queue) => (
          <label key={queue.id} class="check">
            <input
              type="checkbox"
              checked={queues.includes(queue.id)}
              onChange={(event) =>
                setQueues(
                  event.currentTarget.checked
                    ? [...queues, queue.id]
                    : queues.filter((each) => each !== queue.id),
                )
              }
            />
            <bdi>{named(queue.names)}</bdi>
          </label>
        ))}
      </fieldset>
      <div class="row">
        {changed && (
          <button
            type="button"
            class="button primary"
            disabled={busy}
            onClick={() => run(() => acts.setQueues(advisor.id, queues))}
          >
            {staffSay('floor.open-queue.save')}
          </button>
        )}
        {advisor.state === 'available' && (
          <button
            type="button"
            class="button"
            disabled={busy}
            onClick={() =>
              run(() =>
                acts.setState(advisor, 'paused', undefined, staffSay('staff.role.supervisor')),
              )
            }
          >
            <Icon of={icons.pause} />
            {staffSay('floor.act.pause', { name })}
          </button>
        )}
        {advisor.state === 'paused' && (
          <button
            type="button"
            class="button"
            disabled={busy}
            onClick={() => run(() => acts.setState(advisor, 'available', counter))}
          >
            <Icon of={icons.play} />
            {staffSay('floor.act.call-back', { name })}
          </button>
        )}
        <button type="button" class="button plain" onClick={onClose}>
          {say('close')}
        </button>
      </div>
    </Dialog>
  );
}
