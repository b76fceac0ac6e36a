import { Vault } from '../ports';

/**
 * Throws when the keys cannot open what the database keeps: serving with them would write a second
 * half that the right keys cannot read.
 * @param cipher any one that is stored; undefined when nothing is
 */
export function checkKeys(vault: Pick<Vault, 'decrypt'>, cipher: string | undefined): void {
  if (cipher === undefined) return;
  try {
    vault.decrypt(cipher, 'customer');
  } catch {
    throw new Error(
      'DATA_KEYS do not open what this database keeps. Start with the keys it was written ' +
        'with (newest first, old ones after it), or with another database.',
    );
  }
}
