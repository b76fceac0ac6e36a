import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { adminUrl } from '../../../support/postgres';
import { Scan } from './scan';

/** What PostgreSQL writes ahead, of every database of the run, from now on. */
export interface Wal {
  /** Where somebody is found in all that was written so far, whatever is left of it. */
  found(scan: Scan): Promise<readonly string[]>;
  end(): Promise<void>;
}

/** A slot keeps the segments, which a checkpoint would use again. */
export async function keepWal(): Promise<Wal> {
  const client = new Client({ connectionString: adminUrl() });
  await client.connect();
  const slot = `grep_${randomBytes(4).toString('hex')}`;
  const first = await client.query(
    `select pg_walfile_name(lsn) as name
       from pg_create_physical_replication_slot($1, true)`,
    [slot],
  );
  return {
    async found(scan) {
      const seen: string[] = [];
      const { rows } = await client.query(
        `select name from pg_ls_waldir()
          where name ~ '^[0-9A-F]{24}$'
            and name between $1 and pg_walfile_name(pg_current_wal_insert_lsn())
          order by name`,
        [first.rows[0].name],
      );
      for (const { name } of rows) {
        const read = await client.query('select pg_read_binary_file($1) as bytes', [
          `pg_wal/${name as string}`,
        ]);
        seen.push(...scan.in(read.rows[0].bytes as Buffer));
      }
      return seen;
    },
    async end() {
      await client.query('select pg_drop_replication_slot($1)', [slot]);
      await client.end();
    },
  };
}
