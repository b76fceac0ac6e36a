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

/** Age in ms of the oldest delivery that is due; 0 if there is none. */
export async function oldestDue(pool: Pool, now: number): Promise<number> {
  const { rows } = await pool.query({
    name: 'oldest-due',
    text: "select min(due_at) as at from deliveries where state = 'open'",
    values: [],
  });
  return rows[0].at === null ? 0 : Math.max(0, now - rows[0].at);
}
