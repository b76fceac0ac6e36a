import { Pool } from 'pg';
import { Passkey, PasskeyStore } from '../../ports';

const COLUMNS = `
  id, staff_id as staff, credential, public_key as "publicKey", counter, transports, name,
  added_at as "addedAt", used_at as "usedAt"`;

/** Passkeys, which the write path changes, and challenges that were answered. */
export function createPasskeys(pool: Pool): PasskeyStore {
  return {
    async passkeysOf(staff) {
      const { rows } = await pool.query(
        `select ${COLUMNS} from passkeys where staff_id = $1 order by added_at, id`,
        [staff],
      );
      return rows as Passkey[];
    },
    async passkeyByCredential(credential) {
      const { rows } = await pool.query(`select ${COLUMNS} from passkeys where credential = $1`, [
        credential,
      ]);
      return rows[0] as Passkey | undefined;
    },
    async useChallenge(digest, until, now) {
      await pool.query('delete from passkey_challenges where until < $1', [now]);
      const { rowCount } = await pool.query(
        `insert into passkey_challenges (digest, until) values ($1, $2) on conflict do nothing`,
        [digest, until],
      );
      return rowCount === 1;
    },
  };
}
