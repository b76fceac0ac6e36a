import { byQueue, Definition, OF_DAYS, OF_VISITS, WAITED_IN } from './report-sql';

/** The wait until the first call beside what was foretold at issue. */
export const estimates: Definition = {
  columns: [
    'day',
    'queue',
    'promised',
    'mean_error_minutes',
    'mean_absolute_error_minutes',
    'within_range',
  ],
  sql: `with issued as (
          select s.ticket_id, s.day, s.queue from stretches s
           where ${OF_DAYS} and s.began = 'issued'
        ), calls as (
          select distinct on (s.ticket_id) s.ticket_id, s.queue, s.wait_ms / 60000.0 as waited
            from stretches s where ${OF_VISITS} and s.wait_ms is not null
           order by s.ticket_id, s.began_seq
        )
        select i.day, i.queue, count(*),
               round(avg(c.waited - (t.promised ->> 'minutes')::numeric), 2),
               round(avg(abs(c.waited - (t.promised ->> 'minutes')::numeric)), 2),
               round(avg((c.waited between (t.promised ->> 'low')::numeric
                                       and (t.promised ->> 'high')::numeric)::integer), 3)
          from issued i
          join calls c using (ticket_id, queue)
          join tickets t on t.id = i.ticket_id
         where t.promised is not null
         group by i.day, i.queue
         order by i.day, ${byQueue('i.queue')}`,
};

/** What was foretold for customers who waited and were served, beside simpler forecasts. */
export const accuracy: Definition = {
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
          from (select t.day, coalesce(i.queue, t.queue) as queue,
                       (t.called_at - t.issued_at) / 1000.0 as wait,
                       (t.foretold ->> 'seconds')::numeric as said,
                       (t.foretold ->> 'lowSeconds')::numeric as low,
                       (t.foretold ->> 'highSeconds')::numeric as high,
                       coalesce((t.foretold ->> 'hol')::numeric, 0) as hol,
                       (t.foretold ->> 'rule')::numeric as rule
                  from tickets t
                  left join (${WAITED_IN}) i on i.ticket_id = t.id
                 where t.branch_id = $1 and t.day between $2 and $3 and t.state = 'served'
                   and t.called_at > t.issued_at and t.foretold is not null) w
         group by day, queue
         order by day, ${byQueue('queue')}`,
};
