import { Client } from 'pg';
import { keptOutside } from '../../../src/app/anchors/kept-outside';
import { proveAll } from '../../../src/app/assemble/proof';
import { poolSizes } from '../../../src/app/db/connect/pools';
import { openDatabase } from '../../../src/app/db/open-database';
import { createLog } from '../../../src/app/log';
import { createVault } from '../../../src/app/vault/vault';
import { CONNECTIONS } from '../../../src/contract';
import { Bank, KEYS } from './stage';

/**
 * Tampers with one bank again and again: each change is made, verified by an auditor, and undone.
 */
export interface InPlace {
  readonly client: Client;
  /** All tables, each with its writable columns. */
  readonly tables: ReadonlyMap<string, readonly Column[]>;
  /**
   * Changes rows of a table, and of others that the statement names; returns the auditor's report.
   * @param sql undefined to change nothing
   */
  after(
    sql: string | undefined,
    tables: readonly string[],
  ): Promise<{ readonly status: number; readonly lines: readonly string[]; readonly rows: number }>;
  close(): Promise<void>;
}

interface Column {
  readonly name: string;
  readonly type: string;
  readonly nullable: boolean;
}

export const COLUMNS = `
  select table_name as table, column_name as name, data_type as type,
         is_nullable = 'YES' as nullable
    from information_schema.columns
   where table_schema = 'public' and is_generated = 'NEVER' order by 1, 2`;

export async function inPlace({ database, anchors }: Bank): Promise<InPlace> {
  const client = new Client({ connectionString: database.url });
  await client.connect();
  // How a superuser bypasses foreign keys.
  await client.query("set session_replication_role = 'replica'");
  const { rows } = await client.query<Column & { readonly table: string }>(COLUMNS);
  const tables = new Map<string, Column[]>();
  await client.query('create schema before_it');
  for (const { table, ...column } of rows) {
    if (!tables.has(table)) {
      tables.set(table, []);
      await client.query(`create table before_it.${table} as table public.${table}`);
    }
    tables.get(table)!.push(column);
  }
  for (const table of ['deliveries', 'stretches']) {
    await client.query(`alter table ${table} alter column id drop identity`);
  }
  const vault = createVault(KEYS);
  const log = createLog('silent', 'verify');
  const sizes = poolSizes(CONNECTIONS.least);
  const seen = openDatabase({ url: database.url }, 'verify', log, { sizes });

  return {
    client,
    tables,
    async after(sql, touched) {
      const done = sql === undefined ? undefined : await client.query(sql);
      const lines: string[] = [];
      try {
        const proving = { database: seen, vault, kept: keptOutside(anchors).anchors };
        const status = await proveAll(proving, (line) => lines.push(...line.split('\n')));
        const last = Array.isArray(done) ? (done.at(-1) as typeof done) : done;
        return { status, lines, rows: last?.rowCount ?? 0 };
      } finally {
        for (const table of touched) {
          await client.query(
            `delete from ${table}; insert into ${table} select * from before_it.${table}`,
          );
        }
      }
    },
    async close() {
      await seen.close();
      await client.end();
    },
  };
}
