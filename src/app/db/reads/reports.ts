import { Question } from './long-read';

/** Business days from `$2` to `$3`, inclusive. Minutes with two decimals. */
const reports: Readonly<
  Record<string, { readonly columns: readonly string[]; readonly sql: string }>
> = {
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
    ],
    sql: `select day, queue, number, lane, state, iso(issued_at), iso(called_at), iso(started_at),
                 iso(ended_at), counter, advisor
            from tickets
           where branch_id = $1 and day between $2 and $3
           order by day, seq`,
  },
  waits: {
    columns: [
      'day',
      'queue',
      'issued',
      'called',
      'missed',
      'cancelled',
      'mean_wait_minutes',
      'p90_wait_minutes',
      'called_by_due',
    ],
    sql: `select day, queue, count(*), count(called_at),
                 count(*) filter (where state = 'no-show'),
                 count(*) filter (where state = 'cancelled'),
                 round(avg(called_at - issued_at) / 60000, 2),
                 round((percentile_cont(0.9) within group (order by called_at - issued_at)
                        / 60000)::numeric, 2),
                 count(*) filter (where called_at <= due)
            from tickets
           where branch_id = $1 and day between $2 and $3
           group by day, queue
           order by day, queue`,
  },
  services: {
    columns: ['day', 'queue', 'hour', 'served', 'mean_service_minutes', 'p90_service_minutes'],
    sql: `select day, queue,
                 extract(hour from to_timestamp(started_at / 1000.0) at time zone $4)::integer
                   as hour,
                 count(*),
                 round(avg(ended_at - started_at) / 60000, 2),
                 round((percentile_cont(0.9) within group (order by ended_at - started_at)
                        / 60000)::numeric, 2)
            from tickets
           where branch_id = $1 and day between $2 and $3
             and state = 'served' and started_at is not null
           group by day, queue, hour
           order by day, queue, hour`,
  },
  advisors: {
    columns: ['day', 'advisor', 'served', 'missed', 'mean_service_minutes', 'mean_walk_seconds'],
    sql: `select day, advisor,
                 count(*) filter (where state = 'served'),
                 count(*) filter (where state = 'no-show'),
                 round(avg(ended_at - started_at) filter (where state = 'served') / 60000, 2),
                 round(avg(started_at - called_at) / 1000, 1)
            from tickets
           where branch_id = $1 and day between $2 and $3 and advisor is not null
           group by day, advisor
           order by day, advisor`,
  },
  estimates: {
    columns: [
      'day',
      'queue',
      'promised',
      'mean_error_minutes',
      'mean_absolute_error_minutes',
      'within_range',
    ],
    sql: `select day, queue, count(*),
                 round(avg((called_at - issued_at) / 60000.0
                           - (promised ->> 'minutes')::numeric), 2),
                 round(avg(abs((called_at - issued_at) / 60000.0
                               - (promised ->> 'minutes')::numeric)), 2),
                 round(avg(((called_at - issued_at) / 60000.0
                            between (promised ->> 'low')::numeric
                                and (promised ->> 'high')::numeric)::integer), 3)
            from tickets
           where branch_id = $1 and day between $2 and $3
             and called_at is not null and promised is not null
           group by day, queue
           order by day, queue`,
  },
  accuracy: {
    columns: [
      'day',
      'queue',
      'waited',
      'mean_wait_seconds',
      'error_seconds',
      'hol_error_seconds',
      'rule_error_seconds',
      'within_range',
      'range_seconds',
      'winkler_seconds',
    ],
    sql: `select day, queue, count(*), round(avg(wait), 1), round(avg(abs(wait - said)), 1),
                 round(avg(abs(wait - hol)), 1), round(avg(abs(wait - rule)), 1),
                 round(avg((wait between low and high)::integer), 3), round(avg(high - low), 1),
                 round(avg(high - low
                           + 10 * (greatest(low - wait, 0) + greatest(wait - high, 0))), 1)
            from (select day, queue, (called_at - issued_at) / 1000.0 as wait,
                         (foretold ->> 'seconds')::numeric as said,
                         (foretold ->> 'lowSeconds')::numeric as low,
                         (foretold ->> 'highSeconds')::numeric as high,
                         coalesce((foretold ->> 'hol')::numeric, 0) as hol,
                         (foretold ->> 'rule')::numeric as rule
                    from tickets
                   where branch_id = $1 and day between $2 and $3 and state = 'served'
                     and called_at > issued_at and foretold is not null) w
           group by day, queue
           order by day, queue`,
  },
};

export const reportNames = Object.keys(reports);

/** What a report asks, and the columns of its answer. */
export function reportOf(
  name: string,
  branch: string,
  from: string,
  to: string,
  timeZone: string,
): { readonly columns: readonly string[]; readonly question: Question } {
  const { columns, sql } = reports[name];
  const text = sql.replace(
    /iso\((\w+)\)/g,
    `to_char(to_timestamp($1 / 1000.0) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`,
  );
  const values = [branch, from, to, ...(text.includes('$4') ? [timeZone] : [])];
  return { columns, question: { text, values } };
}
