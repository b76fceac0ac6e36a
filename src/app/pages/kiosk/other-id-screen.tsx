import { useLayoutEffect } from 'preact/hooks';
import { isNationalId } from '../../domain/model/rut';
import { LetterKeys } from '../shared/look/keys';
import { Notice } from '../shared/look/parts';
import { say } from '../shared/look/screen-words';
import { otherId, otherIdProblem, refused, screen } from './flow';
import { onTyping } from './keypad';
import { Step } from './step';

const LEAST = 5;
const MOST = 20;

/** A passport or another country's identity document. */
export function OtherIdScreen() {
  const problem = otherIdProblem.value;
  const press = (face: string) => {
    otherIdProblem.value = undefined;
    refused.value = undefined;
    if (otherId.value.length < MOST) otherId.value += face;
  };
  const erase = () => {
    otherIdProblem.value = undefined;
    otherId.value = otherId.value.slice(0, -1);
  };
  const submit = () => {
    if (otherId.value.length < LEAST) otherIdProblem.value = 'short';
    else if (!isNationalId(otherId.value)) otherIdProblem.value = 'wrong';
    else screen.value = 'service';
  };
  useLayoutEffect(() => onTyping({ takes: /^[a-zA-Z0-9-]$/, press, erase, submit }), []);
  return (
    <Step
      title={say('kiosk.other-id')}
      lead={
        <div class="rut">
          <div class="rut-label strong" id="other-label">
            {say('kiosk.other-id.label')}
          </div>
          <div
            class={`rut-field figures ${problem ? 'wrong' : ''}`}
            role="textbox"
            aria-readonly="true"
            aria-labelledby="other-label"
          >
            <bdi>{otherId.value}</bdi>
          </div>
          <div class="rut-said" aria-live="polite">
            {problem && <Notice tone="attention">{say(`kiosk.other-id.${problem}`)}</Notice>}
          </div>
        </div>
      }
    >
      <LetterKeys press={press} erase={erase} />
      <button
        type="button"
        class={`button big wide ${otherId.value.length >= LEAST ? 'primary' : ''}`}
        disabled={otherId.value === ''}
        onClick={submit}
      >
        {say('continue')}
      </button>
    </Step>
  );
}
