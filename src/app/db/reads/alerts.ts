import { Pool } from 'pg';
import { Alert } from '../../domain/model/alert';
import { Instant } from '../../domain/model/instant';

/**
 * Alerts, newest first: the open ones, or the last hundred with when they closed. One about a
 * ticket has its number, which the floor forgets as the ticket ends.
 */
export async function alertsOf(
  pool: Pool,
  branch: string,
  openOnly: boolean,
): Promise<readonly (Alert & { readonly closedAt?: Instant; readonly number?: string })[]> {
  const { rows } = await pool.query(
    `select body, closed_at,
            (select t.number from tickets t
              where t.id = case when body ->> 'kind' = 'ticket-open'
                                then (body ->> 'subject')::uuid end) as number
       from alerts
      where branch_id = $1 and ($2 = false or closed_at is null)
      order by (body ->> 'openedAt')::bigint desc limit 100`,
    [branch, openOnly],
  );
  return rows.map((row) => ({
    ...row.body,
    ...(row.closed_at === null ? {} : { closedAt: row.closed_at }),
    ...(row.number === null ? {} : { number: row.number }),
  }));
}
