import { ClientBase, Pool } from 'pg';
import { KeptPlan } from '../../domain/model/day-plan';
import { byQueue, byStaff, Definition } from './report-sql';

type Client = Pick<ClientBase | Pool, 'query'>;

interface Row extends Omit<KeptPlan, 'plan'> {
  readonly plan: KeptPlan['plan'] | null;
}

const read = ({ day, version, plan }: Row): KeptPlan => ({
  day,
  version,
  ...(plan ? { plan } : {}),
});

/** The plan of a day; version 0 where there never was one. */
export async function planOf(pool: Client, branch: string, day: string): Promise<KeptPlan> {
  const { rows } = await pool.query({
    name: 'plan-of',
    text: 'select day, version, plan from day_plans where branch_id = $1 and day = $2',
    values: [branch, day],
  });
  const [found] = rows as readonly Row[];
  return found ? read(found) : { day, version: 0 };
}

/** The most days that are listed. */
const LISTED = 400;

/** Plans of days from one on that have not been removed. */
export async function plansFrom(
  pool: Client,
  branch: string,
  from: string,
): Promise<readonly KeptPlan[]> {
  const { rows } = await pool.query({
    name: 'plans-from',
    text: `
      select day, version, plan from day_plans
       where branch_id = $1 and day >= $2 and plan is not null
       order by day limit ${LISTED}`,
    values: [branch, from],
  });
  return (rows as readonly Row[]).map(read);
}

/** Plans by half hour. Times after midnight are clock times. */
export const planReport: Definition = {
  columns: ['day', 'half_hour', 'planned', 'level', 'share', 'opened', 'version'],
  sql: `select p.day,
                 to_char((time '00:00' + (p.plan ->> 'fromMinute')::integer * interval '1 minute'
                          + (s.place - 1) * interval '30 minutes')::interval, 'HH24:MI'),
                 s.advisors::text::integer, (p.plan ->> 'scale')::numeric,
                 (p.plan ->> 'share')::numeric,
                 (select string_agg(k ->> 'queue' || ': '
                                    || coalesce(f.first_name || ' (' || f.id || ')',
                                                k ->> 'advisor'),
                                    '; ' order by ${byQueue("k ->> 'queue'")},
                                                  ${byStaff("k ->> 'advisor'")})
                    from jsonb_array_elements(p.plan -> 'skills') k
                    left join staff f on f.id = k ->> 'advisor'),
                 p.version
            from day_plans p
            cross join jsonb_array_elements(p.plan -> 'advisors')
                       with ordinality as s (advisors, place)
           where p.branch_id = $1 and p.day between $2 and $3 and p.plan is not null
           order by p.day, s.place`,
};
