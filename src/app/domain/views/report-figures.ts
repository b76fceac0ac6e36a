/** The figures behind the reports' charts: sums over the rows of reports. */

/** A report as read by a page or for a mail. */
interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number | boolean | null)[])[];
}

type Row = Readonly<Record<string, string | number | boolean | null>>;

export const recordsOf = ({ columns, rows }: Table): readonly Row[] =>
  rows.map((row) => Object.fromEntries(columns.map((column, at) => [column, row[at]])));

const n = (row: Row, column: string) => Number(row[column] ?? 0);
const sum = (rows: readonly Row[], column: string) =>
  rows.reduce((total, row) => total + n(row, column), 0);
/** A weighted mean of means; undefined for none. */
function mean(rows: readonly Row[], column: string, weight: string): number | undefined {
  const of = sum(rows, weight);
  return of === 0
    ? undefined
    : rows.reduce((total, row) => total + n(row, column) * n(row, weight), 0) / of;
}
const share = (part: number, of: number) => (of === 0 ? undefined : part / of);

function grouped(rows: readonly Row[], column: string): ReadonlyMap<string, readonly Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = String(row[column]);
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return groups;
}

/** Rows of one queue, or of all. */
export const ofQueue = (rows: readonly Row[], queue: string | undefined) =>
  queue === undefined ? rows : rows.filter((row) => row.queue === queue);

/** One hour of one weekday. Means are by day of that weekday, waits in minutes. */
export interface HourCell {
  readonly arrivals: number;
  readonly wait?: number;
  readonly inTarget?: number;
  readonly abandoned: number;
  /** The number of rows behind the mean, over all days. */
  readonly issued: number;
  readonly called: number;
  readonly left: number;
}
export interface Hours {
  readonly hours: readonly number[];
  /** Monday is 1. Those that had a day. */
  readonly weekdays: readonly number[];
  at(weekday: number, hour: number): HourCell | undefined;
}

/** The report `hours`. */
export function hoursOf(rows: readonly Row[]): Hours {
  const cells = new Map<string, HourCell>();
  for (const [weekday, ofDay] of grouped(rows, 'weekday')) {
    for (const [hour, some] of grouped(ofDay, 'hour')) {
      const days = Math.max(1, n(some[0], 'days'));
      const [issued, called, left] = ['issued', 'called', 'abandoned'].map((of) => sum(some, of));
      cells.set(`${weekday} ${hour}`, {
        arrivals: issued / days,
        wait: mean(some, 'mean_wait_minutes', 'called'),
        inTarget: share(sum(some, 'called_by_due'), called),
        abandoned: left / days,
        issued,
        called,
        left,
      });
    }
  }
  const numbers = (column: string) => [...grouped(rows, column).keys()].map(Number);
  const used = numbers('hour');
  const [from, to] = [Math.min(...used), Math.max(...used)];
  return {
    hours: used.length ? Array.from({ length: to - from + 1 }, (_, index) => from + index) : [],
    weekdays: numbers('weekday').sort((a, b) => a - b),
    at: (weekday, hour) => cells.get(`${weekday} ${hour}`),
  };
}

/** How strong a colour a value has, of five; 0 for nothing. */
export const levelOf = (value: number | undefined, most: number): number =>
  !value || most <= 0 ? 0 : Math.max(1, Math.ceil((value / most) * 5 - 1e-9));

export interface Line {
  /** The Monday of a week, or the id of a queue. */
  readonly key: string;
  readonly issued: number;
  readonly called: number;
  readonly wait?: number;
  readonly inTarget?: number;
  readonly abandoned: number;
  readonly abandonedShare?: number;
}

/** The report `weeks`, by week or by queue. */
export const linesBy = (rows: readonly Row[], column: 'week' | 'queue'): readonly Line[] =>
  [...grouped(rows, column)]
    .map(([key, some]) => {
      const [issued, called, abandoned] = ['issued', 'called', 'abandoned'].map((of) =>
        sum(some, of),
      );
      return {
        key,
        issued,
        called,
        wait: mean(some, 'mean_wait_minutes', 'called'),
        inTarget: share(sum(some, 'called_by_due'), called),
        abandoned,
        abandonedShare: share(abandoned, issued),
      };
    })
    .sort((a, b) => (a.key < b.key ? -1 : 1));

/** Kinds of an advisor's time, in the order in which they are drawn. */
export const TIME = ['serving', 'called', 'idle', 'paused'] as const;
export interface AdvisorTime {
  readonly advisor: string;
  readonly served: number;
  /** Minutes of each kind; time held is not an advisor's time, and stands beside it. */
  readonly minutes: Readonly<Record<(typeof TIME)[number] | 'held', number>>;
  readonly all: number;
  readonly pauses: readonly { readonly reason: string; readonly minutes: number }[];
}

/** The report `advisor-time`. */
export const advisorsOf = (rows: readonly Row[]): readonly AdvisorTime[] =>
  [...grouped(rows, 'advisor')].map(([advisor, some]) => {
    const of = (kind: string) =>
      sum(
        some.filter((row) => row.kind === kind),
        'minutes',
      );
    return {
      advisor,
      served: sum(some, 'served'),
      minutes: {
        serving: of('serving'),
        called: of('called'),
        idle: of('idle'),
        paused: of('paused'),
        held: of('held'),
      },
      all: TIME.reduce((total, kind) => total + of(kind), 0),
      pauses: some
        .filter((row) => row.kind === 'paused')
        .map((row) => ({ reason: String(row.reason), minutes: n(row, 'minutes') }))
        .sort((a, b) => b.minutes - a.minutes),
    };
  });

export interface OutcomeLine {
  /** The code, or `-` for services without one. */
  readonly outcome: string;
  readonly served: number;
  /** Those that the system ended with the day. */
  readonly closing: number;
  readonly share: number;
}

/** The report `outcomes` by queue, the most frequent code first and those without one last. */
export const outcomesOf = (
  rows: readonly Row[],
): readonly (readonly [queue: string, lines: readonly OutcomeLine[]])[] =>
  [...grouped(rows, 'queue')].map(([queue, ofOne]) => {
    const all = sum(ofOne, 'served');
    const lines = [...grouped(ofOne, 'outcome')].map(([outcome, some]) => ({
      outcome,
      served: sum(some, 'served'),
      closing: sum(
        some.filter(({ how }) => how === 'closing'),
        'served',
      ),
      share: sum(some, 'served') / all,
    }));
    const last = ({ outcome }: OutcomeLine) => Number(outcome === '-');
    return [
      queue,
      lines.sort(
        (a, b) => last(a) - last(b) || b.served - a.served || (a.outcome < b.outcome ? -1 : 1),
      ),
    ] as const;
  });

export interface Answers {
  readonly answers: number;
  readonly mean?: number;
  /** How many gave 1, 2, 3, 4 and 5. */
  readonly scores: readonly number[];
}

/** The report `feedback`, of some of its rows. */
export const answersOf = (rows: readonly Row[]): Answers => ({
  answers: sum(rows, 'answers'),
  mean: mean(rows, 'mean_score', 'answers'),
  scores: [1, 2, 3, 4, 5].map((score) => sum(rows, `score_${score}`)),
});
export const answersBy = (
  rows: readonly Row[],
  column: 'week' | 'queue',
): readonly (readonly [key: string, answers: Answers])[] =>
  [...grouped(rows, column)].map(([key, some]) => [key, answersOf(some)] as const);

export interface BranchLine extends Line {
  readonly name: string;
  readonly region: string;
  readonly served: number;
  readonly service?: number;
  readonly occupancy?: number;
  /** As the report has it. */
  readonly row: Row;
}

/** The bank's report `branches`. */
export const branchesOf = (rows: readonly Row[]): readonly BranchLine[] =>
  rows.map((row) => ({ ...lineOf([row]), key: String(row.branch), name: String(row.name), row }));

/** The branches' figures together, each weighted by its count. */
export const together = (lines: readonly BranchLine[]) => lineOf(lines.map(({ row }) => row));

function lineOf(rows: readonly Row[]): Omit<BranchLine, 'key' | 'name' | 'row'> {
  const [issued, called, abandoned, served] = ['issued', 'called', 'abandoned', 'served'].map(
    (of) => sum(rows, of),
  );
  const [serving, duty] = ['serving_minutes', 'on_duty_minutes'].map((of) => sum(rows, of));
  return {
    region: String(rows[0]?.region ?? ''),
    issued,
    called,
    wait: mean(rows, 'mean_wait_minutes', 'called'),
    inTarget: share(sum(rows, 'called_by_due'), called),
    abandoned,
    abandonedShare: share(abandoned, issued),
    served,
    service: mean(rows, 'mean_service_minutes', 'taught'),
    occupancy: share(serving, duty),
  };
}
