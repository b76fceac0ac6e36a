import { useState } from 'preact/hooks';
import { Advisor } from '../../domain/model/advisor';
import { Ticket } from '../../domain/model/ticket';
import { FloorView } from '../../domain/views/views';
import type { Directory } from '../../wire/settings';
import * as icons from '../shared/look/icons';
import { Icon } from '../shared/look/icons';
import { Dialog, Notice } from '../shared/look/parts';
import { staffSay } from '../shared/look/staff-words';
import { named, say } from '../shared/look/words';
import { Acts } from './act';
import { counterLabel, staffName } from './alert-words';
import { FloorParts } from './floor-parts';
import { useAct } from './use-act';

/** Runs one act at a time. */
interface Acting {
  readonly acts: Acts;
  readonly busy: boolean;
  readonly run: (work: () => Promise<unknown>) => void;
}

/**
 * What a supervisor may do for one advisor: act on their turn when they are away, pause them or
 * call them back, open and close queues for today.
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
  const acting = { acts, busy, run };
  const ticket = advisor.ticket === undefined ? undefined : view.floor.tickets[advisor.ticket];
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
      {ticket && <TicketActs ticket={ticket} {...acting} />}
      <QueueChoice name={name} directory={directory} chosen={queues} choose={setQueues} />
      <div class="row">
        {!sameQueues(queues, advisor.queues) && (
          <button
            type="button"
            class="button primary"
            disabled={busy}
            onClick={() => run(() => acts.setQueues(advisor.id, queues))}
          >
            {staffSay('floor.open-queue.save')}
          </button>
        )}
        <DutyAct
          advisor={advisor}
          name={name}
          counter={advisor.counter ?? freeCounter(directory, view)}
          {...acting}
        />
        <button type="button" class="button plain" onClick={onClose}>
          {say('close')}
        </button>
      </div>
    </Dialog>
  );
}

const sameQueues = (some: readonly string[], others: readonly string[]) =>
  some.length === others.length && some.every((queue) => others.includes(queue));

/** A counter without an advisor on duty. */
const freeCounter = (directory: Directory, view: FloorView) =>
  Object.keys(directory.config.counters).find(
    (counter) =>
      !Object.values(view.floor.advisors).some(
        (each) => each.counter === counter && each.state !== 'offline',
      ),
  );

const ticketActs = [
  { do: 'recall', icon: icons.again, in: ['called'] },
  { do: 'finish', icon: icons.check, in: ['serving'] },
  { do: 'return', icon: icons.undo, in: ['called', 'serving'] },
  { do: 'no-show', icon: icons.absent, in: ['called'] },
] as const;

/** Acts on the advisor's current ticket in their place. */
const TicketActs = ({ ticket, acts, busy, run }: Acting & { ticket: Ticket }) => (
  <div class="row">
    <p class="strong figures act-number">
      {ticket.number} · {staffSay(`ticket.state.${ticket.state}`)}
    </p>
    {ticketActs
      .filter((act) => act.in.some((state) => state === ticket.state))
      .map((act) => (
        <button
          key={act.do}
          type="button"
          class={act.do === 'no-show' ? 'button danger' : 'button'}
          disabled={busy}
          onClick={() => run(() => acts.onTicket(act.do, ticket.id))}
        >
          <Icon of={act.icon} />
          {staffSay(`floor.act.${act.do}`)}
        </button>
      ))}
  </div>
);

function QueueChoice({
  name,
  directory,
  chosen,
  choose,
}: {
  name: string;
  directory: Directory;
  chosen: readonly string[];
  choose: (queues: readonly string[]) => void;
}) {
  return (
    <fieldset>
      <legend class="strong">{staffSay('floor.open-queue.queues', { name })}</legend>
      {Object.values(directory.config.queues).map((queue) => (
        <label key={queue.id} class="check">
          <input
            type="checkbox"
            checked={chosen.includes(queue.id)}
            onChange={(event) =>
              choose(
                event.currentTarget.checked
                  ? [...chosen, queue.id]
                  : chosen.filter((each) => each !== queue.id),
              )
            }
          />
          <bdi>{named(queue.names)}</bdi>
        </label>
      ))}
    </fieldset>
  );
}

/** Pauses an advisor who is available; calls back one who is paused. */
function DutyAct({
  advisor,
  name,
  counter,
  acts,
  busy,
  run,
}: Acting & { advisor: Advisor; name: string; counter: string | undefined }) {
  if (advisor.state !== 'available' && advisor.state !== 'paused') return null;
  const pausing = advisor.state === 'available';
  return (
    <button
      type="button"
      class="button"
      disabled={busy}
      onClick={() =>
        run(() =>
          pausing
            ? acts.setState(advisor, 'paused', undefined, staffSay('staff.role.supervisor'))
            : acts.setState(advisor, 'available', counter),
        )
      }
    >
      <Icon of={pausing ? icons.pause : icons.play} />
      {staffSay(pausing ? 'floor.act.pause' : 'floor.act.call-back', { name })}
    </button>
  );
}
