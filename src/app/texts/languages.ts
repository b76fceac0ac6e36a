import { Texts } from './catalogue';

/**
 * A language that readers can choose: its code, its tag for `Intl`, and its texts for customers.
 */
export interface LanguageEntry {
  readonly code: string;
  readonly tag: string;
  readonly name: string;
  /** Incomplete: shown where a branch chose it, and not offered anywhere else. */
  readonly unfinished?: true;
  /** Loaded when chosen; the first language is always loaded. */
  readonly load: () => Promise<Texts>;
}

/**
 * Every language with a file in this folder. The first is the bank's own: it is complete, and what
 * others lack is read in it.
 */
export const languages: readonly LanguageEntry[] = [
  { code: 'es', tag: 'es-CL', name: 'Español', load: async () => (await import('./es-CL')).esCL },
  { code: 'en', tag: 'en', name: 'English', load: async () => (await import('./en')).en },
  {
    code: 'arn',
    tag: 'arn',
    name: 'Mapuzugun',
    unfinished: true,
    load: async () => (await import('./arn')).arn,
  },
];

/** Languages that readers may be offered even if the bank has not chosen them. */
export const finished = languages.filter((each) => !each.unfinished);

/** The language of a code, or the first. `es-CL`, `ES` and `es` are the same language. */
export function languageOf(code: string | undefined): LanguageEntry {
  const wanted = (code ?? '').toLowerCase().split('-')[0];
  return languages.find((entry) => entry.code === wanted) ?? languages[0];
}
