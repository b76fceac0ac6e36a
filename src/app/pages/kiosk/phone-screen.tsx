import { useLayoutEffect, useState } from 'preact/hooks';
import { EraseKey, Key } from '../shared/look/keys';
import { Notice } from '../shared/look/parts';
import { say } from '../shared/look/screen-words';
import { issue, phone } from './flow';
import { onTyping } from './keypad';
import { Step } from './step';

/** Chilean mobile numbers: nine digits, starting with a nine. */
const isMobile = (digits: string) => /^9\d{8}$/.test(digits);
const shown = (digits: string) =>
  [digits.slice(0, 1), digits.slice(1, 5), digits.slice(5)].filter(Boolean).join(' ');

/** Shown only if the branch uses phone numbers. Skipping is as easy as continuing. */
export function PhoneScreen() {
  const [wrong, setWrong] = useState(false);
  const press = (face: string) => {
    setWrong(false);
    if (phone.value.length < 9) phone.value += face;
  };
  const erase = () => {
    setWrong(false);
    phone.value = phone.value.slice(0, -1);
  };
  const submit = () => (isMobile(phone.value) ? void issue() : setWrong(true));
  useLayoutEffect(() => onTyping({ takes: /^\d$/, press, erase, submit }), []);
  return (
    <Step
      title={say('kiosk.phone')}
      lead={
        <div class="rut">
          <div class="rut-label strong" id="phone-label">
            {say('kiosk.phone.label')}
          </div>
          <div
            class={`rut-field figures ${wrong ? 'wrong' : ''}`}
            role="textbox"
            aria-readonly="true"
            aria-labelledby="phone-label"
          >
            {phone.value ? (
              shown(phone.value)
            ) : (
              <span class="rut-empty">{say('kiosk.phone.empty')}</span>
            )}
          </div>
          <div class="rut-said" aria-live="polite">
            {wrong && <Notice tone="attention">{say('kiosk.phone.wrong')}</Notice>}
          </div>
        </div>
      }
    >
      <div class="pad" role="group" aria-label={say('kiosk.phone.label')}>
        {[...'1234567890'].map((face) => (
          <Key key={face} face={face} press={press} class={face === '0' ? 'middle' : ''} />
        ))}
        <EraseKey press={erase} />
      </div>
      <div class="two-answers">
        <button
          type="button"
          class="button big"
          onClick={() => {
            phone.value = '';
            void issue();
          }}
        >
          {say('kiosk.phone.skip')}
        </button>
        <button
          type="button"
          class={`button big ${isMobile(phone.value) ? 'primary' : ''}`}
          disabled={phone.value === ''}
          onClick={submit}
        >
          {say('continue')}
        </button>
      </div>
    </Step>
  );
}
