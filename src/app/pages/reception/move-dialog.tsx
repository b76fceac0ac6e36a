import { useState } from 'preact/hooks';
import { isQueueOpen } from '../../domain/model/sign';
import type { Lane } from '../../wire/enums';
import type { BodyOf } from '../../wire/routes';
import type { Directory } from '../../wire/settings';
import type { ListedTicket } from '../../wire/tickets';
import { second } from '../shared/api/clock';
import { Dialog } from '../shared/look/parts';
import { named, say } from '../shared/look/words';
import { Choice, LaneChoice } from './fields';
import { deskSay } from './words';

export type Move = BodyOf<'POST /api/branches/:branch/tickets/:ticket/move'>;
type Reason = Move['reason'];
const REASONS: readonly Reason[] = ['wrong-queue', 'customer-asked', 'credential', 'no-credential'];

/** Asks for another queue, another lane, or both, with a reason from the list. */
export function MoveDialog({
  ticket,
  directory,
  onMove,
  onClose,
}: {
  ticket: ListedTicket;
  directory: Directory;
  onMove: (move: Move) => void;
  onClose: () => void;
}) {
  const [queue, setQueue] = useState(ticket.queue);
  const [lane, setLane] = useState<Lane>(ticket.lane);
  const [reason, setReason] = useState<Reason>();
  const same = queue === ticket.queue && lane === ticket.lane;
  return (
    <Dialog title={deskSay('reception.move.title', { number: ticket.number })} onClose={onClose}>
      <form
        class="reception-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (reason && !same) onMove({ queue, lane, reason });
        }}
      >
        <Choice
          id="move-queue"
          label={deskSay('reception.issue.queue')}
          value={queue}
          of={Object.values(directory.config.queues)
            .filter((each) => isQueueOpen(each, second.value) || each.id === ticket.queue)
            .map((each) => [each.id, named(each.names)])}
          choose={setQueue}
        />
        <LaneChoice id="move-lane" lane={lane} choose={setLane} />
        <Reasons reason={reason} choose={setReason} />
        <div class="row">
          <button type="button" class="button" onClick={onClose}>
            {say('back')}
          </button>
          <button class="button primary" disabled={same || !reason}>
            {deskSay('reception.move')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

const Reasons = ({
  reason,
  choose,
}: {
  reason: Reason | undefined;
  choose: (reason: Reason) => void;
}) => (
  <fieldset class="reception-radios">
    <legend>{deskSay('reception.move.reason')}</legend>
    {REASONS.map((each) => (
      <label key={each} class="check">
        <input type="radio" name="reason" checked={reason === each} onChange={() => choose(each)} />
        {deskSay(`reception.reason.${each}`)}
      </label>
    ))}
  </fieldset>
);
