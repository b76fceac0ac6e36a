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
 * How long, in ms, the oldest delivery that could be sent has been waiting; 0 if there is none. One
 * that is put off again and again (429) is due later each time but still waits, so its event's time
 * counts; or the time of its subscription if that is later, since a chat that follows a ticket is
 * first told of its issue.
 */
export async function oldestDue(pool: Pool, now: number): Promise<number> {
  const { rows } = await pool.query({
    name: 'oldest-due',
    // id + 0: uses the index of open rows, instead of scanning all there ever were
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
