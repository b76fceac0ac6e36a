import { useEffect, useState } from 'preact/hooks';
import type { OwnTicket } from '../../wire/tickets';
import * as icons from '../shared/look/icons';
import { Icon } from '../shared/look/icons';
import { Answers, Dialog, Problem } from '../shared/look/parts';
import { say } from '../shared/look/words';
import { alerting, allowAlert } from './attention';
import { DirectionsDialog } from './directions';
import { Here } from './here';
import { ask, link, my, placeOf } from './my';

/**
 * What the customer may do: more time first, cancelling last and with confirmation. A key from
 * staff offers neither.
 */
export function Actions({ view }: { view: OwnTicket }) {
  const [asking, setAsking] = useState<'time' | 'cancel' | 'way'>();
  const { busy, problem, act } = useAct(view, () => setAsking(undefined));
  const { links, branch, acts } = my.value!;
  // a customer whom closing may beat is not offered more time
  const mayWait = acts && view.closing !== 'will-miss';
  return (
    <nav class="ticket-actions">
      <Problem error={problem} />
      {acts && view.deferredUntil !== null && (
        <Here busy={busy} press={() => void act(() => ask({ what: 'arrived' }))} />
      )}
      {mayWait && <MoreTime view={view} busy={busy} choose={() => setAsking('time')} />}
      {!acts && <p class="quiet">{say('ticket.reads')}</p>}
      {view.state === 'waiting' && <AlertMe />}
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
      {acts && (
        <button
          type="button"
          class="button plain danger wide"
          disabled={busy}
          onClick={() => setAsking('cancel')}
        >
          {say('ticket.cancel')}
        </button>
      )}
      {asking === 'time' && (
        <TimeDialog
          view={view}
          busy={busy}
          onDefer={(minutes) => void act(() => ask({ what: 'defer', minutes }))}
          onClose={() => setAsking(undefined)}
        />
      )}
      {asking === 'way' && branch.directions && (
        <DirectionsDialog
          of={branch.directions}
          branch={branch.name}
          onClose={() => setAsking(undefined)}
        />
      )}
      {asking === 'cancel' && (
        <CancelDialog
          view={view}
          busy={busy}
          onCancel={() => void act(() => ask({ what: 'cancel' }))}
          onClose={() => setAsking(undefined)}
        />
      )}
    </nav>
  );
}

const MoreTime = ({
  view,
  busy,
  choose,
}: {
  view: OwnTicket;
  busy: boolean;
  choose: () => void;
}) => (
  <>
    <button
      type="button"
      class="button wide"
      disabled={busy || view.defersLeft === 0}
      onClick={choose}
    >
      <Icon of={icons.clock} />
      {say('ticket.more-time')}
    </button>
    {view.defersLeft === 0 && <p class="quiet">{say('ticket.more-time.left', { n: 0 })}</p>}
  </>
);

/**
 * Runs one request: `busy` while it runs, `problem` if it failed, until the ticket or the
 * connection changes. `onEnd` is called either way.
 */
export function useAct(view: OwnTicket, onEnd: () => void = () => undefined) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  useEffect(() => setProblem(undefined), [placeOf(view), link.value?.state.value]);
  const act = async (work: () => Promise<unknown>) => {
    setBusy(true);
    setProblem(undefined);
    try {
      await work();
    } catch (error) {
      setProblem(error);
    } finally {
      setBusy(false);
      onEnd();
    }
  };
  return { busy, problem, act };
}

/** Asks for permission to alert; once given, says so. */
const AlertMe = () =>
  alerting.value ? (
    <p class="with-icon quiet">
      <Icon of={icons.bell} />
      <span class="beside-icon">{say('ticket.notify.on')}</span>
    </p>
  ) : (
    <button type="button" class="button wide" onClick={allowAlert}>
      <Icon of={icons.bell} />
      {say('ticket.notify')}
    </button>
  );

interface DialogProps {
  readonly view: OwnTicket;
  readonly busy: boolean;
  readonly onClose: () => void;
}

const TimeDialog = ({
  view,
  busy,
  onDefer,
  onClose,
}: DialogProps & { onDefer: (minutes: number) => void }) => (
  <Dialog title={say('ticket.more-time.ask')} onClose={onClose}>
    <p>{say('ticket.more-time.text')}</p>
    <div class="choice-list">
      {view.deferMinutes.map((minutes) => (
        <button
          key={minutes}
          type="button"
          class="button wide"
          disabled={busy}
          onClick={() => onDefer(minutes)}
        >
          {say('ticket.more-time.minutes', { n: minutes })}
        </button>
      ))}
    </div>
    <p class="quiet">{say('ticket.more-time.left', { n: view.defersLeft })}</p>
    <button type="button" class="button plain wide" onClick={onClose}>
      {say('back')}
    </button>
  </Dialog>
);

const CancelDialog = ({
  view,
  busy,
  onCancel,
  onClose,
}: DialogProps & { onCancel: () => void }) => (
  <Dialog title={say('ticket.cancel.ask', { number: view.number })} onClose={onClose}>
    <p>{say('ticket.cancel.text')}</p>
    <Answers
      no={say('ticket.cancel.no')}
      onNo={onClose}
      yes={say('ticket.cancel.yes')}
      onYes={onCancel}
      danger
      disabled={busy}
    />
  </Dialog>
);
