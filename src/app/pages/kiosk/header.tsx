import type { Signal } from '@preact/signals';
import { useState } from 'preact/hooks';
import { clockTime } from '../../texts/format';
import { languageOf } from '../../texts/languages';
import { second } from '../shared/api/clock';
import { branch as data } from '../shared/api/watch-branch';
import * as icons from '../shared/look/icons';
import { Icon, IconShape } from '../shared/look/icons';
import { Dialog, Notice } from '../shared/look/parts';
import { chooseLanguage, language, say, tag } from '../shared/look/words';
import { largeText, lowButtons } from './flow';

/** The same on every screen: branch, time, language, text size, and help in the same corner. */
export function Header({ lost }: { lost: boolean }) {
  const [helping, setHelping] = useState(false);
  const { branch, settings } = data.value!;
  return (
    <header class="kiosk-header">
      <div class="kiosk-bar">
        <bdi class="kiosk-branch cut">{branch.name}</bdi>
        <time class="figures strong">{clockTime(tag.value, second.value, branch.timeZone)}</time>
      </div>
      <div class="kiosk-bar">
        <Languages codes={settings.languages} />
        <div class="kiosk-tools">
          <Switch of={lowButtons} icon={icons.down} on="kiosk.lower" off="kiosk.lower.off" />
          <Switch of={largeText} icon={icons.textSize} on="kiosk.larger" off="kiosk.smaller" />
          <button type="button" class="button" onClick={() => setHelping(true)}>
            <Icon of={icons.help} />
            <span>{say('kiosk.help')}</span>
          </button>
        </div>
      </div>
      <div aria-live="assertive">
        {lost && (
          <Notice tone="attention">
            <strong>{say('kiosk.offline')}</strong>
            <br />
            {say('kiosk.offline.again')}
          </Notice>
        )}
      </div>
      {helping && (
        <Dialog title={say('kiosk.help.title')} onClose={() => setHelping(false)}>
          <p>{say('kiosk.help.text')}</p>
          <button class="button primary big" type="button" onClick={() => setHelping(false)}>
            {say('close')}
          </button>
        </Dialog>
      )}
    </header>
  );
}

const Languages = ({ codes }: { codes: readonly string[] }) => (
  <div class="languages" role="group" aria-label={say('kiosk.language')}>
    {codes.map((code) => (
      <button
        key={code}
        type="button"
        class="button"
        lang={languageOf(code).tag}
        aria-pressed={language.value === code}
        onClick={() => void chooseLanguage(code)}
      >
        {languageOf(code).name}
      </button>
    ))}
  </div>
);

/** A setting for this visit. Its words say what a press does. */
const Switch = ({
  of,
  icon,
  on,
  off,
}: {
  of: Signal<boolean>;
  icon: IconShape;
  on: 'kiosk.lower' | 'kiosk.larger';
  off: 'kiosk.lower.off' | 'kiosk.smaller';
}) => (
  <button
    type="button"
    class="button"
    aria-pressed={of.value}
    onClick={() => {
      of.value = !of.value;
    }}
  >
    <Icon of={icon} />
    <span>{say(of.value ? off : on)}</span>
  </button>
);
