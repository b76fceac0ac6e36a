import { Pool } from 'pg';
import { BANK } from '../../domain/model/bank';

/** Persons erased after an event, by the bank's chain, and its newest event. */
export async function erasedSince(
  pool: Pool,
  after: number,
): Promise<{ readonly persons: readonly string[]; readonly seq: number }> {
  const { rows } = await pool.query<{ readonly persons: string[]; readonly seq: number }>(
    `select coalesce((select seq from branch_heads where branch_id = $1), 0) as seq,
            array(select body::json -> 'fact' ->> 'subject' from events
                   where branch_id = $1 and seq > $2 and type = 'BankFact'
                     and body like '%"what":"customer-erased"%' order by seq) as persons`,
    [BANK, after],
  );
  return rows[0];
}

/** Those of these persons of whom something is still kept. */
export async function stillKept(pool: Pool, persons: readonly string[]): Promise<string[]> {
  const { rows } = await pool.query<{ readonly id: string }>(
    'select id from customers where id = any($1::uuid[]) and cipher is not null order by id',
    [persons],
  );
  return rows.map(({ id }) => id);
}
