import { computed } from '@preact/signals';
import { Texts } from '../../../texts/catalogue';
import { esCL } from '../../../texts/es-CL';
import { Speaker, speaker } from '../../../texts/format';
import { languageOf } from '../../../texts/languages';
import { screensEn } from '../../../texts/screens-en';
import { screensEsCL } from '../../../texts/screens-es-CL';
import { language, loaded, tag } from './words';

const FIRST = { ...esCL, ...screensEsCL };

/** Speaks the texts of every page, and those of kiosks and displays. */
export interface ScreenSpeaker {
  /** BCP 47 tag for dates, numbers and plurals: `es-CL`. */
  readonly tag: string;
  /** The intersection makes it usable where a speaker of every page's texts is expected. */
  readonly say: Speaker<typeof FIRST>['say'] & Speaker<typeof esCL>['say'];
}

const inLanguage = (spoken: string, code: string, texts?: Texts): ScreenSpeaker =>
  speaker(spoken, FIRST, 'es-CL', code === 'en' ? { ...texts, ...screensEn } : texts);

const current = computed(() => inLanguage(tag.value, language.value, loaded.value));

/** A text of a kiosk or a display, or of every page, in the language on screen. */
export const say: ScreenSpeaker['say'] = ((key: never, ...values: never[]) =>
  current.value.say(key, ...(values as []))) as ScreenSpeaker['say'];

/** A speaker for one language, for screens that show two at once. */
export async function speakerOf(code: string): Promise<ScreenSpeaker> {
  const entry = languageOf(code);
  return inLanguage(entry.tag, entry.code, await entry.load());
}
