import { Pool } from 'pg';
import { Briefing } from '../../domain/model/briefing';
import { Learned } from '../../domain/model/learned';
import { LearnedPlan, LearnedRow } from '../../domain/model/learned-plan';

interface LearnedBy {
  readonly seq: number;
  readonly body?: Learned;
  /** The last one there is: days that an older release learned from have none. */
  readonly plan?: LearnedPlan;
}

/**
 * What a branch knew after the last day it learned from, and that day's last event; before the
 * first, the event before its last `days` days.
 */
export async function learnedBy(pool: Pool, branch: string, days: number): Promise<LearnedBy> {
  const { rows } = await pool.query({
    name: 'learned-by',
    text: `
      select l.seq, l.body,
             (select p.plan from learned p
               where p.branch_id = $1 and p.plan is not null order by p.day desc limit 1) as plan
        from learned l
       where l.branch_id = $1 order by l.day desc limit 1`,
    values: [branch],
  });
  if (rows.length) {
    const { seq, body, plan } = rows[0] as { seq: number; body: Learned; plan: LearnedPlan | null };
    return { seq, body, ...(plan ? { plan } : {}) };
  }
  const first = await pool.query({
    name: 'learn-from',
    text: `
      select coalesce(min(e.seq) - 1, 0)::bigint as seq
        from (select seq from events where branch_id = $1 and type = 'DayOpened'
               order by seq desc limit $2) e`,
    values: [branch, days + 1],
  });
  return first.rows[0] as { seq: number };
}

/** What supervisors were told last. */
export async function briefingOf(pool: Pool, branch: string): Promise<Briefing | undefined> {
  const { rows } = await pool.query({
    name: 'briefing-of',
    text: `
      select briefing from learned
       where branch_id = $1 and briefing is not null order by day desc limit 1`,
    values: [branch],
  });
  return (rows as readonly { readonly briefing: Briefing }[])[0]?.briefing;
}

/** Every stored day, for the proof. */
export async function learnedDays(
  client: Pick<Pool, 'query'>,
  branch: string,
): Promise<readonly LearnedRow[]> {
  const { rows } = await client.query(
    'select day, seq, body, plan, briefing from learned where branch_id = $1 order by day',
    [branch],
  );
  return rows as LearnedRow[];
}

/** The days of which something learned is stored. */
export async function daysLearned(
  client: Pick<Pool, 'query'>,
  branch: string,
): Promise<ReadonlySet<string>> {
  const { rows } = await client.query('select day from learned where branch_id = $1', [branch]);
  return new Set((rows as { readonly day: string }[]).map(({ day }) => day));
}
