import { useState } from 'preact/hooks';
import type { ListedTicket } from '../../wire/tickets';
import { hueOf } from '../shared/api/directory';
import { Numbers } from '../shared/look/numbers';
import { Dialog, QueueMark } from '../shared/look/parts';
import { Reasons } from '../shared/look/reasons';
import { staffSay } from '../shared/look/staff-words';
import { named, say } from '../shared/look/words';
import { Console } from './console';

/** Asks for the customer's next matter and, where required, how the previous one ended. */
export function MatterDialog({
  desk,
  current,
  onClose,
}: {
  desk: Console;
  current: ListedTicket;
  onClose: () => void;
}) {
  const directory = desk.directory.value!;
  const serves = desk.view.value?.queues ?? [];
  const [outcome, setOutcome] = useState<string>();
  const all = directory.config.queues;
  const { codes = [], required = false } = all[current.queue]?.outcomes ?? {};
  const name = (id: string) => named(codes.find((code) => code.id === id)?.names);
  const missing = required && codes.length > 0 && outcome === undefined;
  return (
    <Dialog title={staffSay('advisor.matter.title', { number: current.number })} onClose={onClose}>
      <Numbers />
      <p class="quiet">{staffSay('advisor.matter.text')}</p>
      {codes.length > 0 && (
        <Reasons
          title={staffSay('advisor.matter.outcome')}
          reasons={codes.map(({ id }) => id)}
          chosen={outcome}
          choose={setOutcome}
          words={name}
        />
      )}
      <div class="choice-list">
        {serves
          .filter(({ id }) => id !== current.queue)
          .map(({ id: queue }) => (
            <button
              key={queue}
              type="button"
              class="button queue-choice"
              disabled={missing}
              onClick={() => {
                desk.matter(current, queue, outcome);
                onClose();
              }}
            >
              <QueueMark prefix={all[queue]?.prefix ?? ''} hue={hueOf(directory, queue)} />
              <bdi class="cut">{named(all[queue]?.names)}</bdi>
            </button>
          ))}
      </div>
      <button type="button" class="button plain" onClick={onClose}>
        {say('back')}
      </button>
    </Dialog>
  );
}
