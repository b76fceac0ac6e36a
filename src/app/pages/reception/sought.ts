/** What was typed or scanned at the desk. */
export type SearchInput =
  | { readonly as: 'number'; readonly number: string }
  | { readonly as: 'key'; readonly key: string }
  | { readonly as: 'person'; readonly nationalId: string };

/** A ticket's key, the customer's or a reading one: alone, or after the `#` of its QR code. */
const KEY = /(?:^|[^\w-]|%23)(\d[\w-]{22}|r[\w-]{44})$/;
const NUMBER = /^([a-z]{1,3})[ -]?(\d{1,5})$/i;

/**
 * A hand scanner types like a US keyboard: on a computer with a Spanish layout a `-` arrives as
 * `'`, a `_` as `?`, and a `#` as any character.
 */
const typedByScanner = (text: string) => text.replace(/'/g, '-').replace(/\?/g, '_');

/** Undefined for empty text. */
export function soughtIn(text: string): SearchInput | undefined {
  const typed = text.trim();
  if (!typed) return undefined;
  const [, key] = KEY.exec(typedByScanner(typed)) ?? [];
  if (key) return { as: 'key', key };
  const [, letters, digits] = NUMBER.exec(typed) ?? [];
  return letters
    ? { as: 'number', number: letters.toUpperCase() + digits }
    : { as: 'person', nationalId: typed };
}
