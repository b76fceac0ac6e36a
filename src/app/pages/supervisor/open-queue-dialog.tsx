import { Advisor } from '../../domain/model/advisor';
import { Dialog, Notice } from '../shared/look/parts';
import { staffSay } from '../shared/look/staff-words';
import { say } from '../shared/look/words';
import { counterWords, queueName, staffName } from './alert-words';
import { FloorParts } from './floor-parts';
import { useAct } from './use-act';

/** Asks who should serve a queue: offers advisors who do not yet, those on duty first. */
export function OpenQueueDialog({
  queue,
  actions,
  directory,
  view,
  onClose,
}: FloorParts & { queue: string; onClose: () => void }) {
  const rank = { available: 0, busy: 1, paused: 2, offline: 3 };
  const others = Object.values(view.floor.advisors)
    .filter(({ id, queues }) => directory.staff[id] && !queues.includes(queue))
    .sort((a, b) => rank[a.state] - rank[b.state]);
  const { busy, problem, run } = useAct(others.map(({ id, state }) => `${id} ${state}`).join());
  const open = (advisor: Advisor) =>
    run(() => actions.setQueues(advisor.id, [...advisor.queues, queue]), onClose);
  return (
    <Dialog
      title={staffSay('floor.open-queue.title', { queue: queueName(directory, queue) })}
      onClose={onClose}
    >
      {problem && (
        <Notice tone="attention" live>
          {problem}
        </Notice>
      )}
      <div class="choice-list">
        {others.map((advisor) => (
          <button
            key={advisor.id}
            type="button"
            class="button"
            disabled={busy}
            onClick={() => open(advisor)}
          >
            <bdi class="cut">{staffName(directory, advisor.id)}</bdi>{' '}
            <span class="quiet">
              {advisor.counter ? counterWords(directory, advisor.counter) : ''}{' '}
              {staffSay(`state.${advisor.state}`)}
            </span>
          </button>
        ))}
      </div>
      <button type="button" class="button plain" onClick={onClose}>
        {say('back')}
      </button>
    </Dialog>
  );
}
