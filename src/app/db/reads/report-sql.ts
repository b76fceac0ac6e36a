import { ReportFilters } from '../../ports';

/** What statements of reports are made of. `docs/figures.md` says what each figure means. */

export interface Definition {
  readonly columns: readonly string[];
  /** With `ONLY` where its rows may be narrowed. */
  readonly sql: string;
  readonly narrow?: Narrow;
  /** The filters that `narrow` knows. */
  readonly filters?: readonly (keyof ReportFilters)[];
}
/** Conditions for the filters that are given; `value` makes a placeholder of a value. */
export type Narrow = (
  filters: ReportFilters,
  value: (given: string | number) => string,
) => readonly (string | false | undefined)[];
export const ONLY = '/* only */';

/** A service that whoever served it ended: what a mean is made of. */
export const TEACHES = "s.how in ('finished', 'transferred')";
/** How long a stretch has lasted, in ms; one that is open lasts until now. */
export const LENGTH = '(coalesce(s.ended_at, $5::bigint) - s.began_at)';
/** All of a service, whatever interrupted it; the last of its stretches has it. */
export const SERVICE = `coalesce(s.service_ms, ${LENGTH})`;
/** With an advisor, or held by one. */
export const AT_COUNTER = "s.kind in ('serving', 'held')";
export const NOT_SERVED = `not ${AT_COUNTER}`;
/** Of a visit: what was only a part of a service is within that. */
export const WHOLE =
  "s.kind = 'serving' and coalesce(s.how, '') not in ('undone', 'held', 'not-begun', 'day') " +
  'or s.service_ms > 0';
/** The code with which a service ended; `-` where none was chosen. */
export const OUTCOME = "coalesce(s.outcome, '-')";
/** Transfers that were taken back, and matters that had not been. */
export const TAKEN_BACK =
  "(s.how = 'undone' and s.kind in ('waiting', 'deferred') or s.how = 'not-begun')";
/** Rows are in the order in which people look for names; what nobody knows any more comes last. */
export const byQueue = (queue: string) => `array_position($6::text[], ${queue}), ${queue}`;
export const byStaff = (id: string) => `array_position($7::text[], ${id}), ${id}`;
export const OF_DAYS = 's.branch_id = $1 and s.day between $2 and $3';
/** Of tickets of those days, to their end: where a line is kept over midnight, on the next ones. */
export const OF_VISITS = `s.branch_id = $1 and s.day between $2
  and to_char(to_date($3, 'YYYY-MM-DD') + 2, 'YYYY-MM-DD')`;
/** The queue for which each ticket was issued: the visit may end in another, by its last matter. */
export const WAITED_IN = `select s.ticket_id, s.queue from stretches s
                           where ${OF_DAYS} and s.kind = 'waiting' and s.began = 'issued'`;
export const minutes = (ms: string) => `round((${ms})::numeric / 60000, 2)`;
export const quantile = (share: number, ms: string) =>
  minutes(`percentile_cont(${share}) within group (order by ${ms})`);
/** Minutes of stretches of one kind. */
export const spent = (kind: string) =>
  `coalesce(${minutes(`sum(${LENGTH}) filter (where s.kind = '${kind}')`)}, 0)`;
export const count = (which: string) => `count(*) filter (where ${which})`;

/** An absence that stood: of a ticket that was not reopened afterwards. */
const MISSED = "s.how = 'missed' and t.state = 'no-show' and t.ended_at = s.ended_at";

/** The stretches `s`, of tickets `t`, that a figure counts, and when each of them happened. */
export const COUNTED = {
  issued: ["s.began = 'issued'", 's.began_at'],
  called: ['s.wait_ms is not null', 's.ended_at'],
  late: ['s.wait_ms is not null and not s.in_target', 's.ended_at'],
  abandoned: [`(${MISSED} or s.how = 'cancelled' and ${NOT_SERVED})`, 's.ended_at'],
  served: [`${AT_COUNTER} and s.how in ('finished', 'left-open', 'closing')`, 's.ended_at'],
} as const;

/** Monday is 1. */
export const weekdayOf = (day: string) =>
  `extract(isodow from to_date(${day}, 'YYYY-MM-DD'))::integer`;
/** By the branch's clock. */
export const hourOf = (at: string) =>
  `extract(hour from to_timestamp(${at} / 1000.0) at time zone $4)::integer`;
/** The Monday of a day's week. */
export const weekOf = (day: string) =>
  `to_char(date_trunc('week', to_date(${day}, 'YYYY-MM-DD')), 'YYYY-MM-DD')`;

/** Narrows stretches to those that a figure of a picture counts. */
export const narrowStretches: Narrow = (filters, value) => {
  const { queue, advisor, kind, reason, of, outcome, weekday, hour } = filters;
  const [which, at] = of ? COUNTED[of] : [undefined, 's.began_at'];
  return [
    which,
    queue && `s.queue = ${value(queue)}`,
    advisor && `s.advisor = ${value(advisor)}`,
    kind && `s.kind = ${value(kind)}`,
    outcome && `${COUNTED.served[0]} and ${OUTCOME} = ${value(outcome)}`,
    reason && `coalesce(s.reason, '-') = ${value(reason)}`,
    weekday !== undefined && `${weekdayOf('s.day')} = ${value(weekday)}`,
    hour !== undefined && `${hourOf(at)} = ${value(hour)}`,
  ];
};
