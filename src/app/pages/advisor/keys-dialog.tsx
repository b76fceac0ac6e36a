import { useState } from 'preact/hooks';
import {
  conflictOf,
  KeyedAction,
  keyedActions,
  OwnKeys,
  usualKeys,
} from '../../domain/model/console-keys';
import { session } from '../shared/api/session';
import { Dialog, stopping } from '../shared/look/parts';
import { shortcutsOn } from '../shared/look/shortcuts';
import { staffProblem, staffSay } from '../shared/look/staff-words';
import { useSaid } from '../shared/look/use-said';
import { say } from '../shared/look/words';
import { KeyMeaning, meant } from './key-press';
import { keyName, keyOf, ownKeys, saveKeys } from './keys';

const words = (action: KeyedAction) => staffSay(`desk.key.${action}`);
const shown = (key: string) => (key === '' ? staffSay('desk.keys.none') : keyName(key));

interface Notice {
  readonly tone: 'good' | 'fault';
  readonly text: string;
}

/** Every action with its key, which the advisor can change. */
export function KeysDialog({ onClose }: { onClose: () => void }) {
  const [asking, setAsking] = useState<KeyedAction>();
  const [said, setSaid] = useSaid<Notice>();
  const save = (on: boolean, own: OwnKeys, text: () => string) =>
    saveKeys(session.value!.staff.id, on, own).then(
      () => setSaid(() => ({ tone: 'good', text: text() })),
      (error: unknown) => setSaid(() => ({ tone: 'fault', text: staffProblem(error) })),
    );
  const press = (event: KeyboardEvent, action: KeyedAction) => {
    const meaning = meant(event);
    if (event.key !== 'Tab') event.preventDefault();
    event.stopPropagation();
    if (!meaning) return;
    const answer = meaning === 'leave' ? undefined : answerTo(action, meaning);
    if (answer && 'text' in answer) {
      return setSaid(() => ({ tone: 'fault', text: answer.text() }));
    }
    setAsking(undefined);
    if (!answer) return setSaid(undefined);
    void save(shortcutsOn.value, answer.own, () =>
      staffSay('desk.keys.changed', {
        action: words(action),
        key: shown(keyIn(answer.own, action)),
      }),
    );
  };
  return (
    <Dialog title={staffSay('desk.keys.title')} onClose={onClose}>
      <p class="quiet">{staffSay('desk.keys.help')}</p>
      <label class="check">
        <input
          type="checkbox"
          checked={shortcutsOn.value}
          onChange={(event) => void save(event.currentTarget.checked, ownKeys.value, () => '')}
        />
        {staffSay('desk.keys.use')}
      </label>
      <KeysSaid said={said} asking={asking} />
      <ul class="own-keys">
        {keyedActions.map((action) => (
          <OwnKey
            key={action}
            action={action}
            asked={asking === action}
            ask={(asked) => {
              if (asked) setSaid(undefined);
              setAsking((now) => (asked ? action : now === action ? undefined : now));
            }}
            onKeyDown={(event) => press(event, action)}
          />
        ))}
      </ul>
      <div class="own-keys-ends">
        <button
          type="button"
          class="button"
          {...stopping(Object.keys(ownKeys.value).length === 0, () => {
            void save(shortcutsOn.value, {}, () => staffSay('desk.keys.usual.done'));
          })}
        >
          {staffSay('desk.keys.usual')}
        </button>
        <button type="button" class="button plain" onClick={onClose}>
          {say('back')}
        </button>
      </div>
    </Dialog>
  );
}

const keyIn = (own: OwnKeys, action: KeyedAction) => own[action] ?? usualKeys[action];

/** The keys with this one changed, or why it cannot be changed. */
function answerTo(
  action: KeyedAction,
  meaning: Exclude<KeyMeaning, 'leave'>,
): { readonly own: OwnKeys } | { readonly text: () => string } {
  if ('fault' in meaning) {
    return { text: () => staffSay(`desk.keys.${meaning.fault}`) };
  }
  const { key } = meaning;
  const { [action]: _, ...others } = ownKeys.value;
  const own: OwnKeys = key === usualKeys[action] ? others : { ...others, [action]: key };
  const conflict = conflictOf(own);
  if (!conflict) return { own };
  const [one, two, taken] = conflict;
  return {
    text: () =>
      staffSay('desk.keys.taken', {
        key: keyName(taken),
        other: words(one === action ? two : one),
      }),
  };
}

/** What to do now, the result, or why it failed. */
function KeysSaid({ said, asking }: { said: Notice | undefined; asking: KeyedAction | undefined }) {
  return (
    <p
      class={`own-keys-said ${said?.tone ?? ''}`}
      role={said?.tone === 'fault' ? 'alert' : 'status'}
    >
      {said?.text || (asking && staffSay('desk.keys.press', { action: words(asking) }))}
    </p>
  );
}

/** One action; its button asks for another key. */
const OwnKey = ({
  action,
  asked,
  ask,
  onKeyDown,
}: {
  action: KeyedAction;
  asked: boolean;
  ask: (asked: boolean) => void;
  onKeyDown: (event: KeyboardEvent) => void;
}) => (
  <li>
    <span aria-hidden="true">{words(action)}</span>
    <button
      type="button"
      class="button small"
      aria-label={staffSay('desk.keys.change', {
        action: words(action),
        key: asked ? staffSay('desk.keys.pressing') : shown(keyOf(action)),
      })}
      aria-pressed={asked}
      onClick={() => ask(!asked)}
      onKeyDown={(event) => asked && onKeyDown(event)}
      onBlur={() => ask(false)}
    >
      {asked ? staffSay('desk.keys.pressing') : shown(keyOf(action))}
    </button>
  </li>
);
