import { Language } from '../../domain/model/ticket';
import { en } from '../../texts/en';
import { esCL } from '../../texts/es-CL';
import { Speaker, speaker } from '../../texts/format';
import { saidWait } from '../../texts/range';
import { telegramEn } from '../../texts/telegram-en';
import { telegramEs } from '../../texts/telegram-es';

const es = { ...esCL, ...telegramEs };
const translated = { ...en, ...telegramEn };
type Catalogue = typeof es;

/**
 * Texts in one language. Values are escaped for Telegram's HTML unless they are links made here.
 */
export type Words = Speaker<Catalogue> & { readonly language: Language };

const speakers: Readonly<Record<Language, Words>> = {
  es: { ...speaker<Catalogue>('es-CL', es, 'es-CL'), language: 'es' },
  en: { ...speaker<Catalogue>('en', es, 'es-CL', translated), language: 'en' },
};

export const wordsOf = (language: Language): Words => speakers[language];

/** Telegram's HTML needs these three escaped (and quotes within attributes). */
export const escape = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');

/** An expected wait as a range, never promised to the minute. */
export function waitOf(
  words: Words,
  estimate: { readonly low: number; readonly high: number },
): string {
  const said = saidWait(estimate);
  switch (said.as) {
    case 'soon':
      return words.say('wait.soon');
    case 'about':
      return words.say('wait.about', { n: said.minutes });
    case 'up-to':
      return words.say('wait.up-to', { n: said.minutes });
    case 'between':
      return words.say('wait.between', { low: said.low, high: said.high });
    case 'long':
      return words.say('wait.long', { n: said.hours });
  }
}
