import { Pool } from 'pg';
import { Json } from '../../ports';
import { DATABASE_NOW as NOW } from '../reads/rows';

/**
 * A plugin's own key-value table. Expired rows do not exist; `version` counts writes. The
 * database's clock decides.
 */

const alive = `(expires_at is null or expires_at > ${NOW})`;

export interface Stored {
  readonly key: string;
  readonly value: Json;
  readonly version: number;
}

export async function getValue(
  pool: Pool,
  plugin: string,
  key: string,
): Promise<Pick<Stored, 'value' | 'version'> | undefined> {
  const text = `
    select value, version from plugin_store where plugin = $1 and key = $2 and ${alive}`;
  const { rows } = await pool.query({ name: 'store-get', text, values: [plugin, key] });
  return rows[0];
}

/** Puts all values unconditionally, in one statement. */
export async function putValues(
  pool: Pool,
  plugin: string,
  entries: readonly Pick<Stored, 'key' | 'value'>[],
  seconds?: number,
): Promise<void> {
  await pool.query({
    name: 'store-put-many',
    text: `
      insert into plugin_store (plugin, key, value, version, expires_at)
      select $1, e.key, e.value, 1, ${NOW} + $3::bigint * 1000
        from json_to_recordset($2) as e(key text, value jsonb)
      on conflict (plugin, key) do update
         set value = excluded.value, version = plugin_store.version + 1,
             expires_at = excluded.expires_at`,
    values: [plugin, JSON.stringify(entries), seconds ?? null],
  });
}

/**
 * Compare and set. `version`: 0 = must not exist, otherwise the version read before. False if
 * another write came first.
 */
export async function putIfVersion(
  pool: Pool,
  plugin: string,
  key: string,
  value: Json,
  version: number,
  seconds?: number,
): Promise<boolean> {
  const values = [plugin, key, JSON.stringify(value), seconds ?? null];
  if (version === 0) {
    const { rowCount } = await pool.query({
      name: 'store-add',
      text: `
        insert into plugin_store (plugin, key, value, version, expires_at)
        values ($1, $2, $3, 1, ${NOW} + $4::bigint * 1000)
        on conflict (plugin, key) do update
           set value = excluded.value, version = 1, expires_at = excluded.expires_at
         where plugin_store.expires_at <= ${NOW}`,
      values,
    });
    return rowCount === 1;
  }
  const { rowCount } = await pool.query({
    name: 'store-replace',
    text: `
      update plugin_store
         set value = $3, version = version + 1,
             expires_at = coalesce(${NOW} + $4::bigint * 1000, expires_at)
       where plugin = $1 and key = $2 and version = $5 and ${alive}`,
    values: [...values, version],
  });
  return rowCount === 1;
}

/** @param version if given, a later write stays */
export async function removeValue(
  pool: Pool,
  plugin: string,
  key: string,
  version?: number,
): Promise<void> {
  await pool.query(
    `delete from plugin_store
      where plugin = $1 and key = $2 and ($3::bigint is null or version = $3)`,
    [plugin, key, version ?? null],
  );
}

/** Entries whose keys start with `prefix`, in order. */
export async function listValues(
  pool: Pool,
  plugin: string,
  prefix: string,
  limit: number,
): Promise<readonly Stored[]> {
  const { rows } = await pool.query(
    `select key, value, version from plugin_store
      where plugin = $1 and starts_with(key, $2) and ${alive}
      order by key limit $3`,
    [plugin, prefix, limit],
  );
  return rows;
}
