import { Pool } from 'pg';

/** The branch of each delivery. */
export async function branchesOfDeliveries(
  pool: Pool,
  ids: readonly string[],
): Promise<Readonly<Record<string, string>>> {
  const { rows } = await pool.query({
    name: 'branches-of-deliveries',
    text: 'select id::text, branch_id from deliveries where id = any($1::bigint[])',
    values: [ids],
  });
  return Object.fromEntries(rows.map((row) => [row.id, row.branch_id]));
}

/**
 * How long, in ms, the oldest delivery has been waiting that could be sent; 0 if there is none. One
 * that is put off again and again (429) is due later each time and waits all the same, so its event
 * counts. Not where that is older than the wish to hear of it: whoever follows a ticket is told
 * first of its issue.
 */
export async function oldestDue(pool: Pool, now: number): Promise<number> {
  const { rows } = await pool.query({
    name: 'oldest-due',
    // id + 0: by the index of what is open, and not through all that ever was
    text: `
      select least(
               (select min(due_at) from deliveries where state = 'open'),
               (select e.at from deliveries d join events e using (branch_id, seq)
                 where d.id = (select min(id + 0) from deliveries
                                where state = 'open'
                                  and type not in ('position', 'TicketIssued')))) as at`,
    values: [],
  });
  return rows[0].at === null ? 0 : Math.max(0, now - rows[0].at);
}
