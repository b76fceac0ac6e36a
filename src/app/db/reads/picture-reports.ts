import {
  AT_COUNTER,
  byQueue,
  byStaff,
  count,
  COUNTED,
  Definition,
  hourOf,
  LENGTH,
  minutes,
  NOT_SERVED,
  OF_DAYS,
  ONLY,
  OUTCOME,
  quantile,
  SERVICE,
  spent,
  TEACHES,
  weekdayOf,
  weekOf,
} from './report-sql';

/** Every offset from UTC is a multiple of this, ms: within one, no clock shows two hours. */
const QUARTER_MS = 900_000;

/**
 * One branch of `hours`: how often a figure happened, by day and quarter of an hour. Clock and
 * calendar are applied to those sums, since applying them to each stretch took most of the time.
 */
const happened = (figure: keyof typeof COUNTED, wait = 'null', inTarget = 'false') => {
  const [which, at] = COUNTED[figure];
  const tickets = figure === 'abandoned' ? 'left join tickets t on t.id = s.ticket_id' : '';
  return `select s.day, s.queue, '${figure}' as what, ${at} / ${QUARTER_MS} as quarter,
                 count(*) as times, sum(${wait}::bigint) as wait_ms,
                 ${count(inTarget)} as in_target
            from stretches s ${tickets}
           where ${OF_DAYS} and s.queue is not null and ${which}
           group by s.day, s.queue, quarter`;
};
const times = (figure: keyof typeof COUNTED) =>
  `coalesce(sum(times) filter (where what = '${figure}'), 0)::bigint`;

/** Each customer's answer once: the last, if there are several. */
const ANSWERS = `select distinct on (t.id) t.day, t.number, t.queue, t.advisor, t.counter,
                        (e.body::jsonb -> 'fact' ->> 'score')::integer as score, e.at
                   from tickets t join events e
                     on e.ticket_id = t.id and e.type = 'FeedbackGiven'
                  where t.branch_id = $1 and t.day between $2 and $3
                  order by t.id, e.seq desc`;

/** The figures behind the reports page's charts: sums over all requested days. */
export const pictureReports: Readonly<Record<string, Definition>> = {
  hours: {
    columns: [
      'weekday',
      'hour',
      'queue',
      'days',
      'issued',
      'called',
      'mean_wait_minutes',
      'called_by_due',
      'abandoned',
    ],
    sql: `with happened as (
            ${happened('issued')} union all
            ${happened('called', 's.wait_ms', 's.in_target')} union all
            ${happened('abandoned')}
          ), open as (
            select ${weekdayOf('day')} as weekday, count(*) as days
              from (select distinct s.day from stretches s
                     where ${OF_DAYS} and s.queue is not null) d
             group by 1
          ), placed as (
            select ${weekdayOf('h.day')} as weekday,
                   ${hourOf(`(h.quarter * ${QUARTER_MS})`)} as hour, h.*
              from happened h
          )
          select weekday, p.hour, p.queue, o.days::integer, ${times('issued')}, ${times('called')},
                 ${minutes("sum(wait_ms) / sum(times) filter (where what = 'called')")},
                 sum(in_target)::bigint, ${times('abandoned')}
            from placed p join open o using (weekday)
           group by weekday, p.hour, p.queue, o.days
           order by weekday, p.hour, ${byQueue('p.queue')}`,
  },
  weeks: {
    columns: [
      'week',
      'queue',
      'issued',
      'called',
      'mean_wait_minutes',
      'p90_wait_minutes',
      'called_by_due',
      'missed',
      'cancelled',
      'abandoned',
      'served',
    ],
    sql: `with weeks as (
            select to_char(d, 'YYYY-MM-DD') as day, ${weekOf("to_char(d, 'YYYY-MM-DD')")} as week
              from generate_series(to_date($2, 'YYYY-MM-DD')::timestamp,
                                   to_date($3, 'YYYY-MM-DD')::timestamp, interval '1 day') d
          )
          select w.week, s.queue,
                 ${count(COUNTED.issued[0])}, count(s.wait_ms),
                 ${minutes('avg(s.wait_ms)')}, ${quantile(0.9, 's.wait_ms')},
                 ${count('s.in_target')},
                 ${count("s.how = 'missed'")} - ${count("s.began = 'reopened'")},
                 ${count(`s.how = 'cancelled' or (s.how = 'closing' and ${NOT_SERVED})`)},
                 ${count(`s.how = 'missed' or (s.how = 'cancelled' and ${NOT_SERVED})`)}
                   - ${count("s.began = 'reopened'")},
                 ${count(COUNTED.served[0])}
            from stretches s join weeks w on w.day = s.day
           where ${OF_DAYS} and s.queue is not null
           group by w.week, s.queue
           order by w.week, ${byQueue('s.queue')}`,
  },
  'advisor-time': {
    columns: ['advisor', 'kind', 'reason', 'minutes', 'times', 'served'],
    sql: `select s.advisor, s.kind, coalesce(s.reason, '-') as reason,
                 ${minutes(`sum(${LENGTH})`)}, count(*), ${count(COUNTED.served[0])}
            from stretches s
           where ${OF_DAYS} and s.advisor is not null and s.kind <> 'waiting'
           group by s.advisor, s.kind, reason
           order by ${byStaff('s.advisor')}, s.kind, reason`,
  },
  outcomes: {
    columns: ['day', 'queue', 'advisor', 'outcome', 'how', 'served', 'mean_service_minutes'],
    sql: `select s.day, s.queue, s.advisor, ${OUTCOME} as outcome, s.how, count(*),
                 ${minutes(`avg(${SERVICE}) filter (where ${TEACHES})`)}
            from stretches s
           where ${OF_DAYS} and ${COUNTED.served[0]}
           group by s.day, s.queue, s.advisor, ${OUTCOME}, s.how
           order by s.day, ${byQueue('s.queue')}, ${byStaff('s.advisor')}, ${OUTCOME}, s.how`,
  },
  feedback: {
    columns: [
      'week',
      'queue',
      'answers',
      'mean_score',
      'score_1',
      'score_2',
      'score_3',
      'score_4',
      'score_5',
    ],
    sql: `select ${weekOf('day')} as week, queue, count(*), round(avg(score), 2),
                 ${[1, 2, 3, 4, 5].map((score) => count(`score = ${score}`)).join(', ')}
            from (${ANSWERS}) a
           group by week, queue
           order by week, ${byQueue('queue')}`,
  },
  answers: {
    columns: ['day', 'number', 'queue', 'advisor', 'counter', 'score', 'given'],
    sql: `select s.day, s.number, s.queue, s.advisor, s.counter, s.score, iso(s.at)
            from (${ANSWERS}) s
           where true ${ONLY}
           order by s.day, s.at`,
    narrow: ({ queue, advisor, score }, value) => [
      queue && `s.queue = ${value(queue)}`,
      advisor && `s.advisor = ${value(advisor)}`,
      score !== undefined && `s.score = ${value(score)}`,
    ],
    filters: ['queue', 'advisor', 'score'],
  },
};

/** A name as `toldApart` compares it. */
const AS_READ = `lower(btrim(regexp_replace(normalize(name, NFKC), '\\s+', ' ', 'g')))`;

/** Branches compared, in the order in which `$1` lists them. */
export const comparison = {
  columns: [
    'branch',
    'name',
    'region',
    'issued',
    'called',
    'mean_wait_minutes',
    'p90_wait_minutes',
    'called_by_due',
    'abandoned',
    'served',
    'taught',
    'mean_service_minutes',
    'serving_minutes',
    'on_duty_minutes',
  ],
  /** One branch after the other, so that many branches over a year are just a long answer. */
  sql: `select b.id, b.name, b.region,
               issued, called, wait, long_wait, in_target, abandoned, served, taught, service,
               serving, duty
          from (select each.id,
                       each.name || case when each.alike > 1 then ' (' || each.id || ')' else '' end
                         as name,
                       btrim(coalesce(own.overrides ->> 'region',
                                      bank.overrides ->> 'region', '')) as region
                  from (select id, name, count(*) over (partition by ${AS_READ}) as alike
                          from branches) each
                  left join settings own on own.scope = each.id
                  left join settings bank on bank.scope = 'bank'
                 where each.id = any($1::text[])
                 order by array_position($1::text[], each.id)) b
         cross join lateral (
           select ${count(COUNTED.issued[0])} as issued, count(s.wait_ms) as called,
                  ${minutes('avg(s.wait_ms)')} as wait, ${quantile(0.9, 's.wait_ms')} as long_wait,
                  ${count('s.in_target')} as in_target,
                  ${count(`s.how = 'missed' or (s.how = 'cancelled' and ${NOT_SERVED})`)}
                    - ${count("s.began = 'reopened'")} as abandoned,
                  ${count(COUNTED.served[0])} as served,
                  ${count(`${AT_COUNTER} and ${TEACHES}`)} as taught,
                  ${minutes(`avg(${SERVICE}) filter (where ${AT_COUNTER} and ${TEACHES})`)}
                    as service,
                  ${spent('serving')} as serving,
                  ${spent('called')} + ${spent('serving')} + ${spent('idle')} as duty
             from stretches s
            where s.branch_id = b.id and s.day between $2 and $3
         ) sums`,
};
