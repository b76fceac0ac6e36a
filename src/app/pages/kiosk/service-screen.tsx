import { lineInWords } from '../../texts/said-wait';
import { branch as data, link, view as waits } from '../shared/api/watch-branch';
import { chevron, Icon } from '../shared/look/icons';
import { QueueMark } from '../shared/look/parts';
import { named, say } from '../shared/look/words';
import { anonymous, chooseService, otherId, rut } from './flow';
import { isGood, maskedRut } from './rut-entry';
import { Step } from './step';

/** Above this, the number of people says less than "the wait is long". */
const MANY = 100;

/** What the customer came for: one full row each, with how many wait. Stale waits are not shown. */
export function ServiceScreen() {
  const { queues } = data.value!;
  const fresh = link.value?.state.value === 'live';
  return (
    <Step
      title={say('kiosk.services')}
      lead={
        !anonymous.value &&
        !otherId.value &&
        isGood(rut.value) && (
          <p class="quiet figures">
            {say('kiosk.rut')} {maskedRut(rut.value)}
          </p>
        )
      }
    >
      <ul class={`services ${queues.length > 5 ? 'two' : ''}`}>
        {queues.map((queue, index) => (
          <li key={queue.id}>
            <button
              type="button"
              class="service"
              disabled={!queue.open}
              onClick={() => chooseService(queue.id)}
            >
              <QueueMark prefix={queue.prefix} hue={index} />
              <span class="service-words">
                <bdi class="service-name two-lines">{named(queue.names)}</bdi>
                <bdi class="quiet two-lines">{named(queue.hints)}</bdi>
                <span class="service-wait figures">
                  {queue.open ? fresh && <Wait id={queue.id} /> : say('kiosk.queue.closed')}
                </span>
              </span>
              <Icon of={chevron} size="1.5em" />
            </button>
          </li>
        ))}
      </ul>
    </Step>
  );
}

function Wait({ id }: { id: string }) {
  const now = waits.value?.queues.find((queue) => queue.id === id);
  if (!now) return null;
  const long = now.waiting >= MANY ? `${say('kiosk.waiting.many')} · ` : '';
  return (
    <>
      {long}
      {lineInWords(now.waiting, now.said, say)}
    </>
  );
}
