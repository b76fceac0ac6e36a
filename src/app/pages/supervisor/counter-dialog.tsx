import { useState } from 'preact/hooks';
import { Advisor, isOnDuty } from '../../domain/model/advisor';
import { Ticket } from '../../domain/model/ticket';
import { clockTime } from '../../texts/format';
import type { Directory } from '../../wire/settings';
import * as icons from '../shared/look/all-icons';
import { Icon } from '../shared/look/all-icons';
import { Dialog, Notice } from '../shared/look/parts';
import { staffSay } from '../shared/look/staff-words';
import { named, say, tag } from '../shared/look/words';
import { FloorActions } from './act';
import { counterWords, staffName } from './alert-words';
import { FinishFromFloor, outcomesOf } from './finish-from-floor';
import { FloorParts } from './floor-parts';
import { FloorUndo } from './floor-undo';
import { OnHold, onHold } from './on-hold';
import { useAct } from './use-act';

/** Runs one act at a time. */
interface Acting {
  readonly actions: FloorActions;
  readonly busy: boolean;
  readonly run: (work: () => Promise<unknown>) => void;
}

/** What a refusal is about: the advisor's situation, and what was chosen. */
const standingOf = (
  { state, queues, asked }: Advisor,
  ticket: Ticket | undefined,
  chosen: readonly string[],
) => JSON.stringify([state, queues, asked, ticket?.id, ticket?.state, chosen]);

/**
 * What a supervisor may do for one advisor: act on their ticket when they are away, pause them or
 * call them back, open and close queues for today.
 */
export function CounterDialog({
  advisor,
  actions,
  directory,
  view,
  onClose,
}: FloorParts & { advisor: Advisor; onClose: () => void }) {
  const { queues, choose } = useQueues(advisor);
  const [ending, setEnding] = useState<string>();
  const name = staffName(directory, advisor.id);
  const ticket = advisor.ticket === undefined ? undefined : view.floor.tickets[advisor.ticket];
  const { busy, problem, run } = useAct(standingOf(advisor, ticket, queues));
  const acting = { actions, busy, run };
  // a question about one customer must not be answered for another who came meanwhile
  if (ticket && ending === ticket.id && ticket.state === 'serving') {
    return (
      <FinishFromFloor
        ticket={ticket}
        directory={directory}
        onFinish={(outcome) => run(() => actions.finish(ticket, outcome))}
        onClose={() => setEnding(undefined)}
      />
    );
  }
  const act = (what: TicketAct) => {
    if (!ticket) return;
    if (what !== 'finish') run(() => actions.onTicket(what, ticket.id));
    else if (outcomesOf(directory, ticket)) setEnding(ticket.id);
    else run(() => actions.finish(ticket));
  };
  return (
    <Dialog title={titleOf(directory, advisor, name)} onClose={onClose}>
      {problem && (
        <Notice tone="attention" live>
          {problem}
        </Notice>
      )}
      {ticket && <TicketActs ticket={ticket} busy={busy} act={act} />}
      <TheirHeld advisor={advisor.id} actions={actions} directory={directory} view={view} />
      <FloorUndo actions={actions} />
      <QueueChoice name={name} directory={directory} chosen={queues} choose={choose} />
      <div class="row">
        {!sameQueues(queues, advisor.queues) && (
          <button
            type="button"
            class="button primary"
            disabled={busy}
            onClick={() => run(() => actions.setQueues(advisor.id, queues))}
          >
            {staffSay('floor.open-queue.save')}
          </button>
        )}
        <DutyAct
          advisor={advisor}
          name={name}
          timeZone={directory.config.settings.timeZone}
          {...acting}
        />
        <button type="button" class="button plain" onClick={onClose}>
          {say('close')}
        </button>
      </div>
    </Dialog>
  );
}

const titleOf = (directory: FloorParts['directory'], { counter }: Advisor, name: string) =>
  counter ? staffSay('floor.act.title', { counter: counterWords(directory, counter), name }) : name;

/** The customers whom the advisor has on hold. */
const TheirHeld = ({ advisor, view, ...parts }: FloorParts & { advisor: string }) => (
  <OnHold held={onHold(view, (each) => each.advisor === advisor)} {...parts} />
);

/**
 * The advisor's queues, with what was ticked and unticked here on top: somebody else may change
 * them meanwhile.
 */
function useQueues({ queues }: Advisor) {
  const [wanted, setWanted] = useState<Readonly<Record<string, boolean>>>({});
  return {
    queues: [
      ...queues.filter((queue) => wanted[queue] !== false),
      ...Object.keys(wanted).filter((queue) => wanted[queue] && !queues.includes(queue)),
    ],
    choose: (queue: string, serves: boolean) => setWanted({ ...wanted, [queue]: serves }),
  };
}

const sameQueues = (some: readonly string[], others: readonly string[]) =>
  some.length === others.length && some.every((queue) => others.includes(queue));

const ticketActs = [
  { do: 'recall', icon: icons.again, in: ['called'] },
  { do: 'finish', icon: icons.check, in: ['serving'] },
  { do: 'return', icon: icons.undo, in: ['called', 'serving'] },
  { do: 'no-show', icon: icons.absent, in: ['called'] },
] as const;
type TicketAct = (typeof ticketActs)[number]['do'];

/** Acts on the advisor's current ticket in their place. */
const TicketActs = ({
  ticket,
  busy,
  act,
}: {
  ticket: Ticket;
  busy: boolean;
  act: (what: TicketAct) => void;
}) => (
  <div class="row">
    <p class="strong figures act-number">
      {ticket.number} · {staffSay(`ticket.state.${ticket.state}`)}
    </p>
    {ticketActs
      .filter((each) => each.in.some((state) => state === ticket.state))
      .map((each) => (
        <button
          key={each.do}
          type="button"
          class={each.do === 'no-show' ? 'button danger' : 'button'}
          disabled={busy}
          onClick={() => act(each.do)}
        >
          <Icon of={each.icon} />
          {staffSay(`floor.act.${each.do}`)}
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
  choose: (queue: string, serves: boolean) => void;
}) {
  return (
    <fieldset>
      <legend class="strong">{staffSay('floor.open-queue.queues', { name })}</legend>
      {Object.values(directory.config.queues).map((queue) => (
        <label key={queue.id} class="check">
          <input
            type="checkbox"
            checked={chosen.includes(queue.id)}
            onChange={(event) => choose(queue.id, event.currentTarget.checked)}
          />
          <bdi>{named(queue.names)}</bdi>
        </label>
      ))}
    </fieldset>
  );
}

/**
 * Pauses an advisor who is on duty, after the current ticket, or asks them to pause when it suits;
 * asks one who is away to come back.
 */
function DutyAct({
  advisor,
  name,
  timeZone,
  actions,
  busy,
  run,
}: Acting & { advisor: Advisor; name: string; timeZone: string }) {
  const pausing = isOnDuty(advisor);
  const { asked } = advisor;
  return (
    <>
      <button
        type="button"
        class="button"
        disabled={busy || advisor.plan !== undefined}
        onClick={() =>
          run(() =>
            pausing
              ? actions.setState(advisor, 'paused', 'supervisor')
              : actions.ask(advisor.id, 'come-back'),
          )
        }
      >
        <Icon of={pausing ? icons.pause : icons.play} />
        {staffSay(wordsFor(advisor), { name })}
      </button>
      {pausing && (
        <button
          type="button"
          class="button"
          disabled={busy || advisor.plan !== undefined}
          onClick={() => run(() => actions.ask(advisor.id, 'pause'))}
        >
          {staffSay('floor.act.ask-pause', { name })}
        </button>
      )}
      {asked && (
        <span class="quiet" role="status">
          {staffSay(asked.what === 'pause' ? 'floor.act.asked-pause' : 'floor.act.asked-back', {
            time: clockTime(tag.value, asked.at, timeZone),
          })}
        </span>
      )}
    </>
  );
}

const wordsFor = (advisor: Advisor) =>
  !isOnDuty(advisor)
    ? 'floor.act.ask-back'
    : advisor.state === 'busy'
      ? 'floor.act.pause-after'
      : 'floor.act.pause';
