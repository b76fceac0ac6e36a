import {
  AT_COUNTER,
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

/** One branch of `hours`: the stretches of a figure by the hour in which each happened. */
const happened = (figure: keyof typeof COUNTED, wait = 'null', inTarget = 'null') => {
  const [which, at] = COUNTED[figure];
  const tickets = figure === 'abandoned' ? 'left join tickets t on t.id = s.ticket_id' : '';
  return `select ${weekdayOf('s.day')} as weekday, ${hourOf(at)} as hour, s.queue,
                 '${figure}' as what, ${wait}::bigint as wait_ms, ${inTarget}::boolean as in_target
            from stretches s ${tickets}
           where ${OF_DAYS} and s.queue is not null and ${which}`;
};

/** A customer's answer once: the last, should there be several. */
const ANSWERS = `select distinct on (t.id) t.day, t.number, t.queue, t.advisor, t.counter,
                        (e.body::jsonb -> 'fact' ->> 'score')::integer as score, e.at
                   from tickets t join events e
                     on e.ticket_id = t.id and e.type = 'FeedbackGiven'
                  where t.branch_id = $1 and t.day between $2 and $3
                  order by t.id, e.seq desc`;

/** What the pictures of the reports' page show: sums over all the days that are asked for. */
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
            select ${weekdayOf('s.day')} as weekday, count(distinct s.day) as days
              from stretches s where ${OF_DAYS} and s.queue is not null group by 1
          )
          select weekday, h.hour, h.queue, o.days::integer,
                 count(*) filter (where what = 'issued'),
                 count(*) filter (where what = 'called'),
                 ${minutes('avg(h.wait_ms)')},
                 count(*) filter (where h.in_target),
                 count(*) filter (where what = 'abandoned')
            from happened h join open o using (weekday)
           group by weekday, h.hour, h.queue, o.days
           order by weekday, h.hour, h.queue`,
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
    sql: `select ${weekOf('s.day')} as week, s.queue,
                 ${count(COUNTED.issued[0])}, count(s.wait_ms),
                 ${minutes('avg(s.wait_ms)')}, ${quantile(0.9, 's.wait_ms')},
                 ${count('s.in_target')},
                 ${count("s.how = 'missed'")} - ${count("s.began = 'reopened'")},
                 ${count(`s.how = 'cancelled' or (s.how = 'closing' and ${NOT_SERVED})`)},
                 ${count(`s.how = 'missed' or (s.how = 'cancelled' and ${NOT_SERVED})`)}
                   - ${count("s.began = 'reopened'")},
                 ${count(COUNTED.served[0])}
            from stretches s
           where ${OF_DAYS} and s.queue is not null
           group by week, s.queue
           order by week, s.queue`,
  },
  'advisor-time': {
    columns: ['advisor', 'kind', 'reason', 'minutes', 'times', 'served'],
    sql: `select s.advisor, s.kind, coalesce(s.reason, '-') as reason,
                 ${minutes(`sum(${LENGTH})`)}, count(*), ${count(COUNTED.served[0])}
            from stretches s
           where ${OF_DAYS} and s.advisor is not null and s.kind <> 'waiting'
           group by s.advisor, s.kind, reason
           order by s.advisor, s.kind, reason`,
  },
  outcomes: {
    columns: ['day', 'queue', 'advisor', 'outcome', 'how', 'served', 'mean_service_minutes'],
    sql: `select s.day, s.queue, s.advisor, ${OUTCOME} as outcome, s.how, count(*),
                 ${minutes(`avg(${SERVICE}) filter (where ${TEACHES})`)}
            from stretches s
           where ${OF_DAYS} and ${COUNTED.served[0]}
           group by s.day, s.queue, s.advisor, ${OUTCOME}, s.how
           order by s.day, s.queue, s.advisor, ${OUTCOME}, s.how`,
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
           order by week, queue`,
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

/** Branches beside each other: `$1` lists them. */
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
  sql: `with sums as (
          select s.branch_id,
                 ${count(COUNTED.issued[0])} as issued, count(s.wait_ms) as called,
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
           where s.branch_id = any($1::text[]) and s.day between $2 and $3
           group by s.branch_id
        )
        select b.id, b.name,
               btrim(coalesce(own.overrides ->> 'region', bank.overrides ->> 'region', '')),
               coalesce(issued, 0), coalesce(called, 0), wait, long_wait,
               coalesce(in_target, 0), coalesce(abandoned, 0), coalesce(served, 0),
               coalesce(taught, 0), service,
               coalesce(serving, 0), coalesce(duty, 0)
          from branches b
          left join sums on sums.branch_id = b.id
          left join settings own on own.scope = b.id
          left join settings bank on bank.scope = 'bank'
         where b.id = any($1::text[])
         order by b.name, b.id`,
};
