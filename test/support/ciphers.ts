import { Pool } from 'pg';

/** A cipher of the vault, anywhere in a text; hashes of chains have one part fewer. */
const CIPHER = '(^|[^A-Za-z0-9_.-])[12][.][A-Za-z0-9_-]{1,20}[.][A-Za-z0-9_-]{38,}';

/** Every column of a database that holds a cipher, as `table.column`. */
export async function columnsWithCiphers(pool: Pool): Promise<readonly string[]> {
  const { rows } = await pool.query<{ table: string; column: string }>(
    `select c.table_name as table, c.column_name as column
       from information_schema.columns c
       join information_schema.tables t using (table_schema, table_name)
      where table_schema = 'public' and table_type = 'BASE TABLE'
        and c.data_type in ('text', 'character varying', 'json', 'jsonb', 'ARRAY')
      order by 1, 2`,
  );
  const found: string[] = [];
  for (const { table, column } of rows) {
    const { rowCount } = await pool.query(
      `select from "${table}" where "${column}"::text ~ '${CIPHER}' limit 1`,
    );
    if (rowCount) found.push(`${table}.${column}`);
  }
  return found;
}
