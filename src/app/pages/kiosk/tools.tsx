import type { Signal } from '@preact/signals';
import { languageOf } from '../../texts/languages';
import { branch as data } from '../shared/api/watch-branch';
import * as icons from '../shared/look/all-icons';
import { Icon, IconShape } from '../shared/look/all-icons';
import { say } from '../shared/look/screen-words';
import { chooseLanguage, language } from '../shared/look/words';
import {
  contrast,
  helping,
  largeText,
  lowButtons,
  sayDigits,
  screen,
  Screen,
  speaking,
} from './flow';
import { Help } from './help';
import { canSpeak } from './speech';

/** Screens on which a person types what not everybody has to hear. */
const TYPING: readonly Screen[] = ['rut', 'other-id', 'phone'];

/**
 * The same on every screen, in the same place within everybody's reach: language, appearance, sound
 * and help. Choices are for this visit only.
 */
export function Tools() {
  return (
    <nav class="kiosk-tools" aria-label={say('kiosk.tools')}>
      <Languages codes={data.value!.settings.languages} />
      <button
        type="button"
        class="button help"
        onClick={() => {
          helping.value = true;
        }}
      >
        <Icon of={icons.help} />
        <span>{say('kiosk.help')}</span>
      </button>
      <Switch of={largeText} icon={icons.textSize} on="kiosk.larger" off="kiosk.smaller" />
      <Switch of={contrast} icon={icons.eye} on="kiosk.contrast" off="kiosk.contrast.off" />
      <Switch of={lowButtons} icon={icons.down} on="kiosk.lower" off="kiosk.lower.off" />
      {canSpeak() && (
        <Switch of={speaking} icon={icons.megaphone} on="kiosk.speech" off="kiosk.speech.off" />
      )}
      {speaking.value && TYPING.includes(screen.value) && (
        <Switch
          of={sayDigits}
          icon={icons.keyboard}
          on="kiosk.speech.digits"
          off="kiosk.speech.digits.off"
        />
      )}
      {helping.value && <Help />}
    </nav>
  );
}

/** Each once: a language without a file would show the first one. */
const Languages = ({ codes }: { codes: readonly string[] }) => (
  <div class="languages" role="group" aria-label={say('kiosk.language')}>
    {[...new Set(codes.map(languageOf))].map(({ code, tag, name }) => (
      <button
        key={code}
        type="button"
        class="button"
        lang={tag}
        aria-pressed={language.value === code}
        onClick={() => void chooseLanguage(code)}
      >
        {name}
      </button>
    ))}
  </div>
);

type On =
  'kiosk.lower' | 'kiosk.larger' | 'kiosk.contrast' | 'kiosk.speech' | 'kiosk.speech.digits';
type Off =
  | 'kiosk.lower.off'
  | 'kiosk.smaller'
  | 'kiosk.contrast.off'
  | 'kiosk.speech.off'
  | 'kiosk.speech.digits.off';

/** A setting for this visit. Its label says what a press does, so it is not "pressed" as well. */
const Switch = ({
  of,
  icon,
  on,
  off,
}: {
  of: Signal<boolean>;
  icon: IconShape;
  on: On;
  off: Off;
}) => (
  <button
    type="button"
    class="button"
    data-on={of.value}
    onClick={() => {
      of.value = !of.value;
    }}
  >
    <Icon of={icon} />
    <span>{say(of.value ? off : on)}</span>
  </button>
);
