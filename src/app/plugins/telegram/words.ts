import { Language } from '../../domain/model/ticket';
import { en } from '../../texts/en';
import { esCL } from '../../texts/es-CL';
import { Speaker, speaker } from '../../texts/format';
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
