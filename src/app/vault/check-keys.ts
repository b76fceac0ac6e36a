import { CipherPurpose, Vault } from '../ports';

/**
 * Throws when the keys cannot open what the database holds. Serving with them would write data that
 * the right keys cannot read. If one opens, the keys are right and the others were damaged.
 * @param kept some stored ciphers of one kind, each with its purpose
 */
export function checkKeys(
  vault: Pick<Vault, 'decrypt'>,
  kept: readonly { readonly cipher: string; readonly purpose: CipherPurpose }[],
): void {
  const opens = kept.some(({ cipher, purpose }) => {
    try {
      vault.decrypt(cipher, purpose);
      return true;
    } catch {
      return false;
    }
  });
  if (opens || kept.length === 0) return;
  throw new Error(
    'DATA_KEYS do not open what this database holds. Start with the keys it was written with ' +
      '(newest first, older ones after it), or with another database.',
  );
}
