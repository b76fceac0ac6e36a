import { useEffect, useMemo, useState } from 'preact/hooks';
import { clockTime } from '../../texts/format';
import type { Directory } from '../../wire/settings';
import type { AdvisorView } from '../../wire/views';
import { second } from '../shared/api/clock';
import { firstNameOf } from '../shared/api/directory';
import { mayBeOld } from '../shared/api/link';
import { session } from '../shared/api/session';
import { Notice, Updating } from '../shared/look/parts';
import { StaffTop } from '../shared/look/staff-top';
import { staffReason, staffSay } from '../shared/look/staff-words';
import { counterSaid, say, tag } from '../shared/look/words';
import { actionWords } from './action-words';
import { Beside } from './beside';
import { Console } from './console';
import { CounterChoice } from './counter-choice';
import { CurrentTurn } from './current-turn';
import { Key, keyed, loadKeys, useKeys } from './keys';
import { MyDay } from './my-day';
import type { RefusedPress } from './outbox';
import { predict } from './predict';

/** The advisor's console of one branch. */
export function Advisor({ branch }: { branch: string }) {
  const [desk, setDesk] = useState<Console>();
  useEffect(() => {
    const made = new Console(branch);
    void loadKeys(session.value!.staff.id);
    setDesk(made);
    return () => made.stop();
  }, [branch]);
  document.title = staffSay('advisor.title');
  return desk ? <Desk desk={desk} /> : null;
}

function Desk({ desk }: { desk: Console }) {
  const view = desk.view.value;
  const names = desk.directory.value;
  const state = desk.link.state.value;
  const waiting = desk.presses.waiting.value;
  const pressed = useMemo(
    () => [...desk.presses.settling.value, ...waiting],
    [desk.presses.settling.value, waiting],
  );
  if (state === 'updating') return <Updating />;
  const off = !view || view.me.state === 'offline';
  return (
    <div class="desk">
      <StaffTop
        title={staffSay('advisor.title')}
        link={desk.link}
        timeZone={names?.config.settings.timeZone}
      >
        {view?.me.counter && names && view.me.state !== 'offline' && (
          <span class="tag desk-counter">
            <bdi class="cut">
              {counterSaid(names.config.counters[view.me.counter]?.label ?? view.me.counter)}
            </bdi>
          </span>
        )}
      </StaffTop>
      {view?.me.asked && names && <AskedNotice asked={view.me.asked} names={names} />}
      <DeskNotices desk={desk} off={off} />
      {view === undefined || !names ? (
        <main class="desk-wait">
          <p role="status">{say('loading')}</p>
        </main>
      ) : (
        <Working desk={desk} view={view} pressed={pressed} />
      )}
    </div>
  );
}

/** A supervisor's request to the advisor, until they have read it or changed their state. */
function AskedNotice({
  asked,
  names,
}: {
  asked: NonNullable<AdvisorView['me']['asked']>;
  names: Directory;
}) {
  const [read, setRead] = useState<string>();
  useKeys(read === asked.at ? {} : { read: () => setRead(asked.at) });
  if (read === asked.at) return null;
  return (
    <div class="desk-notices" aria-live="assertive">
      <Notice
        tone="attention"
        action={
          <button
            type="button"
            class="button small"
            {...keyed('read')}
            onClick={() => setRead(asked.at)}
          >
            {staffSay('advisor.asked.read')}
            <Key of="read" />
          </button>
        }
      >
        {staffSay(`advisor.asked.${asked.what}`, {
          name: firstNameOf(names, asked.by),
          time: clockTime(tag.value, Date.parse(asked.at), names.config.settings.timeZone),
        })}
      </Notice>
    </div>
  );
}

/** Notices: no connection, another console is open, refused presses. */
function DeskNotices({ desk, off }: { desk: Console; off: boolean }) {
  const state = desk.link.state.value;
  const kept = desk.presses.waiting.value.length;
  const refusals = desk.presses.refused.value;
  const read = (one: RefusedPress) => desk.presses.refusals.drop((each) => each === one);
  useKeys(refusals.length ? { read: () => read(refusals[0]) } : {});
  return (
    <div class="desk-notices" aria-live="polite">
      {(state === 'lost' || state === 'old') && (
        <Notice tone="attention">
          {kept > 0
            ? staffSay('outbox.kept', { n: kept })
            : state === 'old'
              ? say('link.old.keep')
              : staffSay('outbox.lost')}
        </Notice>
      )}
      {state === 'ended' && (
        <Notice
          tone="attention"
          action={
            <button type="button" class="button small" onClick={() => desk.link.again(true)}>
              {staffSay('staff.elsewhere.do')}
            </button>
          }
        >
          {staffSay('staff.elsewhere')}
        </Notice>
      )}
      {refusals.map((refused, index) => (
        <Notice
          key={refused.pressed.key}
          tone="attention"
          action={
            <button
              type="button"
              class="button small"
              {...(index === 0 ? keyed('read') : {})}
              onClick={() => read(refused)}
            >
              {staffSay('outbox.drop')}
              {index === 0 && <Key of="read" />}
            </button>
          }
        >
          {staffSay('outbox.refused', {
            action: actionWords(refused.pressed.action, off),
            why: staffReason(refused.problem),
          })}
        </Notice>
      ))}
    </div>
  );
}

function Working({
  desk,
  view,
  pressed,
}: {
  desk: Console;
  view: AdvisorView | null;
  pressed: Parameters<typeof predict>[1];
}) {
  if (view === null || view.me.state === 'offline') {
    return <CounterChoice desk={desk} busy={pressed.length > 0} kept={view?.me.counter} />;
  }
  const predicted = predict(view, pressed, second.value);
  const lost = mayBeOld(desk.link.state.value);
  return (
    <main class="desk-main">
      <div class="mine">
        <CurrentTurn desk={desk} {...predicted} pressed={pressed} />
        <div class={lost ? 'aged' : ''}>
          <MyDay desk={desk} view={predicted.view} />
        </div>
      </div>
      <div class={lost ? 'aside aged' : 'aside'}>
        <Beside desk={desk} {...predicted} />
      </div>
    </main>
  );
}
