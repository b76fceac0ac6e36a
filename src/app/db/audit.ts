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

/** Tickets of one page: a month of them in one statement could outlast its timeout. */
const PAGE = 5_000;

/** Rows that the events must fold to, for the comparison of rows and replayed events. */
export async function rowsOf(pool: Pool, branch: string, ticketJson: string, advisorJson: string, countJson: string) {
  const { rows: [line] } = await pool.query(
    `select (select coalesce(json_agg(${advisorJson}), '[]') from advisors a where a.branch_id = $1) as advisors,
            (select coalesce(json_agg(${countJson}), '[]') from queue_counts c where c.branch_id = $1) as counts`, [branch]);
  const tickets: { id: string }[] = [];
  for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
    const { rows } = await pool.query<{ ticket: { id: string } }>(
      `select ${ticketJson} as ticket from tickets t where t.branch_id = $1 and t.id > $2 order by t.id limit ${PAGE}`, [branch, after]);
    tickets.push(...rows.map(({ ticket }) => ticket));
    if (rows.length < PAGE) break;
    after = rows.at(-1)!.ticket.id;
  }
  return { tickets, ...line as { advisors: { id: string }[]; counts: { id: string }[] } };
}
