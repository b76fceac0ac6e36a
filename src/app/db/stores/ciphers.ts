import { Pool } from 'pg';
import { CipherPlace } from '../../ports';

export { renewCiphers } from '../write-path/change-ciphers';

/** The connections to use. */
export type CipherPool = Pool;

/** A row of a column of ciphers; null: it has none, or one that begins as asked. */
interface CipherRow {
  readonly key: string;
  readonly cipher: string | null;
}

/**
 * Rows in the order of their keys: bounded work, however few begin differently.
 * @param begin how unwanted ciphers begin
 */
export async function otherCiphers(
  pool: Pool,
  { table, key, column }: CipherPlace,
  begin: string,
  after: string | undefined,
  limit: number,
): Promise<readonly CipherRow[]> {
  const { rows } = await pool.query<CipherRow>(
    `select ${key} as key,
            case when not starts_with(${column}, $1) then ${column} end as cipher
       from ${table} ${after === undefined ? '' : `where ${key} > $2`}
      order by ${key} limit ${limit}`,
    after === undefined ? [begin] : [begin, after],
  );
  return rows;
}

/** Some ciphers of a column, to try keys on. */
export async function someCiphers(
  pool: Pool,
  { table, key, column }: CipherPlace,
): Promise<readonly { readonly key: string; readonly cipher: string }[]> {
  const { rows } = await pool.query<{ key: string; cipher: string }>(
    `select ${key} as key, ${column} as cipher from ${table} where ${column} is not null limit 3`,
  );
  return rows;
}

/** Whether any cipher of a column begins in one of these ways: looks through all of it. */
export async function hasCiphers(
  pool: Pool,
  { table, column }: CipherPlace,
  begins: readonly string[],
): Promise<boolean> {
  const { rowCount } = await pool.query(`select from ${table} where ${column} ^@ any($1) limit 1`, [
    begins,
  ]);
  return rowCount === 1;
}

/** From when on (epoch ms) ciphers are bound to their rows. */
export async function boundSince(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ since: string }>('select since from bound_ciphers');
  return Number(rows[0]?.since ?? 0);
}
