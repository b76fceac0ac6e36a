import { Pool } from 'pg';
import { ConsoleKeyStore, KeysChosen } from '../../ports';

/** Which keys members of staff have chosen for their console. */
export const createConsoleKeys = (pool: Pool): ConsoleKeyStore => ({
  async keysChosen(staff) {
    const { rows } = await pool.query(
      'select active as "on", keys from console_keys where staff_id = $1',
      [staff],
    );
    return rows[0] as KeysChosen | undefined;
  },
  async chooseKeys(staff, { on, keys }) {
    await pool.query(
      `insert into console_keys (staff_id, active, keys) values ($1, $2, $3)
       on conflict (staff_id) do update set active = excluded.active, keys = excluded.keys`,
      [staff, on, JSON.stringify(keys)],
    );
  },
});
