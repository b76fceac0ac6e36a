import { Pool } from 'pg';
import { Instant } from '../../domain/model/instant';
import { OwnDaySums } from '../../ports';
import { AT_COUNTER, count, COUNTED, SERVICE, TEACHES } from './report-sql';

const ENDED = `${AT_COUNTER} and ${TEACHES}`;

interface Row {
  readonly kind: string;
  readonly queue: string | null;
  readonly ms: number;
  readonly served: number;
  readonly services: number;
  readonly serviceMs: number;
}

/** How an advisor's day was spent, as reports add it up (`docs/figures.md`). */
export async function ownDay(
  pool: Pool,
  [branch, day, advisor]: readonly [branch: string, day: string, advisor: string],
  now: Instant,
): Promise<OwnDaySums> {
  const { rows } = await pool.query({
    name: 'own-day',
    text: `
      select s.kind, s.queue,
             sum(greatest(0, coalesce(s.ended_at, $5::bigint) - s.began_at))::float8 as ms,
             ${count(COUNTED.served[0])}::integer as served,
             ${count(ENDED)}::integer as services,
             coalesce(sum(${SERVICE}) filter (where ${ENDED}), 0)::float8 as "serviceMs"
        from stretches s
       where s.branch_id = $1 and s.day between $2 and $3 and s.advisor = $4
         and s.kind not in ('waiting', 'deferred')
       group by s.kind, s.queue order by s.queue, s.kind`,
    values: [branch, day, day, advisor, now],
  });
  const all = rows as readonly Row[];
  const spent = (kind: string) =>
    all.filter((row) => row.kind === kind).reduce((sum, { ms }) => sum + Number(ms), 0);
  const queues = [...new Set(all.map(({ queue }) => queue).filter((each) => each !== null))];
  return {
    servingMs: spent('serving'),
    calledMs: spent('called'),
    idleMs: spent('idle'),
    pausedMs: spent('paused'),
    queues: queues.map((queue) => {
      const sum = (pick: (row: Row) => number) =>
        all.filter((row) => row.queue === queue).reduce((total, row) => total + pick(row), 0);
      const services = sum((row) => row.services);
      return {
        queue,
        served: sum((row) => row.served),
        meanServiceMs: services ? sum((row) => row.serviceMs) / services : null,
      };
    }),
  };
}
