import { Vault } from '../ports';

/**
 * Throws when the keys cannot open what the database holds. Serving with them would write data that
 * the right keys cannot read.
 * @param cipher any stored one; undefined when there is none
 */
export function checkKeys(vault: Pick<Vault, 'decrypt'>, cipher: string | undefined): void {
  if (cipher === undefined) return;
  try {
    vault.decrypt(cipher, 'customer');
  } catch {
    throw new Error(
      'DATA_KEYS do not open what this database holds. Start with the keys it was written with ' +
        '(newest first, older ones after it), or with another database.',
    );
  }
}
