import { Pool } from 'pg';
import { Foresight } from '../../domain/model/foresight';

/**
 * How each branch's foretold waits turned out on the last day it learned from, and how many closed
 * days with customers it has not learned from. Three index scans per branch.
 */
export async function foresightOf(pool: Pool): Promise<readonly Foresight[]> {
  const { rows } = await pool.query({
    name: 'foresight',
    text: `
      select h.branch_id as branch, l.day,
             coalesce((l.briefing ->> 'foretold')::integer, 0) as foretold,
             coalesce((l.briefing ->> 'held')::integer, 0) as held,
             (select count(distinct c.day)::integer from day_counters c
               where c.branch_id = h.branch_id and c.day > coalesce(l.day, '')
                 and c.day < h.day) as "behindDays"
        from branch_heads h
        left join lateral (
               select day, briefing from learned
                where branch_id = h.branch_id order by day desc limit 1) l on true
       where h.day <> ''
       order by h.branch_id`,
    values: [],
  });
  return rows as Foresight[];
}
