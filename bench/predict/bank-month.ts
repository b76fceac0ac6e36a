import { Problem } from '../../src/local/machine/problem';
import { readLines, Row } from '../../src/local/replay/parse';
import { remark } from './remark';

/** One call to the bank, in seconds of its day. */
export interface BankCall {
  /** `yymmdd`. */
  readonly day: string;
  readonly queue: string;
  readonly lane: 'general' | 'preferential';
  readonly from: number;
  /** When it was taken, or given up. */
  readonly until: number;
  /** When the service ended; absent: given up. */
  readonly ended?: number;
  /** Absent: the bank did not record who. */
  readonly advisor?: string;
}

/** A month of the bank. */
export interface BankMonth {
  /** In order; within each day, customers in order of arrival. */
  readonly days: ReadonlyMap<string, readonly BankCall[]>;
  /** What the reader should know about the file's lines before believing a figure. */
  readonly remarks: readonly string[];
}

/** Internet support has agents of its own and is not scored. */
export const APART = 'IN';
export const QUEUES = ['PS', 'NW', 'NE', 'TT', 'PE'];
export const ALL_QUEUES = [...QUEUES, APART];
/** A call that seems to begin this long before it came was filed under the previous day. */
const MIDNIGHT = -1000;
const OUTCOMES = ['AGENT', 'HANG', 'PHANTOM'];

/**
 * Reads a month of the bank. Lines that cannot be read are left out and reported.
 * @throws Problem where nobody in it was served, so that there is nothing to judge by
 */
export function readMonth(text: string, path: string): BankMonth {
  const { rows, skipped, refused } = readLines(text, path);
  const days = new Map<string, BankCall[]>();
  for (const row of [...rows].sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0))) {
    const call = callOf(row);
    if (!call) continue;
    const known = days.get(call.day) ?? [];
    known.push(call);
    days.set(call.day, known);
  }
  for (const calls of days.values()) calls.sort((a, b) => a.from - b.from);
  const remarks = [
    ...remark(
      skipped.map(({ line, fields }) => `line ${line}: it has ${fields} fields, expected 17`),
      'left out',
    ),
    ...remark(
      refused.map(({ line, why }) => `line ${line}: ${why}`),
      'left out',
    ),
    ...remark(
      rows.filter(({ outcome }) => !OUTCOMES.includes(outcome)).map(strangeOutcome),
      'left out',
    ),
    ...strangeTypes(rows),
  ];
  if (![...days.values()].some((calls) => calls.some(({ ended }) => ended !== undefined))) {
    throw new Problem(
      [
        `${path}: nobody in it was served, so there is nothing to judge by.`,
        `${rows.length} lines could be read.`,
        ...remarks,
      ].join('\n'),
    );
  }
  return { days, remarks };
}

const strangeOutcome = ({ line, outcome }: Row) =>
  `line ${line}: outcome is ${JSON.stringify(outcome)}, expected ${OUTCOMES.join(', ')}`;

/** A type the bank never had is read as its most common type. */
function strangeTypes(rows: readonly Row[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const { type } of rows) {
    if (!ALL_QUEUES.includes(type)) counts.set(type, (counts.get(type) ?? 0) + 1);
  }
  return remark(
    [...counts].map(([type, count]) => `${JSON.stringify(type)} in ${count} of ${rows.length}`),
    `lines of types never seen before, taken for ${QUEUES[0]}`,
  );
}

/** Undefined for a call that no branch would have seen. */
function callOf(row: Row): BankCall | undefined {
  const { type, priority, outcome, serStart: start, serExit: ended, server } = row;
  const waited = row.qTime > 0;
  const common = {
    day: row.date.slice(2).replaceAll('-', ''),
    queue: ALL_QUEUES.includes(type) ? type : QUEUES[0],
    lane: priority === 2 ? ('preferential' as const) : ('general' as const),
  };
  if (outcome === 'AGENT') {
    const from = waited ? row.qStart : start;
    // Zeros are not times, and a service cannot end before it begins.
    if (start === 0 || ended < start || start - from <= MIDNIGHT) return undefined;
    const advisor = server === 'NO_SERVER' ? {} : { advisor: server };
    return { ...common, from, until: Math.max(from, start), ended, ...advisor };
  }
  if (outcome !== 'HANG' || !waited) return undefined;
  return { ...common, from: row.qStart, until: row.qExit };
}
