import { CipherPurpose, CIPHERS } from '../ports';

export type Kind = keyof typeof CIPHERS;
export const kindsOfCipher = Object.keys(CIPHERS) as readonly Kind[];

export const purposeOf = (kind: Kind, key: string): CipherPurpose => `${kind}\0${key}`;

/**
 * Purposes from before ciphers were bound to their rows: most kinds only named what they encrypt.
 */
export function beforeBinding(purpose: CipherPurpose): string {
  const [kind] = purpose.split('\0', 1);
  return kind in CIPHERS && !('boundBefore' in CIPHERS[kind as Kind]) ? kind : purpose;
}

/**
 * Where ciphers of this purpose are stored; undefined for those that are handed out and not stored.
 */
export function placeOf(
  purpose: CipherPurpose,
): { readonly column: string; readonly row: string } | undefined {
  const [kind, row] = purpose.split('\0');
  if (!(kind in CIPHERS)) return undefined;
  const { table, column } = CIPHERS[kind as Kind];
  return { column: `${table}.${column}`, row };
}
