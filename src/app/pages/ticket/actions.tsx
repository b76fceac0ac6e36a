import { useState } from 'preact/hooks';
import type { OwnTicket } from '../../wire/tickets';
import * as icons from '../shared/look/icons';
import { Icon } from '../shared/look/icons';
import { Dialog, Notice } from '../shared/look/parts';
import { problemWords } from '../shared/look/problem-words';
import { say } from '../shared/look/words';
import { alerting, allowAlert } from './attention';
import { DirectionsDialog } from './directions';
import { cancelMine, deferMine, my } from './my';

/** What the customer may do: more time first, cancelling last and asked. */
export function Actions({ view }: { view: OwnTicket }) {
  const [asking, setAsking] = useState<'time' | 'cancel' | 'way'>();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const act = async (work: () => Promise<unknown>) => {
    setBusy(true);
    setProblem(undefined);
    try {
      await work();
    } catch (error) {
      setProblem(error);
    } finally {
      setBusy(false);
      setAsking(undefined);
    }
  };
  const { links, branch } = my.value!;
  return (
    <nav class="ticket-actions">
      {problem !== undefined && (
        <Notice tone="attention" live>
          {problemWords(problem)}
        </Notice>
      )}
      <button
        type="button"
        class="button wide"
        disabled={busy || view.defersLeft === 0}
        onClick={() => setAsking('time')}
      >
        <Icon of={icons.clock} />
        {say('ticket.more-time')}
      </button>
      {view.defersLeft === 0 && <p class="quiet">{say('ticket.more-time.left', { n: 0 })}</p>}
      {view.state === 'waiting' &&
        (alerting.value ? (
          <p class="with-icon quiet">
            <Icon of={icons.bell} />
            {say('ticket.notify.on')}
          </p>
        ) : (
          <button type="button" class="button wide" onClick={allowAlert}>
            <Icon of={icons.bell} />
            {say('ticket.notify')}
          </button>
        ))}
      {links?.telegram && (
        <a class="button wide" href={links.telegram} rel="noreferrer">
          <Icon of={icons.message} />
          {say('ticket.telegram')}
        </a>
      )}
      {branch.directions && (
        <button type="button" class="button wide" onClick={() => setAsking('way')}>
          <Icon of={icons.pin} />
          {say('ticket.directions')}
        </button>
      )}
      <button
        type="button"
        class="button plain danger wide"
        disabled={busy}
        onClick={() => setAsking('cancel')}
      >
        {say('ticket.cancel')}
      </button>
      {asking === 'time' && (
        <Dialog title={say('ticket.more-time.ask')} onClose={() => setAsking(undefined)}>
          <p>{say('ticket.more-time.text')}</p>
          <div class="choice-list">
            {view.deferMinutes.map((minutes) => (
              <button
                key={minutes}
                type="button"
                class="button wide"
                disabled={busy}
                onClick={() => void act(() => deferMine(minutes))}
              >
                {say('ticket.more-time.minutes', { n: minutes })}
              </button>
            ))}
          </div>
          <p class="quiet">{say('ticket.more-time.left', { n: view.defersLeft })}</p>
          <button type="button" class="button plain wide" onClick={() => setAsking(undefined)}>
            {say('back')}
          </button>
        </Dialog>
      )}
      {asking === 'way' && branch.directions && (
        <DirectionsDialog
          of={branch.directions}
          branch={branch.name}
          onClose={() => setAsking(undefined)}
        />
      )}
      {asking === 'cancel' && (
        <Dialog
          title={say('ticket.cancel.ask', { number: view.number })}
          onClose={() => setAsking(undefined)}
        >
          <p>{say('ticket.cancel.text')}</p>
          <div class="row">
            <button type="button" class="button primary" onClick={() => setAsking(undefined)}>
              {say('ticket.cancel.no')}
            </button>
            <button
              type="button"
              class="button danger"
              disabled={busy}
              onClick={() => void act(cancelMine)}
            >
              {say('ticket.cancel.yes')}
            </button>
          </div>
        </Dialog>
      )}
    </nav>
  );
}
