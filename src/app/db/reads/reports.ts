import { ReportFilters, ReportRequest } from '../../ports';
import { planReport } from './day-plans';
import { accuracy, estimates } from './foretold-reports';
import { Question } from './long-read';
import { comparison, pictureReports } from './picture-reports';
import {
  AT_COUNTER,
  byQueue,
  byStaff,
  count,
  COUNTED,
  Definition,
  LENGTH,
  minutes,
  narrowStretches,
  NOT_SERVED,
  OF_DAYS,
  OF_VISITS,
  ONLY,
  quantile,
  SERVICE,
  spent,
  TAKEN_BACK,
  TEACHES,
  WHOLE,
} from './report-sql';

/** Of a visit's services that ended with a code, in their order. */
const ended = (what: string) => `array_agg(${what} order by s.began_seq)
                                filter (where ${COUNTED.served[0]} and s.outcome is not null)`;

/**
 * Business days from `$2` to `$3`, inclusive; `$4` is the branch's zone, `$5` now in ms, `$6` and
 * `$7` the order of queues and of staff. Minutes with two decimals. Each figure is added up from
 * stretches; `docs/figures.md` says what it means.
 */
const reports: Readonly<Record<string, Definition>> = {
  tickets: {
    columns: [
      'day',
      'queue',
      'number',
      'lane',
      'state',
      'issued',
      'called',
      'started',
      'ended',
      'counter',
      'advisor',
      'wait_minutes',
      'courtesy_minutes',
      'service_minutes',
      'outcome',
    ],
    sql: `select t.day, t.queue, t.number, t.lane, t.state, iso(t.issued_at), iso(t.called_at),
                 iso(t.started_at), iso(t.ended_at), t.counter, t.advisor,
                 ${minutes('x.waited')}, ${minutes('x.courtesy')}, ${minutes('x.served')},
                 (select string_agg(case when o.queue = t.queue then o.code
                                         else o.queue || ' ' || o.code end,
                                    '; ' order by o.at)
                    from unnest(x.ended_in, x.ended_as) with ordinality as o (queue, code, at))
            from tickets t
            left join (select s.ticket_id, sum(s.wait_ms) as waited,
                              coalesce(sum(s.courtesy_ms),
                                       sum(${LENGTH}) filter (where s.kind = 'deferred'))
                                as courtesy,
                              sum(${SERVICE}) filter (where ${WHOLE}) as served,
                              ${ended('s.queue')} as ended_in, ${ended('s.outcome')} as ended_as
                         from stretches s where ${OF_VISITS} group by s.ticket_id) x
              on x.ticket_id = t.id
           where t.branch_id = $1 and t.day between $2 and $3
           order by t.day, t.seq`,
  },
  waits: {
    columns: [
      'day',
      'queue',
      'issued',
      'handed_in',
      'called',
      'missed',
      'cancelled',
      'abandoned',
      'mean_wait_minutes',
      'median_wait_minutes',
      'p90_wait_minutes',
      'called_by_due',
      'courtesy_minutes',
    ],
    sql: `select s.day, s.queue,
                 ${count("s.began = 'issued'")},
                 ${count("s.began in ('transferred', 'moved', 'matter')")} - ${count(TAKEN_BACK)},
                 count(s.wait_ms),
                 ${count("s.how = 'missed'")} - ${count("s.began = 'reopened'")},
                 ${count(`s.how = 'cancelled' or (s.how = 'closing' and ${NOT_SERVED})`)},
                 ${count(`s.how = 'missed' or (s.how = 'cancelled' and ${NOT_SERVED})`)}
                   - ${count("s.began = 'reopened'")},
                 ${minutes('avg(s.wait_ms)')}, ${quantile(0.5, 's.wait_ms')},
                 ${quantile(0.9, 's.wait_ms')},
                 ${count('s.in_target')},
                 coalesce(${minutes('sum(s.courtesy_ms)')}, 0)
            from stretches s
           where ${OF_DAYS} and s.queue is not null
           group by s.day, s.queue
           order by s.day, ${byQueue('s.queue')}`,
  },
  services: {
    columns: [
      'day',
      'queue',
      'hour',
      'served',
      'handed_on',
      'left_open',
      'mean_service_minutes',
      'median_service_minutes',
      'p90_service_minutes',
    ],
    sql: `select s.day, s.queue,
                 extract(hour from to_timestamp(s.began_at / 1000.0) at time zone $4)::integer
                   as hour,
                 ${count("s.how in ('finished', 'left-open', 'closing')")},
                 ${count("s.how like 'transferred%'")},
                 ${count("s.how in ('left-open', 'transferred-left-open', 'closing')")},
                 ${minutes(`avg(${SERVICE}) filter (where ${TEACHES})`)},
                 ${minutes(`percentile_cont(0.5) within group (order by ${SERVICE})
                            filter (where ${TEACHES})`)},
                 ${minutes(`percentile_cont(0.9) within group (order by ${SERVICE})
                            filter (where ${TEACHES})`)}
            from stretches s
           where ${OF_DAYS} and ${AT_COUNTER}
             and (${TEACHES} or s.how in ('left-open', 'transferred-left-open', 'closing'))
           group by s.day, s.queue, hour
           order by s.day, ${byQueue('s.queue')}, hour`,
  },
  advisors: {
    columns: [
      'day',
      'advisor',
      'served',
      'handed_on',
      'missed',
      'calling_minutes',
      'serving_minutes',
      'idle_minutes',
      'on_duty_minutes',
      'paused_minutes',
      'pauses',
      'mean_service_minutes',
      'mean_walk_seconds',
      'held',
      'held_minutes',
    ],
    sql: `select s.day, s.advisor,
                 ${count(`${AT_COUNTER} and s.how in ('finished', 'left-open', 'closing')`)},
                 ${count("s.kind = 'serving' and s.how like 'transferred%'")},
                 ${count("s.how = 'missed'")},
                 ${spent('called')}, ${spent('serving')}, ${spent('idle')},
                 ${spent('called')} + ${spent('serving')} + ${spent('idle')},
                 ${spent('paused')},
                 (select string_agg(p.reason || ' ' || p.minutes, '; ' order by p.reason)
                    from (select coalesce(x.reason, '-') as reason,
                                 ${minutes('sum(coalesce(x.ended_at, $5::bigint) - x.began_at)')}
                                   as minutes
                            from stretches x
                           where x.branch_id = $1 and x.day = s.day and x.kind = 'paused'
                             and x.advisor = s.advisor
                           group by 1) p),
                 ${minutes(`avg(${SERVICE}) filter (where ${AT_COUNTER} and ${TEACHES})`)},
                 round(avg(${LENGTH}) filter (where s.kind = 'called' and s.how = 'started')
                       / 1000, 1),
                 ${count("s.began = 'held'")}, ${spent('held')}
            from stretches s
           where ${OF_DAYS} and s.advisor is not null
           group by s.day, s.advisor
           order by s.day, ${byStaff('s.advisor')}`,
  },
  estimates,
  stretches: {
    columns: [
      'day',
      'kind',
      'number',
      'queue',
      'lane',
      'advisor',
      'counter',
      'began',
      'ended',
      'how',
      'reason',
      'minutes',
      'wait_minutes',
      'in_target',
      'courtesy_minutes',
      'outcome',
    ],
    sql: `select s.day, s.kind, t.number, s.queue, s.lane, s.advisor, s.counter, iso(s.began_at),
                 iso(s.ended_at), s.how, s.reason, ${minutes(LENGTH)}, ${minutes('s.wait_ms')},
                 s.in_target, ${minutes('s.courtesy_ms')},
                 case when ${COUNTED.served[0]} then s.outcome end
            from stretches s left join tickets t on t.id = s.ticket_id
           where ${OF_DAYS} ${ONLY}
           order by s.day, s.began_seq, s.id`,
    narrow: narrowStretches,
    filters: ['queue', 'advisor', 'kind', 'reason', 'of', 'outcome', 'weekday', 'hour'],
  },
  plans: planReport,
  accuracy,
  ...pictureReports,
};

export const reportNames = Object.keys(reports);

/** The filters that a report knows. */
export const reportFilters = (name: string): readonly (keyof ReportFilters)[] =>
  reports[name].filters ?? [];

/** What a report asks, and the columns of its answer. */
export function reportOf(
  name: string,
  { branch, from, to, timeZone, now, filters, order }: ReportRequest,
): { readonly columns: readonly string[]; readonly question: Question } {
  const { columns, sql, narrow } = reports[name];
  const values: unknown[] = [branch, from, to, timeZone, now, order.queues, order.staff];
  const conditions = narrow?.(filters, (given) => `$${values.push(given)}`) ?? [];
  const only = conditions.flatMap((each) => (each ? [`and ${each}`] : [])).join(' ');
  return { columns, question: { text: whole(sql.replace(ONLY, only)), values } };
}

/** A statement takes as many values as it names: some of those from `$4` on may not be in it. */
function whole(sql: string): string {
  const text = sql.replace(
    /iso\(([\w.]+)\)/g,
    `to_char(to_timestamp($1 / 1000.0) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`,
  );
  const asked = `with asked as (select $4::text as zone, $5::bigint as now,
                                 $6::text[] as queues, $7::text[] as staff)`;
  const rest = text.trimStart();
  return rest.startsWith('with ') ? `${asked}, ${rest.slice(5)}` : `${asked} ${rest}`;
}

/** One line for each of the branches; those where nothing happened have theirs too. */
export const branchesCompared = ({
  branches,
  from,
  to,
  now,
}: Pick<ReportRequest, 'from' | 'to' | 'now'> & {
  readonly branches: readonly string[];
}): ReturnType<typeof reportOf> => ({
  columns: comparison.columns,
  question: {
    text: whole(comparison.sql),
    values: [branches, from, to, '', now, [], []],
    batch: 1,
  },
});
