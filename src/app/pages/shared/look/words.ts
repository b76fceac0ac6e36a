import { computed, signal } from '@preact/signals';
import { Texts } from '../../../texts/catalogue';
import { CounterForm, counterName } from '../../../texts/counter-name';
import { esCL } from '../../../texts/es-CL';
import { speaker, Speaker } from '../../../texts/format';
import { finished, languageOf, languages } from '../../../texts/languages';
import { shortWait as inShort, SaidAnyhow } from '../../../texts/said-wait';

const FIRST = languages[0];
const chosen = signal<{ readonly code: string; readonly tag: string; readonly texts?: Texts }>({
  code: FIRST.code,
  tag: FIRST.tag,
});
const current = computed(() => speaker(chosen.value.tag, esCL, FIRST.tag, chosen.value.texts));

/** Code of the language on screen. */
export const language = computed(() => chosen.value.code);
/** BCP 47 tag for `Intl`. */
export const tag = computed(() => chosen.value.tag);

/**
 * The loaded texts of the language on screen; none for the first language, which is always there.
 */
export const loaded = computed(() => chosen.value.texts);

/**
 * A text for customers in the language on screen. A component that calls it is drawn again when the
 * language changes.
 */
export const say: Speaker<typeof esCL>['say'] = (key, ...values) =>
  current.value.say(key, ...values);

let latest = 0;

/**
 * Loads a language and shows it, unless another one has been chosen meanwhile; `remember` keeps the
 * choice on this device. If it cannot be loaded, the words on screen stay.
 */
export async function chooseLanguage(code: string, remember = false): Promise<void> {
  const nth = ++latest;
  const entry = languageOf(code);
  const texts = entry === FIRST ? undefined : await entry.load();
  if (nth !== latest) return;
  chosen.value = { code: entry.code, tag: entry.tag, texts };
  document.documentElement.lang = entry.tag;
  if (remember) localStorage.setItem('ticketero.language', entry.code);
}

/** The reader's language: the one chosen here, or the first of the browser's that we have. */
export function readersLanguage(): string {
  const kept = localStorage.getItem('ticketero.language');
  if (kept) return kept;
  const known = navigator.languages.map((each) => each.toLowerCase().split('-')[0]);
  return known.find((code) => finished.some((entry) => entry.code === code)) ?? FIRST.code;
}

/** A name in the reader's language, or in Spanish. */
export const named = (
  names: { readonly es: string; readonly en: string } | undefined,
  code = language.value,
): string => (names ? (code === 'en' ? names.en : names.es) || names.es : '');

/** A counter's name in the language on screen. */
export const counterSaid = (label: string | null | undefined, form?: CounterForm): string =>
  counterName(say, label ?? '', form);

/** `8–15 min`, where there is no room for a sentence. */
export const shortWait = (said: SaidAnyhow | undefined): string => inShort(said, say);
