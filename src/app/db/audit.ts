import { Pool } from 'pg';

export interface ChainLink { readonly seq: number; readonly body: string; readonly hash: string }

/** Every chain there is: branches and the bank. */
export async function chains(pool: Pool): Promise<readonly { readonly branch: string; readonly seq: number; readonly hash: string }[]> {
  return (await pool.query('select branch_id as branch, seq, hash from branch_heads order by branch_id')).rows;
}

/** Links after `after`, in order, at most `limit`. */
export async function links(pool: Pool, branch: string, after: number, limit: number): Promise<readonly ChainLink[]> {
  return (await pool.query({ name: 'links', text: 'select seq, body, hash from events where branch_id = $1 and seq > $2 order by seq limit $3', values: [branch, after, limit] })).rows;
}

/** Rows that the events must fold to, for the comparison of rows and replayed events. */
export async function rowsOf(pool: Pool, branch: string, ticketJson: string, advisorJson: string, countJson: string) {
  const { rows } = await pool.query(
    `select (select coalesce(json_agg(${ticketJson}), '[]') from tickets t where t.branch_id = $1) as tickets,
            (select coalesce(json_agg(${advisorJson}), '[]') from advisors a where a.branch_id = $1) as advisors,
            (select coalesce(json_agg(${countJson}), '[]') from queue_counts c where c.branch_id = $1) as counts`, [branch]);
  return rows[0] as { tickets: { id: string }[]; advisors: { id: string }[]; counts: { id: string }[] };
}
