import { useState } from 'preact/hooks';
import { Notice } from '../shared/look/parts';
import { say } from '../shared/look/screen-words';
import { choosePreferential } from './flow';
import { Step } from './step';

/** Asks everyone once, as a matter of right: two equal answers, and never which disability. */
export function PreferentialScreen() {
  const [who, setWho] = useState(false);
  return (
    <Step
      title={say('kiosk.preferential')}
      lead={who && <Notice live>{say('kiosk.preferential.text')}</Notice>}
    >
      <div class="two-answers">
        <button type="button" class="button answer" onClick={() => choosePreferential(true)}>
          {say('kiosk.preferential.yes')}
        </button>
        <button type="button" class="button answer" onClick={() => choosePreferential(false)}>
          {say('kiosk.preferential.no')}
        </button>
      </div>
      {!who && (
        <button type="button" class="button plain who" onClick={() => setWho(true)}>
          {say('kiosk.preferential.who')}
        </button>
      )}
    </Step>
  );
}
