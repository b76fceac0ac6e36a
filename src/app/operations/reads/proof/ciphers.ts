import { CipherPlace, CIPHERS, Vault } from '../../../ports';
import { Faults } from './faults';
import { AuditSnapshot } from './store';

/** What the walks of persons, words and contacts decrypt, beside what they compare. */
const OPENED_ELSEWHERE: readonly string[] = ['customer', 'request', 'remark', 'note', 'contact'];
/** How an older release's ciphers begin: they decrypt in any row of their column. */
const UNBOUND = '1.';

/**
 * A cipher decrypts in its own row and column, and nowhere else. An older release's was not bound
 * to a row, so whether it was swapped for another cannot be known.
 */
export async function cipherDifferences(
  snapshot: AuditSnapshot,
  { decrypt }: Pick<Vault, 'decrypt'>,
  faults: Faults,
): Promise<void> {
  const { begun, putOff } = await snapshot.binding();
  if (putOff) faults.add('bound_ciphers was changed: ciphers would not be bound to their rows');
  for (const kind of Object.keys(CIPHERS) as (keyof typeof CIPHERS)[]) {
    const place: CipherPlace = CIPHERS[kind];
    const where = `${place.table}.${place.column}`;
    if (!OPENED_ELSEWHERE.includes(kind)) {
      for await (const { key, cipher } of snapshot.ciphers(place)) {
        await faults.during(`${where} of ${key} cannot be opened`, () => {
          decrypt(cipher, `${kind}\0${key}`);
        });
      }
    }
    const unbound = begun && !place.boundBefore ? await snapshot.countCiphers(place, UNBOUND) : 0;
    if (unbound > 0) {
      faults.unproven(
        `${where}: ${unbound} were encrypted by an older release and are good in any row; ` +
          'npm run keys:rotate binds them',
      );
    }
  }
}
