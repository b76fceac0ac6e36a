/**
 * The types of the catalogues: what a text is, which placeholders it has, and what a translation
 * must provide.
 */

/**
 * The forms of a text by plural category (`Intl.PluralRules`). The number is always the placeholder
 * `{n}`.
 */
export interface Plural {
  readonly zero?: string;
  readonly one: string;
  readonly few?: string;
  readonly many?: string;
  readonly other: string;
}

/** A text with `{placeholders}`, or its plural forms. */
export type Text = string | Plural;

/** A file of texts, by key. Keys start with the screen they belong to. */
export type Texts = Readonly<Record<string, Text>>;

/** A complete translation of a catalogue: the same keys, plural where the original is. */
export type TranslationOf<C extends Texts> = {
  readonly [K in keyof C]: C[K] extends string ? string : Plural;
};

/** A partial translation: what it lacks is read in the bank's first language. */
export type PartOf<C extends Texts> = Partial<TranslationOf<C>>;

type Names<S extends string> = S extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Names<Rest>
  : never;
type NamesOf<T> = T extends string
  ? Names<T>
  : T extends Plural
    ? Names<Extract<T[keyof T], string>> | 'n'
    : never;

/** The placeholders of a text, as the arguments of `say`. */
export type Arguments<T> = [NamesOf<T>] extends [never]
  ? []
  : [{ readonly [Name in NamesOf<T>]: string | number }];

/** Names of the placeholders in a text, sorted, each once. Translations must agree on them. */
export function placeholders(text: Text): readonly string[] {
  const forms = typeof text === 'string' ? [text] : Object.values(text);
  const names = forms.flatMap((form) => {
    const found: readonly string[] = form.match(/\{\w+\}/g) ?? [];
    return found.map((name) => name.slice(1, -1));
  });
  return [...new Set(names)].sort();
}

type Joined<Parts extends readonly string[]> = Parts extends readonly [
  infer First extends string,
  ...infer Rest extends readonly string[],
]
  ? `${First}${Joined<Rest>}`
  : '';

/**
 * A text written over several lines. `'a' + 'b'` would be of type `string`, and the placeholders
 * that `say` reads from the literal type would be lost.
 */
export const joined = <const Parts extends readonly string[]>(...parts: Parts) =>
  parts.join('') as Joined<Parts>;
