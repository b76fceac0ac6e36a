import { Pool } from 'pg';
import { Alert } from '../../domain/model/alert';
import { Instant } from '../../domain/model/instant';

/** Alerts, newest first: the open ones, or the last hundred with when they closed. */
export async function alertsOf(
  pool: Pool,
  branch: string,
  openOnly: boolean,
): Promise<readonly (Alert & { readonly closedAt?: Instant })[]> {
  const { rows } = await pool.query(
    `select body, closed_at from alerts
      where branch_id = $1 and ($2 = false or closed_at is null)
      order by (body ->> 'openedAt')::bigint desc limit 100`,
    [branch, openOnly],
  );
  return rows.map((row) =>
    row.closed_at === null ? row.body : { ...row.body, closedAt: row.closed_at },
  );
}
