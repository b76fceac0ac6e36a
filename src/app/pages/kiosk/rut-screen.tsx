import { useEffect, useLayoutEffect, useState } from 'preact/hooks';
import { branch as data } from '../shared/api/watch-branch';
import { check, Icon } from '../shared/look/all-icons';
import { EraseKey, Key } from '../shared/look/keys';
import { Notice } from '../shared/look/parts';
import { say } from '../shared/look/screen-words';
import { named } from '../shared/look/words';
import { anonymous, otherId, otherIdProblem, refused, rut, screen, submitRut } from './flow';
import { leaveButton } from './keypad';
import { erased, isGood, pressed, scanned, shownRut } from './rut-entry';
import { Step } from './step';

/** A RUT may be valid before it is complete, so the tick waits for a pause in typing. */
const TICK_AFTER_MS = 800;

/** The start screen is the keypad: keys in telephone order, K as large as the rest. */
export function RutScreen() {
  const good = isGood(rut.value);
  const press = (key: string) => {
    refused.value = undefined;
    rut.value = pressed(rut.value, key);
  };
  const back = () => {
    rut.value = erased(rut.value);
  };
  useLayoutEffect(() => onKeys(press, back, submitScan), []);
  anonymous.value = false;
  return (
    <Step
      title={say('kiosk.hello')}
      above={named(data.value!.settings.greeting)}
      first
      lead={<RutField good={good} />}
    >
      <div class="pad" role="group" aria-label={say('kiosk.rut')}>
        {[...'123456789K0'].map((face) => (
          <Key key={face} face={face} press={press} />
        ))}
        <EraseKey press={back} />
      </div>
      <button
        type="button"
        class={`button big wide ${good ? 'primary' : ''}`}
        disabled={rut.value.typed === ''}
        onClick={submitRut}
      >
        {say('continue')}
      </button>
      <OtherWays />
    </Step>
  );
}

/** What was typed, with a tick if it is valid and a message if it is not. */
function RutField({ good }: { good: boolean }) {
  const rested = useRested(rut.value.typed);
  const { problem } = rut.value;
  return (
    <div class="rut">
      <div class="rut-label strong" id="rut-label">
        {say('kiosk.rut')}
      </div>
      <div
        class={`rut-field figures ${problem ? 'wrong' : ''}`}
        role="textbox"
        aria-readonly="true"
        aria-labelledby="rut-label"
        aria-describedby="rut-said"
      >
        {rut.value.typed ? (
          <span>{shownRut(rut.value)}</span>
        ) : (
          <span class="rut-empty">{say('kiosk.rut.empty')}</span>
        )}
        {good && rested && (
          <span class="rut-tick">
            <Icon of={check} size="1em" label={say('kiosk.rut.good')} />
          </span>
        )}
      </div>
      <div id="rut-said" class="rut-said" aria-live="polite">
        {problem && (
          <Notice tone="attention">
            {say(problem === 'wrong' ? 'kiosk.rut.wrong' : 'kiosk.rut.short')}
          </Notice>
        )}
      </div>
    </div>
  );
}

/** Ways to go on without a RUT, as far as the branch allows them. */
function OtherWays() {
  const { anonymousAllowed, otherIdsAllowed } = data.value!.settings;
  return (
    <div class="other-ways">
      {otherIdsAllowed && (
        <button
          type="button"
          class="button"
          onClick={() => {
            otherId.value = '';
            otherIdProblem.value = undefined;
            screen.value = 'other-id';
          }}
        >
          {say('kiosk.no-rut')}
        </button>
      )}
      {anonymousAllowed && (
        <button
          type="button"
          class="button"
          onClick={() => {
            anonymous.value = true;
            screen.value = 'service';
          }}
        >
          {say('kiosk.anonymous')}
        </button>
      )}
    </div>
  );
}

/** Whether typing has paused. */
function useRested(typed: string): boolean {
  const [rested, setRested] = useState<string>();
  useEffect(() => {
    const timer = setTimeout(() => setRested(typed), TICK_AFTER_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  return rested === typed;
}

/** *Enter*: after the keypad's keys, or after the code that a scanner typed. */
function submitScan(line: string): void {
  rut.value = (line.length > rut.value.typed.length && scanned(line)) || rut.value;
  submitRut();
}

/** A person who types pauses longer than a scanner between two characters of a code. */
const SAME_LINE_MS = 500;
/** Nobody types this much within the pauses of `SAME_LINE_MS` and then presses a button. */
const SHORTEST_SCAN = 12;

/** A hardware keypad, a keyboard or a scanner types as well. `submit` gets the line as typed. */
function onKeys(
  press: (key: string) => void,
  back: () => void,
  submit: (line: string) => void,
): () => void {
  let [line, at] = ['', 0];
  const listen = (event: KeyboardEvent) => {
    const onButton = event.target instanceof HTMLButtonElement;
    line = event.timeStamp - at > SAME_LINE_MS ? '' : line;
    at = event.timeStamp;
    if (event.key.length === 1) line += event.key;
    if (/^[0-9kK]$/.test(event.key)) {
      leaveButton();
      press(event.key.toUpperCase());
    } else if (event.key === 'Backspace') {
      leaveButton();
      back();
    } else if (event.key === 'Enter' && (!onButton || line.length > SHORTEST_SCAN)) {
      event.preventDefault();
      submit(line);
    }
  };
  document.addEventListener('keydown', listen);
  return () => document.removeEventListener('keydown', listen);
}
