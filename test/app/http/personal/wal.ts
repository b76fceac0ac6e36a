import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { adminUrl } from '../../../support/postgres';
import { writeOut } from '../../../support/write-out';
import { Scan } from './scan';

/**
 * Each page of a segment; its header may interrupt a record longer than the previous page's rest.
 */
const PAGE_BYTES = 8192;
const HEADER_BYTES = 24;
/** The first page of a segment has a longer header. */
const FIRST_HEADER_BYTES = 40;
/** Longer than any text looked for, since one may end in the next segment. */
const OVERLAP_BYTES = 1024;

/** The records without page headers. */
const withoutHeaders = (segment: Buffer) =>
  Buffer.concat(
    Array.from({ length: segment.length / PAGE_BYTES }, (_, page) =>
      segment.subarray(
        page * PAGE_BYTES + (page === 0 ? FIRST_HEADER_BYTES : HEADER_BYTES),
        (page + 1) * PAGE_BYTES,
      ),
    ),
  );

/** PostgreSQL's write-ahead log from now on, for every database of the run. */
export interface Wal {
  /** Where somebody is found in everything written so far, whatever is left of it. */
  found(scan: Scan): Promise<readonly string[]>;
  end(): Promise<void>;
}

/** A slot keeps the segments, which a checkpoint would recycle. */
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
      await writeOut(client);
      const seen: string[] = [];
      let tail = Buffer.alloc(0);
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
        const bytes = Buffer.concat([tail, withoutHeaders(read.rows[0].bytes as Buffer)]);
        seen.push(...scan.in(bytes));
        tail = bytes.subarray(-OVERLAP_BYTES);
      }
      return seen;
    },
    async end() {
      await client.query('select pg_drop_replication_slot($1)', [slot]);
      await client.end();
    },
  };
}
