import { Texts } from './catalogue';

/**
 * A language a reader may choose: its code, the tag that `Intl` gets, and where its customers'
 * texts are.
 */
export interface LanguageEntry {
  readonly code: string;
  readonly tag: string;
  readonly name: string;
  /** Loaded when chosen; the first language is always there. */
  readonly load: () => Promise<Texts>;
}

/**
 * Every language with a file beside this one. The first is the bank's own: complete, and what
 * others lack is read in it.
 */
export const languages: readonly LanguageEntry[] = [
  { code: 'es', tag: 'es-CL', name: 'Español', load: async () => (await import('./es-CL')).esCL },
  { code: 'en', tag: 'en', name: 'English', load: async () => (await import('./en')).en },
  { code: 'arn', tag: 'arn', name: 'Mapuzugun', load: async () => (await import('./arn')).arn },
];

/** The entry of a code, else the first language. `es-CL`, `ES` and `es` are the same language. */
export function languageOf(code: string | undefined): LanguageEntry {
  const wanted = (code ?? '').toLowerCase().split('-')[0];
  return languages.find((entry) => entry.code === wanted) ?? languages[0];
}
