import { wallClock } from '../domain/model/local-time';
import { outcomesInWords } from '../domain/model/outcome-names';
import { markedName } from '../domain/model/told-apart';
import { Cell, Directory } from '../ports';
import { speaker, weekday } from '../texts/format';
import { staffEn } from '../texts/staff-en';
import { staffEsCL } from '../texts/staff-es-CL';
import { ColumnForm, Sheet } from './workbook/xlsx';

/** A report in the reader's words, as the supervisor's page shows it. */

/**
 * Reports with a row for each thing that happened; the others count those, under the same names.
 */
const SINGLY = ['tickets', 'stretches', 'answers'];
const INSTANTS = ['issued', 'called', 'started', 'ended', 'began', 'given'];
const DAYS = ['day', 'week'];

/** @param former names of staff whom the directory does not have any more, by id */
export function sheetOf(
  report: string,
  columns: readonly string[],
  directory: Directory | undefined,
  language: 'es' | 'en',
  former: Readonly<Record<string, string>> = {},
): Sheet {
  const tag = language === 'en' ? 'en' : 'es-CL';
  const { say } = speaker(tag, staffEsCL, 'es-CL', language === 'en' ? staffEn : undefined);
  const known = (key: string) =>
    key in staffEsCL ? (say as (key: string) => string)(key) : undefined;
  const counts = !SINGLY.includes(report);
  const reason = (value: string) =>
    value === '-'
      ? known('pictures.no-reason')
      : (known(`hold.${value}`) ?? known(`reason.pause.${value}`));
  const { queues = {}, counters = {} } = directory?.config ?? {};
  type InWords = (value: string, queue: string | undefined) => string | undefined;
  const word = (each: { readonly es: string; readonly en: string } | undefined) =>
    each?.[language] || each?.es;
  const names: Readonly<Record<string, InWords>> = {
    queue: (value) => word(queues[value]?.names),
    counter: (value) => counters[value]?.label,
    advisor(value) {
      const name = directory?.staff[value]?.firstName;
      return name ? markedName(name, value) : former[value];
    },
    state: (value) => known(`ticket.state.${value}`),
    lane: (value) => known(`lane.${value}`),
    kind: (value) => known(`stretch.${value}`),
    how: (value) => known(`stretch.how.${value}`),
    outcome: (value, queue) =>
      value === '-' ? known('pictures.no-outcome') : outcomesInWords(value, queue, queues, word),
    reason,
    pauses: (value) => pausesInWords(value, reason, tag),
  };
  return {
    title: known(`reports.${report}`) ?? report,
    headings: columns.map(
      (column) =>
        (counts ? known(`reports.count.${column}`) : undefined) ??
        known(`reports.column.${column}`) ??
        column,
    ),
    forms: columns.map((column): ColumnForm => {
      if (DAYS.includes(column)) return 'day';
      return !counts && INSTANTS.includes(column) ? 'instant' : 'plain';
    }),
    inWords(value: Cell, at, row) {
      const column = columns[at];
      if (column === 'weekday') return weekday(tag, Number(value));
      const queue = row[columns.indexOf('queue')]?.toString();
      return typeof value === 'string' ? (names[column]?.(value, queue) ?? value) : value;
    },
    language,
    localAt: (at) => wallClock(directory?.branch.timeZone ?? 'UTC', at),
  };
}

/** Reasons with their minutes, as the report lists them: `break 12.50; meeting 3.00`. */
const pausesInWords = (
  pauses: string,
  inWords: (reason: string) => string | undefined,
  tag: string,
): string =>
  pauses.replace(
    /(^|; )([^ ;]+) ([\d.]+)(?=;|$)/g,
    (_, before: string, reason: string, minutes: string) =>
      `${before}${inWords(reason) ?? reason} ${tag === 'en' ? minutes : minutes.replace('.', ',')}`,
  );
