import { Figure, Figures } from './figures';
import { Figures as WaitFigures } from './score';
import { tableText } from './score-table';

/** The result of a replay, as printed by `--json`. All times in seconds. */
export interface Report {
  readonly file: string;
  readonly branch: string;
  readonly dispatch: 'file' | 'ours';
  /** According to the app's own events. */
  readonly app: Figures;
  /** According to the file alone. */
  readonly expected: Figures;
  /** App minus file. */
  readonly differences: Figures;
  readonly ignored: Counted;
  readonly contradictory: Counted & {
    readonly lines: readonly { readonly line: number; readonly why: string }[];
  };
  readonly skipped: Counted & {
    readonly lines: readonly { readonly line: number; readonly fields: number }[];
  };
  readonly advisors: {
    readonly all: number;
    readonly rowsOfASecondAdvisor: number;
    readonly rowsWithoutName: number;
  };
  /** Tickets ended by the closing of the day, and calls that nobody answered. */
  readonly closedWithTheDay: number;
  readonly missed: number;
  /** What was foretold for customers of `rest` who waited and were served, beside LES and HOL. */
  readonly foretold: Readonly<Record<string, WaitFigures>>;
  /** Sentences that say what is wrong; none if the check holds. */
  readonly checks: Checks;
  readonly events: number;
  readonly requests: number;
  readonly sweeps: number;
  readonly seconds: { readonly feeding: number; readonly all: number };
  readonly ok: boolean;
}

/**
 * `app` is what the replay fed or left out, `expected` what the separate reading of the file
 * counts.
 */
interface Counted {
  readonly app: number;
  readonly expected: number;
}

export interface Checks {
  /** Numbers are unique per branch, day and queue. */
  readonly numbers: readonly string[];
  /** No ticket is called twice at once, and no advisor has two. */
  readonly calls: readonly string[];
  /** The sequence has no gap and no repeat. */
  readonly sequence: readonly string[];
  /** Every hash follows from the one before. */
  readonly chain: readonly string[];
  /** Rows equal the replayed events. */
  readonly rows: readonly string[];
  /**
   * Each row went in the app as in the file, to the second; with `--dispatch ours`, each came and
   * ended.
   */
  readonly lines: readonly string[];
  /** A rebuild from the events foretells every wait as the app did, ticket by ticket. */
  readonly foretold: readonly string[];
}

const labels: readonly (readonly [Figure, string])[] = [
  ['issued', 'tickets issued'],
  ['served', 'served'],
  ['abandoned', 'abandoned'],
  ['waitTotal', 'wait, total s'],
  ['waitMean', 'wait, mean s'],
  ['waitP90', 'wait, 90th percentile s'],
  ['serviceTotal', 'service, total s'],
  ['serviceMean', 'service, mean s'],
  ['serviceP90', 'service, 90th percentile s'],
];

const checkLabels: Readonly<Record<keyof Checks, string>> = {
  numbers: 'numbers unique per branch, day and queue',
  calls: 'no ticket called twice at once, no advisor with two',
  sequence: 'sequence gapless',
  chain: 'hashes chain',
  rows: 'rows equal the replayed events',
  lines: 'each line went as in the file',
  foretold: 'a rebuild foretells every wait as the app did',
};

/** The report as text for people. */
export function reportText(report: Report): string {
  const { app, expected, differences } = report;
  const rows = (['all', 'in', 'rest'] as const).flatMap((queue) => [
    ...labels.map(([figure, label]) => [
      queue === 'all' ? 'branch' : `queue ${queue}`,
      label,
      ...[app, expected, differences].map((each) => number(each[queue][figure])),
    ]),
    [],
  ]);
  rows.push(['branch', 'rows ignored (PHANTOM)', ...counted(report.ignored)]);
  rows.push(['branch', 'rows contradictory', ...counted(report.contradictory)]);
  rows.push(['branch', 'lines without 17 fields', ...counted(report.skipped)]);
  const { advisors, checks } = report;
  const labelOf = (check: keyof Checks) =>
    check === 'lines' && report.dispatch === 'ours'
      ? 'each line came and ended'
      : checkLabels[check];
  return [
    table([['', '', "app's events", 'file', 'difference'], ...rows]),
    '',
    ...(report.contradictory.lines.length
      ? [
          'Contradictory, not fed:',
          ...report.contradictory.lines.map(({ line, why }) => `  line ${line}: ${why}`),
          '',
        ]
      : []),
    ...(report.skipped.lines.length
      ? [
          'Skipped:',
          ...report.skipped.lines.map(
            ({ line, fields }) => `  line ${line}: ${fields} fields, expected 17`,
          ),
          '',
        ]
      : []),
    report.dispatch === 'file'
      ? `${advisors.all} advisors at counters of their own; ` +
        `${advisors.rowsOfASecondAdvisor} rows served by a second advisor ` +
        `because the named one was busy, ${advisors.rowsWithoutName} by one for NO_SERVER.`
      : 'Each name is on duty from its first call to its last finish of a day; customers ' +
        "who gave up in the file but were called are served for their queue's average time.",
    ...(report.closedWithTheDay || report.missed
      ? [
          `${report.closedWithTheDay} tickets ended by the closing of the day, ` +
            `${report.missed} calls not answered.`,
        ]
      : []),
    '',
    tableText('waits foretold, seconds', report.foretold).trimStart(),
    '',
    ...(Object.keys(checkLabels) as (keyof Checks)[]).flatMap((check) => [
      `${checks[check].length ? 'FAILS' : 'holds'}  ${labelOf(check)}`,
      ...checks[check].slice(0, 20).map((sentence) => `         ${sentence}`),
    ]),
    '',
    `${report.events} events from ${report.requests} requests and ${report.sweeps} sweeps; ` +
      `fed in ${report.seconds.feeding} s, ${report.seconds.all} s in all.`,
    report.ok
      ? report.dispatch === 'file'
        ? 'No difference.'
        : 'All checks hold.'
      : 'NOT as the file says.',
  ].join('\n');
}

const counted = ({ app, expected }: Counted) => [app, expected, app - expected].map(number);
const number = (value: number) => (Number.isInteger(value) ? String(value) : value.toFixed(3));

function table(rows: readonly (readonly string[])[]): string {
  const widths = [0, 1, 2, 3, 4].map((column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  );
  return rows
    .map((row) =>
      row
        .map((cell, column) =>
          column < 2 ? cell.padEnd(widths[column]) : cell.padStart(widths[column]),
        )
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
